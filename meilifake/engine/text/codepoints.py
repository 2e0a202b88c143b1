"""Sets of characters written as ranges of hexadecimal code points: how the tables of this package are spelled."""

from __future__ import annotations

import re
from collections.abc import Iterator


def bounds(ranges: str) -> Iterator[tuple[int, int]]:
    """`"0041-005A 00B5"` as pairs of first and last code point."""
    for part in ranges.split():
        first, _, last = part.partition("-")
        yield int(first, 16), int(last or first, 16)


def characters(ranges: str) -> frozenset[str]:
    """Every character of the ranges."""
    return frozenset(chr(point) for first, last in bounds(ranges) for point in range(first, last + 1))


def char_class(ranges: str) -> str:
    """The ranges as the inside of a regular expression's character class."""
    return "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in bounds(ranges))
