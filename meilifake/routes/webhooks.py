"""Webhooks over HTTP (guide http-surface, 24)."""

from __future__ import annotations

from meilifake.app.call import Call
from meilifake.engine import webhooks
from meilifake.engine.uuid_text import parse_uuid
from meilifake.errors.base import MeiliError
from meilifake.views.webhooks import webhook_view
from meilifake.wire.message import Reply
from meilifake.wire.route import Route


def path_uuid(call: Call) -> str:
    try:
        return parse_uuid(call.path["uuid"])
    except ValueError as fault:
        raise MeiliError("invalid_webhook_uuid", f"Invalid UUID: {fault}") from None


def get_webhooks(call: Call) -> Reply:
    return Reply({"results": [*map(webhook_view, webhooks.every(call.engine.state, call.engine.options))]})


def get_webhook(call: Call) -> Reply:
    uuid = path_uuid(call)
    for webhook in webhooks.every(call.engine.state, call.engine.options):
        if webhook.uuid == uuid:
            return Reply(webhook_view(webhook))
    raise webhooks.not_found(uuid)


def create_webhook(call: Call) -> Reply:
    webhook = webhooks.create(call.engine.state, call.engine.ids.uuid4(), call.body)
    return Reply(webhook_view(webhook), 201)


def update_webhook(call: Call) -> Reply:
    return Reply(webhook_view(webhooks.update(call.engine.state, path_uuid(call), call.body)))


def delete_webhook(call: Call) -> Reply:
    del call.engine.state.webhooks[webhooks.editable(call.engine.state, path_uuid(call)).uuid]
    return Reply(status=204)


ROUTES = (
    Route("GET", "/webhooks", "webhooks.get", get_webhooks),
    Route("POST", "/webhooks", "webhooks.create", create_webhook, body="webhooks:webhook"),
    Route("GET", "/webhooks/{uuid}", "webhooks.get", get_webhook),
    Route("PATCH", "/webhooks/{uuid}", "webhooks.update", update_webhook, body="webhooks:webhook"),
    Route("DELETE", "/webhooks/{uuid}", "webhooks.delete", delete_webhook),
)
