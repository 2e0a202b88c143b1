"""A webhook as answers show it (guide http-surface, 24)."""

from __future__ import annotations

from typing import Any

from meilifake.engine.webhooks import Webhook, shown_headers


def webhook_view(webhook: Webhook) -> dict[str, Any]:
    return {"uuid": webhook.uuid, "isEditable": webhook.editable, "url": webhook.url, "headers": shown_headers(webhook.headers)}
