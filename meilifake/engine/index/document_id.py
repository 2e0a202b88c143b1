"""What may identify a document: the rule on external ids, and the refusal of everything else."""

from __future__ import annotations

import re
from typing import Any

from meilifake.errors.base import MeiliError
from meilifake.wire.jsontext import dumps

PATTERN = re.compile(r"[A-Za-z0-9_-]{1,511}", re.ASCII)
WELL_FORMED = PATTERN.fullmatch
RULE = (
    "A document identifier can be of type integer or string, only composed of alphanumeric characters (a-z A-Z 0-9), hyphens (-) and "
    "underscores (_), and can not be more than 511 bytes."
)


def document_id(value: Any, code: str = "invalid_document_id") -> str:
    """The external id that a JSON value stands for: a well-formed string, or an integer's digits (`1` and `"1"` are one document).

    Raises `code` (guide tasks-documents, 11.2) for anything else.
    """
    if isinstance(value, str):
        if WELL_FORMED(value) is not None:
            return value
    elif isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise MeiliError(code, f"Document identifier `{dumps(value)}` is invalid. {RULE}")
