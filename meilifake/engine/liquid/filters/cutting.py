"""Filters that keep a part of a text or an array."""

from __future__ import annotations

from typing import Any

from meilifake.engine.liquid.filters.parameter import bad_argument
from meilifake.engine.liquid.graphemes import graphemes
from meilifake.engine.liquid.values import text

ELLIPSIS = "..."
WORDS = LENGTH = 50


def slice_of(value: Any, offset: int, length: int = 1) -> Any:
    """From an offset, which counts from the end when it is negative. A text is measured in bytes and cut in characters."""
    if length < 1:
        raise bad_argument("length", "Positive number expected")
    items: Any = value if isinstance(value, list) else text(value)
    total = len(items) if isinstance(items, list) else len(items.encode())
    offset = min(offset, total)
    if offset < 0:
        offset += total
    length = min(length, total - offset)
    return items[offset : offset + length] if offset >= 0 else items[:0]


def truncate(value: Any, length: int = LENGTH, ellipsis: str = ELLIPSIS) -> Any:
    """The mark counts to the length. Lengths are bytes, but what is kept is counted in characters as a reader sees them."""
    shown = text(value)
    if length < 0 or length >= len(shown.encode()):
        return value
    kept = max(length - len(ellipsis.encode()), 0)
    return "".join(graphemes(shown, kept)) + ellipsis


def truncate_words(value: Any, length: int = WORDS, ellipsis: str = ELLIPSIS) -> Any:
    words = text(value).split(" ")
    if length < 0 or length >= len(words):
        return value
    return " ".join(words[:length]) + ellipsis
