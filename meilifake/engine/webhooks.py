"""Webhooks: the endpoints that are told of finished tasks, and what one may look like (guide http-surface, 24)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from meilifake.engine.state import State
from meilifake.engine.tasks.secret import masked
from meilifake.engine.url_text import check_url
from meilifake.errors.base import MeiliError
from meilifake.options import Options

NIL = "00000000-0000-0000-0000-000000000000"
"""The uuid of the webhook that the launch options define."""
MOST_WEBHOOKS, MOST_HEADERS = 20, 200
HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
HEADER_VALUE = re.compile(r"[^\x00-\x08\x0a-\x1f\x7f]*")


class Webhook(NamedTuple):
    """`headers` by name, sorted; their case is kept."""

    uuid: str
    url: str
    headers: Mapping[str, str]

    @property
    def editable(self) -> bool:
        return self.uuid != NIL


def from_options(options: Options) -> Webhook | None:
    if options.webhook_url is None:
        return None
    secret = options.webhook_authorization
    return Webhook(NIL, options.webhook_url, {} if secret is None else {"Authorization": secret})


def every(state: State, options: Options) -> Iterator[Webhook]:
    """In the order in which they are called and shown."""
    own = from_options(options)
    if own is not None:
        yield own
    yield from (state.webhooks[uuid] for uuid in sorted(state.webhooks))


def shown_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Credentials are masked behind their `Bearer `."""
    offsets = {name: len("Bearer ") if value.startswith("Bearer ") else 0 for name, value in headers.items()}
    return {name: masked(value, offsets[name]) if name.lower() == "authorization" else value for name, value in headers.items()}


def create(state: State, uuid: str, submitted: Mapping[str, Any]) -> Webhook:
    """`submitted`: `url` and `headers` as given. A header without value is stored as an empty one. Raises the errors of `check`,
    invalid_webhooks."""
    headers = submitted.get("headers") or {}
    if len(headers) > MOST_HEADERS:
        raise too_many_headers(uuid)
    if len(state.webhooks) >= MOST_WEBHOOKS:
        advice = "You may use a third-party proxy server to dispatch events to more than 20 endpoints."
        limit = "Defining too many webhooks would crush the server. Please limit the number of webhooks to 20."
        raise MeiliError("invalid_webhooks", f"{limit} {advice}")
    if submitted.get("url") is None:
        raise missing_url(uuid)
    webhook = Webhook(uuid, submitted["url"], {name: value or "" for name, value in sorted(headers.items())})
    check(webhook)
    state.webhooks[uuid] = webhook
    return webhook


def update(state: State, uuid: str, submitted: Mapping[str, Any]) -> Webhook:
    """Raises immutable_webhook, webhook_not_found, and the errors of `check`."""
    old = editable(state, uuid)
    if "url" in submitted and submitted["url"] is None:
        raise missing_url(uuid)
    headers = dict(old.headers)
    if "headers" in submitted:
        changes = submitted["headers"]
        headers = {} if changes is None else headers | changes
    headers = {name: value for name, value in sorted(headers.items()) if value is not None}
    if len(headers) > MOST_HEADERS:
        raise too_many_headers(uuid)
    webhook = Webhook(uuid, submitted.get("url", old.url), headers)
    check(webhook)
    state.webhooks[uuid] = webhook
    return webhook


def editable(state: State, uuid: str) -> Webhook:
    if uuid == NIL:
        words = "The webhook defined from the command line cannot be modified using the API."
        raise MeiliError("immutable_webhook", f"Webhook `{uuid}` is immutable. {words}")
    if uuid not in state.webhooks:
        raise not_found(uuid)
    found: Webhook = state.webhooks[uuid]
    return found


def check(webhook: Webhook) -> None:
    """Raises invalid_webhook_url, invalid_webhook_headers."""
    if not webhook.url:
        raise missing_url(webhook.uuid)
    for name, value in webhook.headers.items():
        if HEADER_NAME.fullmatch(name) is None:
            raise MeiliError("invalid_webhook_headers", f"Invalid header name `{name}`: invalid HTTP header name")
        if HEADER_VALUE.fullmatch(value) is None:
            raise MeiliError("invalid_webhook_headers", f"Invalid header value `{name}`: failed to parse header value")
    try:
        check_url(webhook.url)
    except ValueError as fault:
        raise MeiliError("invalid_webhook_url", f"Invalid URL `{webhook.url}`: {fault}") from None


def missing_url(uuid: str) -> MeiliError:
    return MeiliError("invalid_webhook_url", f"The URL for the webhook `{uuid}` is missing.")


def too_many_headers(uuid: str) -> MeiliError:
    hint = "Hint: To remove an already defined header set its value to `null`"
    limit = f"Too many headers for the webhook `{uuid}`. Please limit the number of headers to 200."
    return MeiliError("invalid_webhook_headers", f"{limit} {hint}")


def not_found(uuid: str) -> MeiliError:
    return MeiliError("webhook_not_found", f"Webhook `{uuid}` not found.")
