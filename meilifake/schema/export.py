"""An export as it is asked for (guide http-surface, 23)."""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, PlainValidator

from meilifake.schema.base import Code, WireModel
from meilifake.schema.keys import check_index_pattern
from meilifake.schema.validation import key_refused, wrong_kind

PREFIXES = "KMGTPE"
NUMBER = re.compile(r"[0-9]*(?:\.[0-9]*)?", re.ASCII)


def pattern_key(text: str) -> str:
    try:
        return check_index_pattern(text)
    except ValueError:
        raise key_refused(text, "meilisearch_types::index_uid_pattern::IndexUidPattern") from None


def payload_size(value: Any) -> int | None:
    """Bytes: a number, or a text with a unit. Raises ValueError with the server's words."""
    if value is None:
        return None
    if isinstance(value, str):
        return size_of(value)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise wrong_kind(value, "a positive integer", "a string")
    return value


def size_of(text: str) -> int:
    """`24MiB`, `1.5 kB`; a small b counts bits."""
    text = text.strip(" ")
    if not text:
        raise ValueError("no value can be found")
    match = NUMBER.match(text)
    assert match is not None
    digits, rest = match[0], text[match.end() :]
    if not digits or digits[-1:] == "." or digits[0] == ".":
        culprit = (rest or digits)[0] if digits[:1] != "." else "."
        raise ValueError(f"the character {culprit!r} is not a number")
    if rest.startswith(".") and "." in digits:
        raise ValueError("the character '.' is not a number")
    number = Decimal(digits)
    if number >= 2**64:
        raise ValueError("value number is too long")
    return int((number * unit_of(rest.lstrip(" "))).to_integral_value(ROUND_CEILING))


def unit_of(text: str) -> Decimal:
    """How many bytes the unit is."""
    factor, rest = 1, text
    prefix = rest[:1].upper()
    if prefix and prefix in PREFIXES:
        binary = rest[1:2].lower() == "i"
        factor = (1024 if binary else 1000) ** (PREFIXES.index(prefix) + 1)
        rest = rest[1 + binary :]
        expected = "'B', 'b' or no character or no character is expected"
    else:
        expected = "'B', 'K', 'M', 'G', 'T', 'P', 'E' or no character or no character is expected"
    if not rest:
        return Decimal(factor)
    if rest[0] not in "Bb":
        raise ValueError(f"the character {rest[0]!r} is incorrect ({expected})")
    bits = rest[0] == "b"
    for at, wanted in enumerate("its", 1):
        if len(rest) <= at:
            break
        if rest[at].lower() != wanted:
            raise ValueError(f"the character {rest[at]!r} is incorrect ({wanted!r} or no character is expected)")
        bits = True
    return Decimal(factor) / 8 if bits else Decimal(factor)


class ExportedIndex(WireModel):
    filter: Annotated[Any, Code("invalid_export_index_filter")] = None
    override_settings: Annotated[bool, Code("invalid_export_index_override_settings")] = False


PatternKey = Annotated[str, AfterValidator(pattern_key)]
PayloadSize = Annotated[Any, PlainValidator(payload_size)]


class ExportBody(WireModel):
    url: Annotated[str, Code("invalid_export_url")] = ""
    api_key: Annotated[str | None, Code("invalid_export_api_key")] = None
    payload_size: Annotated[PayloadSize, Code("invalid_export_payload_size")] = None
    indexes: dict[PatternKey, ExportedIndex] | None = None

    def plan(self) -> dict[str, dict[str, Any]]:
        """Index pattern -> what is exported of the indexes it matches, by pattern; everything when none is given."""
        indexes = {"*": ExportedIndex()} if self.indexes is None else self.indexes
        return {name: {"filter": row.filter, "overrideSettings": row.override_settings} for name, row in sorted(indexes.items())}
