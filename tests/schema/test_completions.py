"""Requests for a conversation, as far as they are read."""

from __future__ import annotations

import json
from typing import Any

import pytest

from meilifake.errors.base import MeiliError
from meilifake.schema.completions import Completion
from meilifake.wire.jsontext import dumps


def read(**body: Any) -> Completion:
    return Completion.from_bytes(json.dumps({"model": "m", "messages": []} | body).encode())


def test_what_is_kept() -> None:
    tools = [{"type": "function", "function": {"name": "f", "other": 1}}]
    full = read(tools=tools, stream=True, n=2, temperature=1, top_p=0.123456789, user=None, other=1)
    assert (full.choices, full.stream, full.tools) == (2, True, ("f",))
    assert dumps(full.fields) == (
        '{"messages":[],"model":"m","n":2,"stream":true,"temperature":1.0,"top_p":0.12345679,'
        '"tools":[{"type":"function","function":{"name":"f"}}]}'
    )
    bare = read(stream=None)
    assert (bare.choices, bare.stream, bare.tools, bare.fields) == (None, False, (), {"messages": [], "model": "m"})


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"role": "user", "content": [{"type": "text", "text": "x", "other": 1}]}, None),
        (
            {"role": "user", "content": [{"type": "image_url", "image_url": {"url": "u"}}]},
            {"role": "user", "content": [{"type": "image_url", "image_url": {"url": "u", "detail": None}}]},
        ),
        (
            {"role": "assistant", "tool_calls": [{"id": "1", "function": {"name": "f", "arguments": ""}}], "name": None},
            {"role": "assistant", "tool_calls": [{"id": "1", "type": None, "function": {"name": "f", "arguments": ""}}]},
        ),
        ({"name": "f", "role": "function"}, {"role": "function", "content": None, "name": "f"}),
        (["tool", "x", "1"], {"role": "tool", "content": "x", "tool_call_id": "1"}),
    ],
)
def test_messages_are_passed_on_in_their_own_form(given: Any, kept: Any) -> None:
    expected = kept or {"role": "user", "content": [{"type": "text", "text": "x"}]}
    assert dumps(read(messages=[given]).fields["messages"]) == dumps([expected])


@pytest.mark.parametrize(
    "fields",
    [
        {"prediction": {"content": "c", "type": "content"}},
        {"response_format": {"type": "json_schema", "json_schema": {"name": "n", "schema": {"x": 1}}}},
        {"response_format": {"type": "text"}},
        {"tool_choice": "auto"},
        {"tool_choice": {"type": "function", "function": {"name": "x"}}},
        {"function_call": {"name": "x"}},
        {"stop": ["a"], "logit_bias": {"5": 1}, "modalities": ["text"], "stream_options": {"include_usage": True}},
        {"functions": [{"name": "n", "parameters": None}], "audio": {"voice": "ash", "format": "mp3"}, "seed": -1},
    ],
)
def test_options_are_passed_on(fields: Any) -> None:
    kept = read(**fields).fields
    assert {name: value for name, value in kept.items() if name in fields} == fields


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"model": 1}, "invalid type: integer `1`, expected a string"),
        ({"temperature": "x"}, 'invalid type: string "x", expected f32'),
        ({"stop": 1}, "data did not match any variant of untagged enum Stop"),
        ({"tools": [1]}, "invalid type: integer `1`, expected struct ChatCompletionTool"),
        ({"tools": [{"type": "x"}]}, "unknown variant `x`, expected `function`"),
        ({"logit_bias": []}, "invalid type: sequence, expected a map"),
        ({"prediction": {"type": "content"}}, "missing field `content`"),
        ({"function_call": ["x"]}, "data did not match any variant of untagged enum ChatCompletionFunctionCall"),
        (
            {"messages": [{"role": "assistant", "tool_calls": [["a"]]}]},
            "invalid length 2, expected struct ChatCompletionMessageToolCall with 3",
        ),
        ({"n": 256}, "invalid value: integer `256`, expected u8"),
        (
            {"messages": [{"role": "x"}]},
            "unknown variant `x`, expected one of `developer`, `system`, `user`, `assistant`, `tool`, `function`",
        ),
        ({"messages": [{"role": "user"}]}, "missing field `content`"),
        ({"messages": [{"role": "tool", "content": "x"}]}, "missing field `tool_call_id`"),
        ({"messages": [{"role": "user", "content": 1}]}, "data did not match any variant of untagged enum ChatCompletionRequestUserMessag"),
        ({"messages": [["user", "x"]]}, "invalid length 1, expected struct ChatCompletionRequestUserMessage with 2 elements"),
    ],
)
def test_misfits(body: Any, words: str) -> None:
    with pytest.raises(MeiliError) as caught:
        read(**body)
    assert caught.value.code == "bad_request"
    assert caught.value.message.startswith(f"Json deserialize error: {words}")
