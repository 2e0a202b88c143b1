"""Health and version."""

from __future__ import annotations

from meilifake.app.call import Call
from meilifake.options import VERSION
from meilifake.wire.message import Reply
from meilifake.wire.route import Route


def health(call: Call) -> Reply:
    return Reply({"status": "available"})


def version(call: Call) -> Reply:
    return Reply({"commitSha": "unknown", "commitDate": "unknown", "pkgVersion": VERSION})


ROUTES = (
    Route("GET", "/health", None, health),
    Route("GET", "/version", "version", version),
)
