"""Conversations with a scripted model: the stream that the client gets and what the model is asked (compared with a live v1.50.0)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from meilifake import MeiliFake
from meilifake.routes.chat_events import APPEND, PROGRESS, SOURCES

KEY = "a master key of sixteen bytes"
TOOLS = [{"type": "function", "function": {"name": name}} for name in (PROGRESS, APPEND, SOURCES)]


@pytest.fixture
def fake() -> Iterator[MeiliFake]:
    with MeiliFake(KEY) as made:
        made.load(
            [{"id": 1, "title": "Fog", "year": 2001}, {"id": 2, "title": "Fog of war", "year": 2003}],
            index="books",
            settings={"filterableAttributes": ["year"], "displayedAttributes": ["title", "id"]},
        )
        http(made).patch("/experimental-features", json={"chatCompletions": True})
        http(made).patch("/chats/w/settings", json={"apiKey": "sk"})
        yield made


def http(fake: MeiliFake, key: str = KEY) -> httpx.Client:
    return httpx.Client(transport=fake.transport, base_url="http://fake", headers={"Authorization": f"Bearer {key}"})


def talk(fake: MeiliFake, key: str = KEY, **more: Any) -> list[Any]:
    """The events of a conversation without the first and the last."""
    body = {"model": "gpt-4o", "messages": [{"role": "user", "content": "hello"}], "stream": True, "tools": TOOLS, **more}
    retry, *events, done, rest = http(fake, key).post("/chats/w/chat/completions", json=body).text.split("\n\n")
    assert (retry, done, rest) == ("retry: 10000", "data: [DONE]", "")
    return [json.loads(event.removeprefix("data: ")) for event in events]


def text(events: list[Any]) -> str:
    return "".join(event["choices"][0]["delta"]["content"] or "" for event in events if "choices" in event)


def functions(events: list[Any]) -> list[tuple[str, Any]]:
    """The calls of the client's functions."""
    deltas = [event["choices"][0]["delta"] for event in events if "choices" in event]
    calls = [call["function"] for delta in deltas for call in delta["tool_calls"] or ()]
    return [(call["name"], json.loads(call["arguments"])) for call in calls]


def told(fake: MeiliFake, *calls: Any) -> str:
    """What the model is told of its call."""
    fake.chats.script([list(calls), "."])
    talk(fake)
    content: str = fake.chats.requests[-1].messages[-1]["content"]
    return content


def test_a_text_is_streamed_word_by_word(fake: MeiliFake) -> None:
    fake.chats.reply("Hello, you there.")
    events = talk(fake)
    assert [event["choices"][0]["delta"]["content"] for event in events] == ["", "Hello, ", "you ", "there.", None]
    assert events[-1]["choices"][0]["finish_reason"] == "stop"
    assert list(events[0]) == ["id", "choices", "created", "model", "service_tier", "system_fingerprint", "object", "usage"]


def test_the_model_is_asked_with_the_servers_own_prompt_and_tool(fake: MeiliFake) -> None:
    http(fake).patch("/indexes/books/settings/chat", json={"description": "All books"})
    fake.chats.reply("x")
    talk(fake, temperature=1)
    (asked,) = fake.chats.requests
    assert asked.url == "https://api.openai.com/v1//chat/completions"
    assert asked.headers["authorization"] == "Bearer sk"
    assert list(asked.json) == ["messages", "model", "stream", "stream_options", "temperature", "tools"]
    assert [message["role"] for message in asked.messages] == ["system", "user"]
    function = asked.tools[0]["function"]
    assert function["name"] == "_meiliSearchInIndex"
    assert function["description"].endswith("\n\n - books: All books\n\n")
    assert function["parameters"]["properties"]["index_uid"]["enum"] == ["books"]
    filters = function["parameters"]["properties"]["filter"]["description"]
    assert filters.endswith("on: \n## Facet distributions of the books index\nyear: 2003, 2001.\n\n")


