"""A request for a conversation, read field by field as the server does, and kept as it passes it on (guide http-surface, 29)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Self

from meilifake.schema.completion_messages import FUNCTION, MESSAGE
from meilifake.schema.float32 import single
from meilifake.wire.body import read_struct
from meilifake.wire.buffered import Check, Fields, any_of, array, kept, named, one
from meilifake.wire.jsonscan import Scanner
from meilifake.wire.readers import (
    Late,
    Reader,
    anything,
    boolean,
    colon,
    decimal,
    enumeration,
    integer,
    mapping,
    mismatch,
    optional,
    started,
    text,
)
from meilifake.wire.structs import Rest, Struct, Tagged, enclosed, keys, sequence

TEXT = one(str, "a string")


def float32(scanner: Scanner) -> float:
    return single(decimal("f32")(scanner))


def shaped(title: str, required: tuple[str, ...], shown: Collection[str] = (), /, **readers: Reader) -> Reader:
    """A struct, given with its fields in their own order, without those that are null unless they are shown."""
    struct = Struct(title, readers, required, elements=tuple(readers))
    return lambda scanner: kept(struct(scanner), readers, shown)


def untagged(check: Check) -> Reader:
    """What is read as a whole before it is looked at."""
    return lambda scanner: check(scanner.value(1))


FUNCTION_OBJECT = shaped(
    "FunctionObject", ("name",), name=text, description=optional(text), parameters=optional(anything), strict=optional(boolean)
)
TOOL = shaped("ChatCompletionTool", ("type", "function"), type=enumeration(FUNCTION), function=FUNCTION_OBJECT)
OLD_FUNCTION = shaped(
    "ChatCompletionFunctions",
    ("name", "parameters"),
    ("parameters",),
    name=text,
    description=optional(text),
    parameters=anything,
)
NAMED_TOOL = Fields(
    "struct ChatCompletionNamedToolChoice",
    {"type": named(FUNCTION), "function": Fields("struct FunctionName", {"name": TEXT}).of},
)
NAMED_FUNCTION = Fields("struct variant ChatCompletionFunctionCall::Function", {"name": TEXT})
AUDIO = shaped(
    "ChatCompletionAudio",
    ("voice", "format"),
    voice=enumeration(("alloy", "ash", "ballad", "coral", "echo", "sage", "shimmer", "verse")),
    format=enumeration(("wav", "mp3", "flac", "opus", "pcm16")),
)
SCHEMA = Fields(
    "struct ResponseFormatJsonSchema",
    {
        "description": one(str, "a string", null=True),
        "name": TEXT,
        "schema": lambda value: value,
        "strict": one(bool, "a boolean", null=True),
    },
    optional=("description", "schema", "strict"),
)
JSON_SCHEMA = Fields("struct variant ResponseFormat::JsonSchema", {"json_schema": SCHEMA.of})
PREDICTED = any_of("PredictionContentContent", TEXT, array(Fields("struct ChatCompletionRequestMessageContentPartText", {"text": TEXT}).of))


def named_function(value: Any) -> dict[str, Any]:
    """Of all structs the one that may not be an array."""
    if isinstance(value, list):
        raise Late("invalid type: sequence, expected struct variant")
    return NAMED_FUNCTION.of(value)


PREDICTION_KIND = enumeration(("content",))


def response_format(kind: str, rest: Rest) -> dict[str, Any]:
    return {"type": kind} | (JSON_SCHEMA.check(rest) if kind == "json_schema" else {})


def predicted(scanner: Scanner) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key in keys(scanner):
        if key in found:
            raise Late(f"duplicate field `{key}`")
        colon(scanner)
        found[key] = PREDICTION_KIND(scanner) if key == "type" else scanner.value(1)
    for key in ("type", "content"):
        if key not in found:
            raise Late(f"missing field `{key}`")
    return {"type": found["type"], "content": PREDICTED(found["content"])}


def prediction(scanner: Scanner) -> dict[str, Any]:
    if started(scanner) != 0x7B:
        raise mismatch(scanner, "adjacently tagged enum PredictionContent")
    return enclosed(scanner, 0x7D, predicted)


READERS: dict[str, Reader] = {
    "messages": sequence(MESSAGE),
    "model": text,
    "store": optional(boolean),
    "reasoning_effort": optional(enumeration(("low", "medium", "high"))),
    "metadata": optional(anything),
    "frequency_penalty": optional(float32),
    "logit_bias": optional(mapping),
    "logprobs": optional(boolean),
    "top_logprobs": optional(integer("u8", 0, 255)),
    "max_tokens": optional(integer("u32", 0, 2**32 - 1)),
    "max_completion_tokens": optional(integer("u32", 0, 2**32 - 1)),
    "n": optional(integer("u8", 0, 255)),
    "modalities": optional(sequence(enumeration(("text", "audio")))),
    "prediction": optional(prediction),
    "audio": optional(AUDIO),
    "presence_penalty": optional(float32),
    "response_format": optional(Tagged("ResponseFormat", "type", ("text", "json_object", "json_schema"), response_format)),
    "seed": optional(integer("i64", -(2**63), 2**63 - 1)),
    "service_tier": optional(enumeration(("auto", "default"))),
    "stop": optional(untagged(any_of("Stop", TEXT, array(TEXT)))),
    "stream": optional(boolean),
    "stream_options": optional(shaped("ChatCompletionStreamOptions", ("include_usage",), include_usage=boolean)),
    "temperature": optional(float32),
    "top_p": optional(float32),
    "tools": optional(sequence(TOOL)),
    "tool_choice": optional(untagged(any_of("ChatCompletionToolChoiceOption", named(("none", "auto", "required")), NAMED_TOOL.of))),
    "parallel_tool_calls": optional(boolean),
    "user": optional(text),
    "function_call": optional(untagged(any_of("ChatCompletionFunctionCall", named(("none", "auto")), named_function))),
    "functions": optional(sequence(OLD_FUNCTION)),
}
"""In the order in which they are passed on."""
REQUEST = Struct("CreateChatCompletionRequest", READERS, required=("messages", "model"), elements=tuple(READERS))


@dataclass(frozen=True, slots=True)
class Completion:
    """`fields`: what is given and not null, in the server's order."""

    fields: dict[str, Any]

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Raises missing_payload, malformed_payload, bad_request."""
        return cls(kept(read_struct(REQUEST, data), READERS, ()))

    @property
    def choices(self) -> int | None:
        """How many answers are wanted."""
        return self.fields.get("n")

    @property
    def stream(self) -> bool:
        return self.fields.get("stream") is True

    @property
    def tools(self) -> tuple[str, ...]:
        """The names of the functions that the client declares."""
        return tuple(tool["function"]["name"] for tool in self.fields.get("tools", ()))
