"""What a language model sends: the chunks of a streamed answer, its errors, and the arguments of the tool it calls.

Each is read as the server reads it, and a chunk is kept as the server passes it on: known fields only, absent ones as null.
"""

from __future__ import annotations

from typing import Any

from meilifake.schema.completions import float32, shaped
from meilifake.wire.jsonscan import Scanner
from meilifake.wire.readers import Reader, anything, enumeration, integer, optional, text
from meilifake.wire.structs import sequence

U8, U32 = integer("u8", 0, 255), integer("u32", 0, 2**32 - 1)


def whole(title: str, required: tuple[str, ...] = (), **readers: Reader) -> Reader:
    """A struct all of whose fields are shown."""
    return shaped(title, required, tuple(readers), **readers)


def content(scanner: Scanner) -> str | None:
    """A text, or the texts among an array of parts, as Mistral sends them; anything else is none."""
    value = anything(scanner)
    if isinstance(value, list):
        parts = [part.get("text") for part in value if isinstance(part, dict) and part.get("type") == "text"]
        return "".join(part for part in parts if isinstance(part, str)) or None
    return value if isinstance(value, str) else None


FUNCTION = whole("FunctionCallStream", name=optional(text), arguments=optional(text))
TOOL_CALL = whole(
    "ChatCompletionMessageToolCallChunk",
    ("index",),
    index=U32,
    id=optional(text),
    type=optional(enumeration(("function",))),
    function=optional(FUNCTION),
)
DELTA = whole(
    "ChatCompletionStreamResponseDelta",
    content=content,
    function_call=optional(FUNCTION),
    tool_calls=optional(sequence(TOOL_CALL)),
    role=optional(enumeration(("system", "user", "assistant", "tool", "function"))),
    refusal=optional(text),
)
TOP_TOKEN = whole("TopLogprobs", ("token", "logprob"), token=text, logprob=float32, bytes=optional(sequence(U8)))
TOKEN = whole(
    "ChatCompletionTokenLogprob",
    ("token", "logprob", "top_logprobs"),
    token=text,
    logprob=float32,
    bytes=optional(sequence(U8)),
    top_logprobs=sequence(TOP_TOKEN),
)
LOGPROBS = whole("ChatChoiceLogprobs", content=optional(sequence(TOKEN)), refusal=optional(sequence(TOKEN)))
CHOICE = whole(
    "ChatChoiceStream",
    ("index", "delta"),
    index=U32,
    delta=DELTA,
    finish_reason=optional(enumeration(("stop", "length", "tool_calls", "content_filter", "function_call"))),
    logprobs=optional(LOGPROBS),
)
USAGE = whole(
    "CompletionUsage",
    ("prompt_tokens", "completion_tokens", "total_tokens"),
    prompt_tokens=U32,
    completion_tokens=U32,
    total_tokens=U32,
    prompt_tokens_details=optional(whole("PromptTokensDetails", audio_tokens=optional(U32), cached_tokens=optional(U32))),
    completion_tokens_details=optional(
        whole(
            "CompletionTokensDetails",
            accepted_prediction_tokens=optional(U32),
            audio_tokens=optional(U32),
            reasoning_tokens=optional(U32),
            rejected_prediction_tokens=optional(U32),
        )
    ),
)
CHUNK = whole(
    "CreateChatCompletionStreamResponse",
    ("id", "choices", "created", "model", "object"),
    id=text,
    choices=sequence(CHOICE),
    created=U32,
    model=text,
    service_tier=optional(enumeration(("scale", "default", "auto"))),
    system_fingerprint=optional(text),
    object=text,
    usage=optional(USAGE),
)
ERROR = whole("OpenAiInnerError", ("message", "type"), code=optional(text), message=text, param=optional(text), type=text)
OUTER_ERROR = whole("OpenAiOutsideError", ("error",), error=ERROR)
FLAT_ERROR = whole("MistralError", ("message", "type"), message=text, type=text, param=optional(text), code=optional(text))
ARGUMENTS = whole("SearchInIndexParameters", ("index_uid",), index_uid=text, q=optional(text), filter=optional(text))


def read(reader: Reader, data: bytes) -> Any:
    """The whole text. Raises JsonError."""
    scanner = Scanner(data)
    found = reader(scanner)
    scanner.end()
    return found


def read_chunk(event: str) -> dict[str, Any]:
    """A chunk, in the order in which it is passed on. Raises JsonError."""
    chunk: dict[str, Any] = read(CHUNK, event.encode())
    return chunk


def read_error(body: bytes, source: str) -> dict[str, Any]:
    """The error of a provider: message, type, param, code. Raises JsonError for a body that is none."""
    error: dict[str, Any] = read(FLAT_ERROR, body) if source == "mistral" else read(OUTER_ERROR, body)["error"]
    return error


def read_arguments(arguments: str) -> dict[str, Any]:
    """index_uid, q, filter. Raises JsonError, whose text is what the model is told."""
    found: dict[str, Any] = read(ARGUMENTS, arguments.encode())
    return found
