"""Chat workspaces over HTTP: everything but the conversation."""

from __future__ import annotations

from typing import Any

import httpx
import pytest


@pytest.fixture
def chats(http: httpx.Client) -> httpx.Client:
    http.patch("/experimental-features", json={"chatCompletions": True})
    return http


def test_life_of_a_workspace(chats: httpx.Client) -> None:
    assert chats.get("/chats/w/settings").json()["message"] == "Chat `w` not found"
    assert chats.get("/chats/w").json()["message"] == "chat w not found"
    shown = chats.patch("/chats/w/settings", json={"source": "mistral", "apiKey": "abcdefghijkl"}).json()
    assert (shown["source"], shown["apiKey"]) == ("mistral", "abXXXX...")
    assert chats.get("/chats").json() == {"results": [{"uid": "w"}], "offset": 0, "limit": 20, "total": 1}
    assert chats.delete("/chats/w/settings").json()["source"] == "openAi"
    assert chats.delete("/chats/w").status_code == 204
    assert chats.get("/chats/w").status_code == 404


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 400, "bad_request"),
        ({"model": "m", "messages": [], "n": 2}, 501, "unimplemented_multi_choice_chat_completions"),
        ({"model": "m", "messages": []}, 501, "unimplemented_non_streaming_chat_completions"),
        ({"model": "m", "messages": [], "stream": True}, 404, "chat_not_found"),
    ],
)
def test_conversations_are_refused(chats: httpx.Client, body: Any, status: int, code: str) -> None:
    answer = chats.post("/chats/w/chat/completions", json=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
