"""Sizes as users write them: `24MiB`, `1.5 kb` (bits!), or a plain number of bytes."""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, Decimal
from typing import Any

from meilifake.schema.validation import wrong_kind

NUMBER = re.compile(r"([0-9]+)(?:(\.)([0-9]*))? *")
PREFIXES = "BKMGTPE"
U64 = 2**64 - 1


def byte_size(value: Any) -> int:
    """Bytes, a fraction of one rounded up. A small `b` counts bits."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    if not isinstance(value, str):
        raise wrong_kind(value, "a positive integer", "a string")
    text = value.strip()
    if not text:
        raise ValueError("no value can be found")
    match = NUMBER.match(text)
    if match is None:
        raise ValueError(f"the character '{text[0]}' is not a number")
    whole, point, fraction = match.groups()
    if point and not fraction:
        rest = text[match.end(2) :]
        raise ValueError(f"the character '{rest[0] if rest else '.'}' is not a number")
    number = Decimal(f"{whole}.{fraction}" if fraction else whole)
    size = (number * unit(text[match.end() :]) / 8).to_integral_value(ROUND_CEILING)
    if size > U64:
        raise ValueError(f"the value {number} exceeds the valid range")
    return int(size)


def unit(text: str) -> int:
    """How many bits the unit has."""
    if not text:
        return 8
    power = PREFIXES.find(text[0].upper())
    if power < 0:
        raise unexpected(text[0], PREFIXES)
    if power == 0:
        return bits(text)
    rest, base = text[1:], 1000
    if rest[:1] in ("i", "I"):
        rest, base = rest[1:], 1024
    if rest and rest[0] not in "bB":
        raise unexpected(rest[0], "Bb")
    scale: int = base**power
    return scale * (bits(rest) if rest else 8)


def bits(text: str) -> int:
    """What starts with a B: `B` and `b`, `bit`, `bits`."""
    rest = text[1:].lower()
    if not rest:
        return 8 if text == "B" else 1
    for expected, end in (("i", False), ("t", False), ("s", True)):
        if not rest:
            if expected == "t":
                raise unexpected("i", "")
            return 1
        if rest[0] != expected:
            raise unexpected(text[-len(rest)], expected, optional=expected != "t")
        rest = rest[1:]
        if end and rest:
            raise unexpected(text[-len(rest)], "")
    return 1


def unexpected(character: str, expected: str, *, optional: bool = True) -> ValueError:
    """The list of what would do says `or no character` twice, as the server does."""
    if not expected:
        return ValueError(f"the character '{character}' is incorrect (no character is expected)")
    names = [f"'{name}'" for name in expected]
    words = ", ".join(names)
    if len(names) > 1 and optional:
        words += " or no character"
    words += " or no character is expected" if optional else " is expected"
    return ValueError(f"the character '{character}' is incorrect ({words})")
