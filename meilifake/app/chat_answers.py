"""What a scripted language model says, and how that looks as the events of a stream.

An answer is a text, a search of an index, a call of any function, an error of the provider, or a list of texts and calls; or raw chunks,
as they would come from a model. Each has a form in JSON, for the control API.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from meilifake.engine.chat_model import ModelAnswer
from meilifake.engine.clock import Ids

PIECE = re.compile(r"\S+\s*|\s+")
"""Texts come word by word."""
SEARCH = "_meiliSearchInIndex"


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A function that the model calls. `arguments`: their text, which need not be good JSON."""

    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class Failure:
    """The provider answers with an error: `body` as text."""

    body: str


@dataclass(frozen=True, slots=True)
class Chunks:
    """The events of a stream as they are, texts or JSON values; `done` says whether `[DONE]` follows them."""

    events: Sequence[Any]
    done: bool = True


Part = str | ToolCall
Answer = Sequence[Part] | Failure | Chunks
"""What the model says to one request."""


def search(index_uid: str, q: str | None = "", filter: str | None = None, **more: Any) -> ToolCall:
    """The model searches an index, with the arguments that the server asks of it."""
    return ToolCall(SEARCH, json.dumps({"index_uid": index_uid, "q": q, "filter": filter or "", **more}, ensure_ascii=False))


def call(name: str, arguments: Any) -> ToolCall:
    """The model calls a function. `arguments`: a text as it is, or a JSON value."""
    return ToolCall(name, arguments if isinstance(arguments, str) else json.dumps(arguments, ensure_ascii=False))


def failure(message: str, type: str = "server_error", code: str | None = None, param: str | None = None) -> Failure:
    """An error in the forms of all providers at once: each reads its own."""
    error = {"message": message, "type": type, "param": param, "code": code}
    return Failure(json.dumps({"object": "error", **error, "error": error}, ensure_ascii=False))


FORMS: Mapping[str, Callable[[Any], Any]] = {
    "text": str,
    "search": lambda given: search(**given),
    "call": lambda given: call(**given),
    "error": lambda given: failure(**({"message": given} if isinstance(given, str) else given)),
    "chunks": lambda given: Chunks(list(given)),
}
"""The forms in JSON: an object of one of these names."""


def read(value: Any) -> Answer:
    """An answer in any of its forms. Raises ValueError for what is none."""
    if isinstance(value, (Failure, Chunks)):
        return value
    if isinstance(value, (str, ToolCall)):
        return (value,)
    if isinstance(value, Mapping):
        ((name, given),) = value.items() if len(value) == 1 else (("", None),)
        if name not in FORMS:
            raise ValueError(f"{value!r} is no answer of a model: an object of one of {', '.join(FORMS)}")
        return read(FORMS[name](given))
    if not isinstance(value, Iterable):
        raise ValueError(f"{value!r} is no answer of a model")
    parts: list[Part] = []
    for one in value:
        read_one = read(one)
        if isinstance(read_one, (Failure, Chunks)):
            raise ValueError("an error, or chunks, are an answer of their own")
        parts += read_one
    return tuple(parts)


def spoken(answer: Answer, model: str, created: int, ids: Ids) -> ModelAnswer:
    """The answer as the model `model` sends it at the second `created`."""
    if isinstance(answer, Failure):
        return ModelAnswer(body=answer.body.encode())
    if isinstance(answer, Chunks):
        return ModelAnswer([one if isinstance(one, str) else json.dumps(one) for one in answer.events], answer.done)
    head = {"id": f"chatcmpl-{unhyphened(ids)}", "object": "chat.completion.chunk", "created": created, "model": model}
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
    for part in answer:
        if isinstance(part, str):
            deltas += ({"content": piece} for piece in PIECE.findall(part))
    calls = [part for part in answer if isinstance(part, ToolCall)]
    deltas += ({"tool_calls": [tool_call(number, one, ids)]} for number, one in enumerate(calls))
    events = [{**head, "choices": [{"index": 0, "delta": delta, "finish_reason": None}]} for delta in deltas]
    events.append({**head, "choices": [{"index": 0, "delta": {}, "finish_reason": "tool_calls" if calls else "stop"}]})
    return ModelAnswer([json.dumps(event) for event in events])


def tool_call(number: int, call: ToolCall, ids: Ids) -> dict[str, Any]:
    function = {"name": call.name, "arguments": call.arguments}
    return {"index": number, "id": f"call_{unhyphened(ids)[:24]}", "type": "function", "function": function}


def unhyphened(ids: Ids) -> str:
    return ids.uuid4().replace("-", "")
