"""The part that a start and a length, or a range, mean: negative starts count from the end, too much is cut off."""

from __future__ import annotations

from meilifake.engine.rhai.values import Range


def span(size: int, start: int, length: int) -> tuple[int, int]:
    """From where to where, within `size`."""
    if start >= size:
        return size, size
    first = max(size + start, 0) if start < 0 else start
    return first, first + max(0, min(length, size - first))


def of_range(size: int, wanted: Range) -> tuple[int, int]:
    start = max(wanted.start, 0)
    end = max(wanted.end, start)
    return span(size, start, end - start + wanted.inclusive)
