"""The scalar types that bodies share: sized integers, index uids, bounded floats."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from meilifake.errors.messages import index_uid_message

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