def test_a_search_is_run_and_told_to_the_client_and_to_the_model(fake: MeiliFake) -> None:
    fake.chats.script([["I search. ", fake.chats.search("books", "fog", "year = 2001")], "One."])
    events = talk(fake)
    assert text(events) == "I search. One."
    call = fake.chats.requests[1].messages[2]["tool_calls"][0]
    answer = {"role": "tool", "content": "id: 1\ntitle: Fog\nyear: 2001\n", "tool_call_id": call["id"]}
    assert fake.chats.requests[1].messages[3] == answer
    arguments = '{"index_uid": "books", "q": "fog", "filter": "year = 2001"}'
    assert functions(events) == [
        (PROGRESS, {"call_id": call["id"], "function_name": "_meiliSearchInIndex", "function_arguments": arguments}),
        (APPEND, {"role": "assistant", "tool_calls": [call]}),
        (SOURCES, {"call_id": call["id"], "sources": [{"title": "Fog", "id": 1}]}),
        (APPEND, answer),
    ]


def test_a_client_that_declares_no_functions_is_told_nothing(fake: MeiliFake) -> None:
    fake.chats.script([fake.chats.search("books", "fog"), "Two."])
    assert functions(talk(fake, tools=[])) == []


def test_the_index_says_how_it_is_searched(fake: MeiliFake) -> None:
    chat = {"documentTemplate": "{{doc.title | upcase}}", "documentTemplateMaxBytes": 2, "searchParameters": {"limit": 1}}
    http(fake).patch("/indexes/books/settings/chat", json=chat)
    assert told(fake, fake.chats.search("books", "fog")) == "FOG"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ('{"q":""}', "missing field `index_uid` at line 1 column 8"),
        ('{"index_uid":"none"}', "the search tool call failed with Index `none` not found."),
        (
            '{"index_uid":"books","filter":"year =="}',
            "the search tool call failed with Index `books`: Was expecting a value",
        ),
        ('{"index_uid":"books","filter":"title = x"}', "Attribute `title` is not filterable."),
    ],
)
def test_a_bad_search_is_explained_to_the_model(fake: MeiliFake, arguments: str, words: str) -> None:
    assert told(fake, fake.chats.call("_meiliSearchInIndex", arguments)).startswith(words)


def test_a_refused_search_is_told_to_the_client_too(fake: MeiliFake) -> None:
    fake.chats.script([fake.chats.search("none"), "x"])
    error = next(event["error"] for event in talk(fake) if "error" in event)
    assert (error["type"], error["code"], error["message"]) == ("response_error", "404", "Index `none` not found.")


def test_a_key_searches_what_it_may(fake: MeiliFake) -> None:
    fake.load([{"id": 1}], index="films")
    given = {"actions": ["chatCompletions", "search"], "indexes": ["books"], "expiresAt": None}
    key = http(fake).post("/keys", json=given).json()["key"]
    fake.chats.script([fake.chats.search("films"), "x"])
    error = next(event["error"] for event in talk(fake, key) if "error" in event)
    assert error["message"].startswith("The API key cannot acces the index `films`")
    assert fake.chats.requests[0].tools[0]["function"]["parameters"]["properties"]["index_uid"]["enum"] == ["books"]


def test_a_function_that_is_not_the_servers_is_left_out(fake: MeiliFake) -> None:
    fake.chats.script([fake.chats.call("other", {}), "x"])
    assert text(talk(fake)) == "x"
    assert fake.chats.requests[1].messages[2] == {"role": "assistant", "tool_calls": []}


def test_a_model_that_never_stops_searching_is_stopped(fake: MeiliFake) -> None:
    fake.chats.reply(fake.chats.search("books"))
    talk(fake)
    assert len(fake.chats.requests) == 20


