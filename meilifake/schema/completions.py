"""A request for a conversation, as far as the server looks at it before it calls a language model (guide http-surface, 29)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

from meilifake.wire.body import read_struct
from meilifake.wire.buffered import Check, Fields, one
from meilifake.wire.readers import Late, anything, boolean, integer, optional, text
from meilifake.wire.structs import Rest, Struct, Tagged, sequence

TEXT, NAME = one(str, "a string"), one(str, "a string", null=True)


def content(role: str, *, null: bool = False) -> Check:
    """A text, or an array of parts, which are not looked at."""
    name = f"ChatCompletionRequest{role.capitalize()}MessageContent"

    def check(value: Any) -> None:
        if not isinstance(value, str | list) and not (null and value is None):
            raise Late(f"data did not match any variant of untagged enum {name}")

    return check


def message(role: str, optional: tuple[str, ...] = ("name",), **checks: Check) -> Fields:
    return Fields(f"struct ChatCompletionRequest{role.capitalize()}Message", checks, optional)


ROLES = {
    "developer": message("developer", content=content("developer"), name=NAME),
    "system": message("system", content=content("system"), name=NAME),
    "user": message("user", content=content("user"), name=NAME),
    "assistant": message(
        "assistant",
        ("content", "name", "tool_calls"),
        content=content("assistant", null=True),
        name=NAME,
        tool_calls=one(list, "a sequence", null=True),
    ),
    "tool": message("tool", (), content=content("tool"), tool_call_id=TEXT),
    "function": message("function", ("content",), content=NAME, name=TEXT),
}
"""What a message of each role must have, as far as it matters before a model is called."""


def check_message(role: str, rest: Rest) -> None:
    ROLES[role].check(rest)


REQUEST = Struct(
    "CreateChatCompletionRequest",
    {
        "messages": sequence(Tagged("ChatCompletionRequestMessage", "role", tuple(ROLES), check_message)),
        "model": text,
        "n": optional(integer("u8", 0, 255)),
        "stream": optional(boolean),
        "tools": anything,
    },
    required=("messages", "model"),
    elements=("messages", "model"),
    length=30,
)


@dataclass(frozen=True, slots=True)
class Completion:
    """`choices`: how many answers are wanted; `tools`: the names of the functions that the client declares."""

    choices: int | None
    stream: bool
    tools: tuple[str, ...]

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Raises missing_payload, malformed_payload, bad_request."""
        fields = read_struct(REQUEST, data)
        functions = [tool.get("function") for tool in fields.get("tools") or () if isinstance(tool, dict)]
        names = [function.get("name") for function in functions if isinstance(function, dict)]
        return cls(fields.get("n"), fields.get("stream") is True, tuple(name for name in names if isinstance(name, str)))
