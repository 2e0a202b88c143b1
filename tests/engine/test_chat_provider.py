"""The address of a workspace's language model, and what is said when it cannot be reached (compared with a live v1.50.0)."""

from __future__ import annotations

from typing import Any

import pytest

from meilifake.engine.chat_provider import failure
from meilifake.engine.chats import DEFAULTS

SENDING = "error sending request for url ({})"


def said(allowed: tuple[str, ...] = (), **settings: Any) -> str | None:
    return failure({**DEFAULTS, **settings}, allowed)


@pytest.mark.parametrize(
    ("settings", "url"),
    [
        ({}, "https://api.openai.com/v1//chat/completions"),
        ({"source": "mistral"}, "https://api.mistral.ai/v1//chat/completions"),
        ({"source": "mistral", "baseUrl": "https://m.example/v1"}, "https://m.example/v1/chat/completions"),
        (
            {"source": "azureOpenAi", "baseUrl": "https://a.example", "deploymentId": "d", "apiVersion": "2024"},
            "https://a.example/openai/deployments/d/chat/completions?api-version=2024",
        ),
        ({"baseUrl": "HTTP://EXAMPLE.com:80/a b?x=1#f"}, "http://example.com/a%20b?x=1#f/chat/completions"),
        ({"baseUrl": "http://user:secret@a.example:81/"}, "http://a.example:81//chat/completions"),
        ({"baseUrl": "http://localhost:1"}, "http://localhost:1/chat/completions"),
    ],
)
def test_addresses(settings: dict[str, Any], url: str) -> None:
    assert said(**settings) == SENDING.format(url)


@pytest.mark.parametrize("host", ["127.0.0.1", "10.0.0.1", "[::1]", "[::ffff:192.168.0.1]", "100.64.0.1", "0.0.0.0"])
def test_local_addresses_are_not_called_unless_allowed(host: str) -> None:
    base = f"http://{host}:1"
    assert said(baseUrl=base) == "Rejected IP"
    assert said(("any",), baseUrl=base) == SENDING.format(f"{base}/chat/completions")


def test_a_local_network_may_be_allowed() -> None:
    assert said(("10.0.0.0/8",), baseUrl="http://10.1.2.3") == SENDING.format("http://10.1.2.3/chat/completions")
    assert said(("10.0.0.0/8",), baseUrl="http://192.168.0.1") == "Rejected IP"


def test_other_schemes_cannot_be_called() -> None:
    assert said(baseUrl="ftp://a.example") == "builder error for url (ftp://a.example/chat/completions)"


def test_an_address_that_is_none() -> None:
    assert said(baseUrl="x") is None
    assert said(baseUrl="") is None


def test_a_model_that_answers_is_reached_where_the_network_would_be() -> None:
    assert failure(dict(DEFAULTS), (), answering=True) == ""
    assert failure({**DEFAULTS, "baseUrl": "http://127.0.0.1:1"}, (), answering=True) == "Rejected IP"


def test_what_no_header_can_hold_ends_the_call_without_a_word() -> None:
    assert said(orgId="a\nb") is None
    assert said(projectId="\x7f") is None
    assert said(apiKey="a\nb", baseUrl="http://127.0.0.1") is None
    azure = {"source": "azureOpenAi", "baseUrl": "http://127.0.0.1", "deploymentId": "d", "apiVersion": "v"}
    assert said(**azure, orgId="a\nb") == "Rejected IP"
    assert said(**azure, apiKey="a\nb") is None
