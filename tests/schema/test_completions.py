"""Requests for a conversation, as far as they are read."""

from __future__ import annotations

import json
from typing import Any

import pytest

from meilifake.errors.base import MeiliError
from meilifake.schema.completions import Completion


def read(**body: Any) -> Completion:
    return Completion.from_bytes(json.dumps({"model": "m", "messages": []} | body).encode())


def test_what_is_kept() -> None:
    tools = [{"function": {"name": "f"}}, {"function": 1}, 2]
    assert read(n=2, stream=True, tools=tools, temperature=1) == Completion(2, True, ("f",))
    assert read(stream=None) == Completion(None, False, ())


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"model": 1}, "invalid type: integer `1`, expected a string"),
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
