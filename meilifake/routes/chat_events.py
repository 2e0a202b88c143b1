"""The events of a conversation, as they are streamed to the client: chunks of the model, calls of the client's functions, errors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from meilifake.engine.clock import Ids
from meilifake.wire.jsontext import dumps

PROGRESS, APPEND, SOURCES = "_meiliSearchProgress", "_meiliAppendConversationMessage", "_meiliSearchSources"
"""The functions that a client may declare: the server calls them to tell what it does."""


class Wanted(NamedTuple):
    """Which of its functions the client declares."""

    progress: bool
    append: bool
    sources: bool


class Events:
    """What is streamed, in order. `ids` names events and calls."""

    def __init__(self, ids: Ids) -> None:
        self.ids = ids
        self.sent = ["retry: 10000"]

    def send(self, value: Any) -> None:
        self.sent.append(f"data: {dumps(value)}")

    def stop(self) -> None:
        self.sent.append("data: [DONE]")

    def body(self) -> bytes:
        return "".join(f"{event}\n\n" for event in self.sent).encode()

    def error(self, kind: str, message: str, code: str | None = None, param: str | None = None) -> None:
        error = {"type": kind, "code": code, "message": message, "param": param, "event_id": None}
        self.send({"event_id": self.ids.uuid4(), "type": "error", "error": error})

    def call(self, chunk: Mapping[str, Any], function: str, arguments: Mapping[str, Any]) -> None:
        """A function of the client is called, in the place of the chunk's own choice."""
        call = {"name": function, "arguments": dumps(arguments)}
        calls = [{"index": 0, "id": self.ids.uuid4(), "type": "function", "function": call}]
        delta = {"content": None, "function_call": None, "tool_calls": calls, "role": "assistant", "refusal": None}
        choice = {"index": 0, "delta": delta, "finish_reason": None, "logprobs": None}
        self.send({**chunk, "choices": [choice, *chunk["choices"][1:]]})