@pytest.mark.parametrize("source", ["openAi", "mistral"])
def test_an_error_of_the_provider_is_passed_on(fake: MeiliFake, source: str) -> None:
    http(fake).patch("/chats/w/settings", json={"source": source})
    fake.chats.reply(fake.chats.error("slow down", "rate", code="r"))
    (event,) = talk(fake)
    assert event["error"] == {"type": "rate", "code": "r", "message": "slow down", "param": None, "event_id": None}


CHUNK = {"id": "i", "object": "o", "created": 1, "model": "m"}


def chunk(**delta: Any) -> dict[str, Any]:
    return {**CHUNK, "choices": [{"index": 0, "delta": delta}]}


@pytest.mark.parametrize(
    ("events", "done", "kinds"),
    [
        (["nope"], True, ["json_deserialize_error"]),
        ([chunk(content="x")], False, ["", "stream_ended"]),
        ([chunk(content="x"), {**CHUNK, "choices": []}], False, [""]),
    ],
)
def test_streams_of_a_bad_model(fake: MeiliFake, events: list[Any], done: bool, kinds: list[str]) -> None:
    fake.chats.reply(fake.chats.chunks(events, done=done))
    assert [event.get("error", {"type": ""})["type"] for event in talk(fake)] == kinds


@pytest.mark.parametrize("call", [{"index": 0, "id": "c"}, {"index": 0, "function": {"name": "_meiliSearchInIndex", "arguments": ""}}])
def test_where_the_server_stumbles_the_stream_just_ends(fake: MeiliFake, call: Any) -> None:
    fake.chats.reply(fake.chats.chunks([chunk(content="x"), chunk(tool_calls=[call])]))
    body = {"model": "m", "messages": [], "stream": True}
    assert http(fake).post("/chats/w/chat/completions", json=body).text.count("\n\n") == 2


def test_a_header_that_cannot_be_sent(fake: MeiliFake) -> None:
    http(fake).patch("/chats/w/settings", json={"apiKey": "a\nb"})
    fake.chats.reply("x")
    answer = http(fake).post("/chats/w/chat/completions", json={"model": "m", "messages": [], "stream": True})
    assert (answer.text, fake.chats.requests) == ("retry: 10000\n\n", [])


def test_pieces_of_a_call_are_put_together(fake: MeiliFake) -> None:
    begun = {"index": 1, "id": "c", "function": {"name": "_meiliSearchInIndex", "arguments": '{"index_uid"'}}
    rest = {"index": 1, "function": {"arguments": ':"books","q":"war"}'}}
    end = {**CHUNK, "choices": [{"index": 0, "delta": {}, "finish_reason": "tool_calls"}]}
    fake.chats.script([fake.chats.chunks([chunk(tool_calls=[begun]), chunk(tool_calls=[rest]), end]), "x"])
    talk(fake)
    assert fake.chats.requests[1].messages[-1]["content"] == "id: 2\ntitle: Fog of war\nyear: 2003\n"


def test_other_sources_are_asked_in_their_own_way(fake: MeiliFake) -> None:
    settings = {"source": "azureOpenAi", "baseUrl": "http://a.example", "deploymentId": "d", "apiVersion": "1"}
    http(fake).patch("/chats/w/settings", json=settings)
    fake.chats.reply("x")
    talk(fake, model="gpt-5")
    http(fake).patch("/chats/w/settings", json={"source": "vLlm"})
    talk(fake, model="gpt-5")
    azure, other = fake.chats.requests
    assert azure.headers == {"api-key": "sk", "content-type": "application/json", "accept": "text/event-stream"}
    assert (azure.messages[0]["role"], other.messages[0]["role"]) == ("developer", "system")
    assert ("stream_options" in azure.json, "stream_options" in other.json) == (True, False)


def test_an_index_whose_facets_cannot_be_counted_breaks_the_server(fake: MeiliFake) -> None:
    rule = {"attributePatterns": ["year"], "features": {"filter": {"equality": False, "comparison": False}}}
    http(fake).patch("/indexes/books/settings", json={"filterableAttributes": [rule]})
    with pytest.raises(httpx.RemoteProtocolError):
        talk(fake)
