"""Exports and logs over HTTP (guide http-surface, 23 and 25)."""

from __future__ import annotations

from meilifake.app.call import Call
from meilifake.engine.features import require
from meilifake.engine.tasks.model import Export
from meilifake.routes.enqueue import enqueued
from meilifake.wire.message import Reply
from meilifake.wire.route import Route


def export(call: Call) -> Reply:
    body = call.body
    return enqueued(call, Export(body.url, body.api_key, body.payload_size, body.plan()), status=200)


def gate(call: Call) -> None:
    require(call.engine.state.features, "logsRoute", "Modifying logs through the `/logs/*` routes")


def stream_logs(call: Call) -> Reply:
    """The fake writes no log lines: the stream is empty, and ends at once."""
    gate(call)
    return Reply(raw=b"", content_type="application/octet-stream", headers=(("x-accel-buffering", "no"),))


def change_logs(call: Call) -> Reply:
    gate(call)
    return Reply(status=204)


ROUTES = (
    Route("POST", "/export", "export", export, body="export:ExportBody"),
    Route("POST", "/logs/stream", "metrics.get", stream_logs, body="logs:Stream"),
    Route("DELETE", "/logs/stream", "metrics.get", change_logs),
    Route("POST", "/logs/stderr", "metrics.get", change_logs, body="logs:Stderr"),
)
