"""Exports to another instance (guide http-surface, section 23)."""

from __future__ import annotations

from meilifake.app.call import Call
from meilifake.engine.tasks.model import Export
from meilifake.routes.enqueue import enqueued
from meilifake.wire.message import Reply
from meilifake.wire.route import Route


def export(call: Call) -> Reply:
    """200 where every other task answers 202: the server's own inconsistency."""
    body = call.body
    settings = {"*": None} if body.indexes is None else {name: body.indexes[name] for name in sorted(body.indexes)}
    indexes = {
        name: {"filter": None if row is None else row.filter, "overrideSettings": row is not None and row.override_settings}
        for name, row in settings.items()
    }
    return enqueued(call, Export(body.url, body.api_key, body.payload_size, indexes), status=200)


ROUTES = (Route("POST", "/export", "export", export, body="export:ExportQuery"),)
