"""What a language model sends, as the server reads it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from meilifake.schema.completion_chunk import read_arguments, read_chunk, read_error
from meilifake.wire.jsonscan import JsonError
from meilifake.wire.jsontext import dumps

BARE = {"id": "i", "choices": [], "created": 1, "model": "m", "object": "o"}


def test_a_chunk_is_kept_with_all_its_fields_in_the_servers_order() -> None:
    delta = {"content": "x", "tool_calls": [{"index": 0, "function": {"name": "f"}}], "other": 1}
    given = {"other": 1, **BARE, "choices": [{"delta": delta, "index": 0}], "usage": None}
    call = '{"index":0,"id":null,"type":null,"function":{"name":"f","arguments":null}}'
    assert dumps(read_chunk(json.dumps(given))) == (
        '{"id":"i","choices":[{"index":0,"delta":{"content":"x","function_call":null,"tool_calls":['
        + call
        + '],"role":null,"refusal":null},'
        '"finish_reason":null,"logprobs":null}],"created":1,"model":"m","service_tier":null,"system_fingerprint":null,"object":"o","usage":null}'
    )


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        ([{"type": "reference"}, {"type": "text", "text": "a"}, {"type": "text", "text": "b"}, 1], "ab"),
        ([{"type": "text", "text": ""}], None),
        (5, None),
        ("", ""),
    ],
)
def test_content_may_come_in_parts(content: Any, kept: Any) -> None:
    chunk = read_chunk(json.dumps({**BARE, "choices": [{"index": 0, "delta": {"content": content}}]}))
    assert chunk["choices"][0]["delta"]["content"] == kept


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ("nope", "expected ident at line 1 column 2"),
        ('{"id":1}', "invalid type: integer `1`, expected a string at line 1 column 7"),
        ('{"error":{}}', "missing field `id` at line 1 column 12"),
        ('["i",[],1]', "invalid length 3, expected struct CreateChatCompletionStreamResponse with 8 elements at line 1 column 10"),
    ],
)
def test_what_is_no_chunk(event: str, words: str) -> None:
    with pytest.raises(JsonError, match=f"^{words}$"):
        read_chunk(event)


def test_each_source_has_its_own_errors() -> None:
    error = {"code": None, "message": "m", "param": None, "type": "t"}
    assert read_error(json.dumps({"error": error}).encode(), "openAi") == error
    assert read_error(json.dumps(error).encode(), "mistral") == error
    with pytest.raises(JsonError):
        read_error(json.dumps(error).encode(), "vLlm")


def test_arguments_of_a_search() -> None:
    assert read_arguments('{"index_uid":"a","x":1}') == {"index_uid": "a", "q": None, "filter": None}
    assert read_arguments('["a","b",null]') == {"index_uid": "a", "q": "b", "filter": None}
    with pytest.raises(JsonError, match=r"^EOF while parsing a value at line 1 column 0$"):
        read_arguments("")
