"""What instances of a network tell one another, read only to be refused (guide http-surface, 26)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

from meilifake.engine.uuid_text import parse_uuid
from meilifake.wire.body import read_struct
from meilifake.wire.buffered import Fields, named, one
from meilifake.wire.readers import integer, parsed, text
from meilifake.wire.structs import Rest, Struct, Tagged

STATUS = ("available", "unavailable")
REMOTE = {"remote": one(str, "a string")}
MESSAGES = {
    "exportNoIndexForRemote": Fields("struct variant Message::ExportNoIndexForRemote", REMOTE),
    "importFinishedForRemote": Fields("struct variant Message::ImportFinishedForRemote", {**REMOTE, "successful": one(bool, "a boolean")}),
    "statusChangeForRemote": Fields("struct variant Message::StatusChangeForRemote", {**REMOTE, "status": named(STATUS)}),
}


def check_message(kind: str, rest: Rest) -> str:
    MESSAGES[kind].check(rest)
    return kind


CONTROL = Struct(
    "NetworkChange",
    {
        "origin": Struct(
            "Origin",
            {
                "remoteName": text,
                "taskUid": integer("u32", 0, 2**32 - 1),
                "networkVersion": parsed(parse_uuid, "a formatted UUID string", "UUID parsing failed"),
            },
            required=("remoteName", "taskUid"),
            elements=("remoteName", "taskUid", "networkVersion"),
            defaults=("networkVersion",),
        ),
        "message": Tagged("Message", "type", tuple(MESSAGES), check_message),
    },
    required=("origin", "message"),
    elements=("origin", "message"),
)


@dataclass(frozen=True, slots=True)
class Control:
    """The body of /network/control, of no use to the community edition."""

    fields: dict[str, Any]

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Raises missing_payload, malformed_payload, bad_request."""
        return cls(read_struct(CONTROL, data))
