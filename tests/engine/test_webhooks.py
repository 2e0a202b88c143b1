"""Webhooks: what one may look like, and how it is shown (guide http-surface, 24)."""

from __future__ import annotations

from typing import Any

import pytest

from meilifake.engine import webhooks
from meilifake.engine.state import State
from meilifake.errors.base import MeiliError
from meilifake.options import Options

UID = "11111111-1111-4111-8111-111111111111"
URL = "http://h/"


def after(*submitted: dict[str, Any]) -> webhooks.Webhook:
    state = State()
    found = webhooks.create(state, UID, submitted[0])
    for update in submitted[1:]:
        found = webhooks.update(state, UID, update)
    assert state.webhooks[UID] is found
    return found


def test_headers() -> None:
    assert after({"url": URL, "headers": {"b": None, "a": "x"}}).headers == {"a": "x", "b": ""}
    assert after({"url": URL, "headers": {"b": "1", "a": "x"}}, {"headers": {"a": None, "c": "2"}}).headers == {"b": "1", "c": "2"}
    assert after({"url": URL, "headers": {"b": "1"}}, {"headers": None}).headers == {}
    assert after({"url": URL, "headers": {"b": "1"}}, {"url": "http://other"}).headers == {"b": "1"}


def test_credentials_are_masked() -> None:
    shown = webhooks.shown_headers({"Authorization": "Bearer abcdefghijkl", "x": "Bearer abcdefghijkl"})
    assert shown == {"Authorization": "Bearer abXXXX...", "x": "Bearer abcdefghijkl"}


@pytest.mark.parametrize(
    ("submitted", "code", "message"),
    [
        (({},), "invalid_webhook_url", f"The URL for the webhook `{UID}` is missing."),
        (({"url": ""},), "invalid_webhook_url", f"The URL for the webhook `{UID}` is missing."),
        (({"url": "x"},), "invalid_webhook_url", "Invalid URL `x`: relative URL without a base"),
        (({"url": URL}, {"url": None}), "invalid_webhook_url", f"The URL for the webhook `{UID}` is missing."),
        (({"url": "x", "headers": {"a b": "c"}},), "invalid_webhook_headers", "Invalid header name `a b`: invalid HTTP header name"),
        (({"url": URL, "headers": {"a": "\n"}},), "invalid_webhook_headers", "Invalid header value `a`: failed to parse header value"),
        (
            ({"url": URL, "headers": dict.fromkeys(map(str, range(201)))},),
            "invalid_webhook_headers",
            f"Too many headers for the webhook `{UID}`",
        ),
    ],
)
def test_refusals(submitted: tuple[dict[str, Any], ...], code: str, message: str) -> None:
    with pytest.raises(MeiliError) as caught:
        after(*submitted)
    assert (caught.value.code, caught.value.message[: len(message)]) == (code, message)


def test_no_more_than_twenty() -> None:
    state = State()
    for number in range(20):
        webhooks.create(state, str(number), {"url": URL})
    with pytest.raises(MeiliError, match="Please limit the number of webhooks to 20"):
        webhooks.create(state, "x", {"url": URL})


def test_the_webhook_of_the_launch_options() -> None:
    options = Options(webhook_url=URL, webhook_authorization="Bearer abcdefghijkl")
    (own,) = webhooks.every(State(), options)
    assert (own.uuid, own.editable, own.headers) == (webhooks.NIL, False, {"Authorization": "Bearer abcdefghijkl"})
    with pytest.raises(MeiliError, match="is immutable"):
        webhooks.update(State(), webhooks.NIL, {})
    with pytest.raises(MeiliError, match=f"^Webhook `{UID}` not found.$"):
        webhooks.editable(State(), UID)
