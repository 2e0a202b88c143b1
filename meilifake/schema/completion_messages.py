"""The messages of a conversation, as the server reads them and passes them on to the language model (guide http-surface, 29)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from meilifake.wire.buffered import Check, Fields, any_of, array, named, nullable, one, tagged
from meilifake.wire.structs import Rest, Tagged

TEXT, NAME = one(str, "a string"), one(str, "a string", null=True)
FUNCTION = ("function",)


PLAIN = Fields("struct ChatCompletionRequestMessageContentPartText", {"text": TEXT})
REFUSAL = Fields("struct ChatCompletionRequestMessageContentPartRefusal", {"refusal": TEXT})
IMAGE = Fields(
    "struct ImageUrl", {"url": TEXT, "detail": nullable(named(("auto", "low", "high")))}, optional=("detail",), shown=("detail",)
)
SOUND = Fields("struct InputAudio", {"data": TEXT, "format": named(("wav", "mp3"))})
PARTS: Mapping[str, Check] = {
    "developer": PLAIN.of,
    "system": tagged("type", {"text": PLAIN}),
    "user": tagged(
        "type",
        {
            "text": PLAIN,
            "image_url": Fields("struct ChatCompletionRequestMessageContentPartImage", {"image_url": IMAGE.of}),
            "input_audio": Fields("struct ChatCompletionRequestMessageContentPartAudio", {"input_audio": SOUND.of}),
        },
    ),
    "assistant": tagged("type", {"text": PLAIN, "refusal": REFUSAL}),
    "tool": tagged("type", {"text": PLAIN}),
}
"""What an array of content may hold, by role."""

CALL = Fields("struct FunctionCall", {"name": TEXT, "arguments": TEXT})
TOOL_CALL = Fields(
    "struct ChatCompletionMessageToolCall",
    {"id": TEXT, "type": nullable(named(FUNCTION)), "function": CALL.of},
    optional=("type",),
    shown=("type",),
    defaults=("type",),
)
SPOKEN = Fields("struct ChatCompletionRequestAssistantMessageAudio", {"id": TEXT})


def content(role: str) -> Check:
    """A text, or an array of parts."""
    return any_of(f"ChatCompletionRequest{role.capitalize()}MessageContent", TEXT, array(PARTS[role]))


def message(role: str, *, optional: tuple[str, ...] = (), shown: tuple[str, ...] = (), **checks: Check) -> Fields:
    return Fields(f"struct ChatCompletionRequest{role.capitalize()}Message", checks, optional, shown)


ROLES = {
    "developer": message("developer", content=content("developer"), name=NAME, optional=("name",)),
    "system": message("system", content=content("system"), name=NAME, optional=("name",)),
    "user": message("user", content=content("user"), name=NAME, optional=("name",)),
    "assistant": message(
        "assistant",
        content=nullable(content("assistant")),
        refusal=NAME,
        name=NAME,
        audio=nullable(SPOKEN.of),
        tool_calls=nullable(array(TOOL_CALL.of)),
        function_call=nullable(CALL.of),
        optional=("content", "refusal", "name", "audio", "tool_calls", "function_call"),
    ),
    "tool": message("tool", content=content("tool"), tool_call_id=TEXT),
    "function": message("function", content=NAME, name=TEXT, optional=("content",), shown=("content",)),
}
"""What a message of each role has, in the order in which it is passed on."""


def read_message(role: str, rest: Rest) -> dict[str, Any]:
    return {"role": role} | ROLES[role].check(rest)


MESSAGE = Tagged("ChatCompletionRequestMessage", "role", tuple(ROLES), read_message)
