"""A conversation with a language model: it is asked, its searches are run and it is asked again, and the client is told of all that
(guide http-surface, 29). Where the server stumbles over what a model sends, the stream just ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from meilifake.app.auth import authorise
from meilifake.app.call import Call
from meilifake.engine.chat_model import Model, ModelAnswer, request
from meilifake.engine.chat_provider import failure
from meilifake.engine.chat_search import Sources, search
from meilifake.engine.chat_search import request as search_request
from meilifake.engine.chat_tool import SEARCH_TOOL
from meilifake.engine.search.context import SearchContext
from meilifake.engine.search.filters.fuse import fuse
from meilifake.errors.base import Broken, MeiliError
from meilifake.routes.chat_events import APPEND, PROGRESS, SOURCES, Events, Wanted
from meilifake.schema.completion_chunk import read_arguments, read_chunk, read_error
from meilifake.schema.completions import READERS
from meilifake.wire.buffered import kept
from meilifake.wire.jsonscan import JsonError

MOST_TURNS = 20
"""Requests to the model in one conversation."""
COUNTING = ("openAi", "azureOpenAi")
"""Sources that are asked to count tokens."""


class Failed(Exception):
    """The conversation ends here; the client has been told why."""


def converse(call: Call, settings: Mapping[str, Any], completion: dict[str, Any], wanted: Wanted) -> bytes:
    """The events of a whole conversation. `completion`: what the model is asked first, in the fields of the request."""
    events, model = Events(call.engine.ids), call.engine.model
    fault = failure(settings, call.engine.options.allowed_ip_networks, answering=model is not None)
    if fault:
        events.error("transport_error", fault)
    try:
        if fault is None:
            raise Broken
        if model is not None and not fault:
            Conversation(call, settings, completion, wanted, events).run(model)
        events.stop()
    except Broken:
        pass
    return events.body()


class Conversation:
    """`calls`: the tool calls that the model has begun to spell, by number; None for those that are not for this server."""

    def __init__(self, call: Call, settings: Mapping[str, Any], completion: dict[str, Any], wanted: Wanted, events: Events) -> None:
        self.call = call
        self.settings = settings
        self.completion = completion
        self.wanted = wanted
        self.events = events
        self.calls: dict[int, dict[str, str] | None] = {}

    def run(self, model: Model) -> None:
        """Raises Broken."""
        counted = {"include_usage": True} if self.settings["source"] in COUNTING else None
        self.completion["stream_options"] = counted
        try:
            for _ in range(MOST_TURNS):
                asked = request(self.settings, kept(self.completion, READERS, ()))
                if asked is None:
                    raise Broken
                if self.hear(model(asked)) != "tool_calls":
                    break
        except Failed:
            pass

    def hear(self, answer: ModelAnswer) -> str | None:
        """One answer of the model; returns why it ended. Raises Failed, Broken."""
        if answer.body is not None:
            raise self.refused(answer.body)
        finish = None
        for event in answer.events:
            try:
                chunk = read_chunk(event)
            except JsonError as fault:
                raise self.failed("json_deserialize_error", str(fault), "internal") from None
            if not chunk["choices"]:
                return finish
            choice = chunk["choices"][0]
            finish = choice["finish_reason"]
            if choice["delta"]["tool_calls"] is not None:
                for piece in choice["delta"]["tool_calls"]:
                    self.spell(piece)
            elif self.calls:
                self.handle(chunk)
            else:
                self.events.send(chunk)
        if not answer.done:
            raise self.failed("stream_ended", "Stream ended")
        return finish

    def failed(self, kind: str, message: str, code: str | None = None, param: str | None = None) -> Failed:
        self.events.error(kind, message, code, param)
        return Failed()

    def refused(self, body: bytes) -> Failed:
        """The model's provider answers with an error instead of a stream."""
        try:
            error = read_error(body, self.settings["source"])
        except JsonError:
            return self.failed("reqwest_error", "error decoding response body")
        return self.failed(error["type"], error["message"], error["code"], error["param"])

    def spell(self, piece: Mapping[str, Any]) -> None:
        """A piece of a tool call: the first names it, those that follow add to its arguments. Raises Broken for one without a function."""
        function, number = piece["function"], piece["index"]
        if function is None:
            raise Broken
        begun = self.calls.get(number)
        if number in self.calls and begun is None:
            return
        if begun is None and function["name"] != SEARCH_TOOL:
            self.calls[number] = None
        elif function["arguments"] is None or (begun is None and piece["id"] is None):
            raise Broken
        elif begun is None:
            self.calls[number] = {"id": piece["id"], "arguments": function["arguments"]}
        else:
            begun["arguments"] += function["arguments"]

    def handle(self, chunk: Mapping[str, Any]) -> None:
        """The calls are complete: each is run, and its answer is put to the conversation. The chunk that ended them is not passed on."""
        calls = [tool_call(call) for call in self.calls.values() if call is not None]
        self.calls.clear()
        messages: list[dict[str, Any]] = self.completion["messages"]
        messages.append({"role": "assistant", "tool_calls": calls})
        for call in calls:
            messages.append(self.answered(chunk, call))

    def answered(self, chunk: Mapping[str, Any], call: Mapping[str, Any]) -> dict[str, Any]:
        """One call: the message that answers it."""
        function = call["function"]
        if self.wanted.progress:
            told = {"call_id": call["id"], "function_name": function["name"], "function_arguments": function["arguments"]}
            self.events.call(chunk, PROGRESS, told)
        if self.wanted.append:
            self.events.call(chunk, APPEND, {"role": "assistant", "tool_calls": [call]})
        error = None
        try:
            sources = self.search(**read_arguments(function["arguments"]))
            if self.wanted.sources:
                self.events.call(chunk, SOURCES, {"call_id": call["id"], "sources": sources.documents})
            text = sources.text
        except JsonError as fault:
            text = str(fault)
        except MeiliError as fault:
            error, text = fault, f"the search tool call failed with {fault.message}"
        message = {"role": "tool", "content": text, "tool_call_id": call["id"]}
        if self.wanted.append:
            self.events.call(chunk, APPEND, message)
        if error is not None:
            self.events.error("response_error", error.message, str(error.status))
        return message

    def search(self, index_uid: str, q: str | None, filter: str | None) -> Sources:
        """The index is looked for before the caller's right to search it is looked at."""
        engine = self.call.engine
        index = engine.index(index_uid)
        access = authorise(engine, self.call.request, "search", index_uid)
        query = search_request(index, index_uid, q, fuse(filter, access.search_filter(index_uid)))
        return search(SearchContext(engine.state, engine.now(), engine.embedders), query)


def tool_call(call: Mapping[str, str]) -> dict[str, Any]:
    return {"id": call["id"], "type": "function", "function": {"name": SEARCH_TOOL, "arguments": call["arguments"]}}
