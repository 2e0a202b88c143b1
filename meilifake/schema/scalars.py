"""The scalar types that bodies share: sized integers, index uids, long enumerations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import AfterValidator, Field, PlainValidator

from meilifake.errors.messages import index_uid_message
from meilifake.schema.validation import key_refused, unknown_value, wrong_kind

U8 = Annotated[int, Field(ge=0, le=2**8 - 1)]
U16 = Annotated[int, Field(ge=0, le=2**16 - 1)]
U32 = Annotated[int, Field(ge=0, le=2**32 - 1)]
Usize = Annotated[int, Field(ge=0, le=2**64 - 1)]
NonZeroUsize = Annotated[int, Field(ge=1, le=2**64 - 1)]

UID = re.compile(r"[a-zA-Z0-9_-]{1,400}")
PATTERN = re.compile(r"[a-zA-Z0-9_-]{0,400}\*?")


def is_index_uid(text: str) -> bool:
    return UID.fullmatch(text) is not None


def check_index_uid(text: str) -> str:
    if not is_index_uid(text):
        raise ValueError(index_uid_message(text))
    return text


IndexUid = Annotated[str, AfterValidator(check_index_uid)]


def typed_key(type_name: str) -> AfterValidator:
    """For the keys of a mapping that must be index uids: the server names its own type in the message."""

    def check(text: str) -> str:
        if not is_index_uid(text):
            raise key_refused(text, type_name)
        return text

    return AfterValidator(check)


def enumeration(names: Sequence[str]) -> PlainValidator:
    """One of the names: for lists that are data; a `Literal` does as well for short ones."""
    known = frozenset(names)

    def check(value: Any) -> str:
        if not isinstance(value, str):
            raise wrong_kind(value, "a string")
        if value not in known:
            raise unknown_value(value, names)
        return value

    return PlainValidator(check)
