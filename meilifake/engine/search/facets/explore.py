"""Facet values by count, as the server explores its tree of values: only the order of equal counts tells of it (11.2).

Values stand in groups of four, best group first. A group waits in the queue with the count of all its documents, so it is opened
before a value of less, and after a value of the same count.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

GROUP = 4
SMALLEST_LEVEL = 5
ONE_BY_ONE = 1000
"""Up to so many new values a batch adds to the tree one by one, and then one level at most."""

Pairs = Sequence[tuple[Any, int]]


class Level(NamedTuple):
    """`first[i]` is where the i-th group begins in the level below; `documents[i]` all its documents."""

    first: Sequence[int]
    documents: Sequence[int]


def levels_of(pairs: Pairs, grouped: bool) -> list[Level]:
    """The values themselves first, then the levels of groups above them."""
    levels = [Level(range(len(pairs)), [documents for _, documents in pairs])]
    most = 1 if not grouped else 2 if len(pairs) <= ONE_BY_ONE else 32
    while len(levels) < most and len(levels[-1].documents) >= GROUP * SMALLEST_LEVEL:
        below = levels[-1].documents
        starts = range(0, len(below), GROUP)
        unions = []
        for start in starts:
            union = 0
            for documents in below[start : start + GROUP]:
                union |= documents
            unions.append(union)
        levels.append(Level(starts, unions))
    return levels


def by_count(pairs: Pairs, candidates: int, *, grouped: bool = True) -> Iterator[tuple[int, int]]:
    """(place in `pairs`, documents among the candidates), best first. Without groups equal counts come in descending order."""
    levels = levels_of(pairs, grouped)
    heap: list[tuple[int, int, int, int]] = []

    def push(level: int, places: range) -> None:
        documents = levels[level].documents
        for place in places:
            count = (documents[place] & candidates).bit_count()
            if count:
                # The place of the group's first value orders like the value itself.
                heapq.heappush(heap, (-count, level, -place * GROUP**level, place))

    top = len(levels) - 1
    push(top, range(len(levels[top].documents)))
    while heap:
        _, level, _, place = heapq.heappop(heap)
        if level == 0:
            yield place, levels[0].documents[place] & candidates
            continue
        start = levels[level].first[place]
        push(level - 1, range(start, min(start + GROUP, len(levels[level - 1].documents))))
