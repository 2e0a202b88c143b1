"""Chat workspaces over HTTP: everything but the conversation."""

from __future__ import annotations

import json
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


CONVERSATION = {"model": "m", "messages": [], "stream": True}


def test_a_conversation_is_a_stream_that_ends_for_want_of_a_model(chats: httpx.Client) -> None:
    chats.patch("/chats/w/settings", json={"baseUrl": "http://127.0.0.1:1"})
    answer = chats.post("/chats/w/chat/completions", json=CONVERSATION, headers={"Authorization": "Bearer any"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/event-stream"
    assert (answer.headers["content-encoding"], answer.headers["cache-control"]) == ("identity", "no-cache")
    assert "content-length" not in answer.headers
    retry, failed, done, rest = answer.text.split("\n\n")
    assert (retry, done, rest) == ("retry: 10000", "data: [DONE]", "")
    event = json.loads(failed.removeprefix("data: "))
    assert event["error"] == {"type": "transport_error", "code": None, "message": "Rejected IP", "param": None, "event_id": None}


def test_a_conversation_without_an_address_ends_before_it_begins(chats: httpx.Client) -> None:
    chats.patch("/chats/w/settings", json={"baseUrl": "nowhere"})
    assert chats.post("/chats/w/chat/completions", json=CONVERSATION, headers={"Authorization": "Bearer any"}).text == "retry: 10000\n\n"


def test_a_conversation_without_a_bearer_breaks_the_server(chats: httpx.Client) -> None:
    chats.patch("/chats/w/settings", json={})
    with pytest.raises(httpx.RemoteProtocolError, match="Server disconnected without sending a response"):
        chats.post("/chats/w/chat/completions", json=CONVERSATION)


def test_a_name_is_no_longer_than_a_key_of_the_database(chats: httpx.Client) -> None:
    assert chats.patch(f"/chats/{'a' * 511}/settings", json={}).status_code == 200
    answer = chats.patch(f"/chats/{'a' * 512}/settings", json={})
    assert (answer.status_code, answer.json()["message"][:16]) == (500, "MDB_BAD_VALSIZE:")
    assert chats.get(f"/chats/{'a' * 512}/settings").status_code == 404
