"""The texts of facets: normal form of strings, numbers written in text (guide search-semantics, 10.3)."""

from __future__ import annotations

import math
import re

from meilifake.engine.text.normalizers import decompose

WHITE = "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
"""Unicode White_Space: what the server trims (Python's `strip` would also take U+001C to U+001F)."""

LONGEST = 468
"""Bytes of a normal form that are kept, cut between characters."""

NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)


def normalize_facet(text: str) -> str:
    """Trimmed, compatibility-decomposed, lower case; accents stay."""
    if text.isascii():
        return text.strip(WHITE).lower()
    return decompose(text.strip(WHITE)).lower()


def facet_key(text: str) -> str:
    """The normal form under which a document's string is indexed."""
    if len(text) < 64 and text.isascii():
        return text.strip(WHITE).lower()
    key = normalize_facet(text)
    if len(key) * 4 <= LONGEST or len(raw := key.encode()) <= LONGEST:
        return key
    return raw[:LONGEST].decode(errors="ignore")


class MinusZero(float):
    """The number -0.0 as a facet value: the server keeps it beside 0.0, right above it in order."""

    __slots__ = ()
    __hash__ = float.__hash__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MinusZero)

    def __ne__(self, other: object) -> bool:
        return not isinstance(other, MinusZero)

    def __lt__(self, other: float) -> bool:
        return float(other).__gt__(0.0)

    def __le__(self, other: float) -> bool:
        return self == other or self < other

    def __gt__(self, other: float) -> bool:
        return self != other and float(other).__le__(0.0)

    def __ge__(self, other: float) -> bool:
        return self == other or self > other


MINUS_ZERO = MinusZero(-0.0)


def facet_number(value: float) -> float:
    """The number under which a document's number is indexed."""
    number = float(value)
    return number if number or math.copysign(1.0, number) > 0 else MINUS_ZERO


def facet_operand(text: str) -> float | None:
    """The indexed number that a filter's text spells; None for a text that is no finite number."""
    number = finite_number(text)
    return None if number is None else facet_number(number)


def finite_number(text: str) -> float | None:
    """The finite number that a text spells, as Rust parses it: no underscores, spaces or foreign digits; None otherwise."""
    if not NUMBER.fullmatch(text):
        return None
    number = float(text)
    return number if math.isfinite(number) else None
