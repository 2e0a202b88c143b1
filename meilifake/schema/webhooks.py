"""Webhooks as they are submitted (guide http-surface, 24)."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from meilifake.schema.base import Code, WireModel, parse_model


class WebhookBody(WireModel):
    immutable: ClassVar[dict[str, str]] = {"uuid": "immutable_webhook_uuid", "isEditable": "immutable_webhook_is_editable"}
    url: Annotated[str | None, Code("invalid_webhook_url")] = None
    headers: Annotated[dict[str, str | None] | None, Code("invalid_webhook_headers")] = None


def webhook(value: Any) -> dict[str, Any]:
    """The keys that were sent, nulls included. Raises MeiliError."""
    return parse_model(WebhookBody, value).model_dump(exclude_unset=True)
