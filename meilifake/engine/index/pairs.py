"""Words close to each other: the documents in which one comes 1, 2 or 3 positions before another, in one field."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import compress

from meilifake.engine import bitmap
from meilifake.engine.index.occurrence import DOCUMENT_SHIFT, POSITION_BITS, Posting, in_documents, unpacked

Pairs = tuple[int, int, int]
"""Documents by distance, each under the smallest that it has."""

NO_PAIR: Pairs = (0, 0, 0)
FARTHEST = 3


def pairs(first: Posting, second: Posting, common: int) -> Pairs:
    """Where an occurrence of `first` comes before one of `second`. `common`: the documents that have both."""
    if not common:
        return NO_PAIR
    one, other = unpacked(first), unpacked(second)
    found = smallest(within(first, common), other, 1) if len(one) <= len(other) else smallest(within(second, common), one, -1)
    return by_distance(found)


def by_distance(found: Mapping[int, int]) -> Pairs:
    """From the distance of each document."""
    docids: dict[int, list[int]] = {distance: [] for distance in range(1, FARTHEST + 1)}
    for docid, distance in found.items():
        docids[distance].append(docid)
    return bitmap.of(docids[1]), bitmap.of(docids[2]), bitmap.of(docids[3])


def smallest_between(first: Sequence[int], second: Sequence[int]) -> dict[int, int]:
    """Document -> the smallest distance from an occurrence of `first` to the next of `second`, up to the farthest."""
    return smallest(first, second, 1) if len(first) <= len(second) else smallest(second, first, -1)


def within(posting: Posting, documents: int) -> list[int]:
    """The occurrences in some documents."""
    return list(compress(unpacked(posting), in_documents(posting, documents)))


def smallest(few: Sequence[int], posting: Sequence[int], step: int) -> dict[int, int]:
    """Document -> distance from one of the few to the next of the posting (step 1) or to the one before (step -1), up to the farthest."""
    found: dict[int, int] = {}
    ahead = step > 0
    at, end = 0, len(posting)
    for occurrence in few:
        at = bisect_left(posting, occurrence + ahead, at)
        place = at if ahead else at - 1
        if 0 <= place < end:
            distance = abs(posting[place] - occurrence)
            if distance <= FARTHEST and posting[place] >> POSITION_BITS == occurrence >> POSITION_BITS:
                docid = occurrence >> DOCUMENT_SHIFT
                found[docid] = min(distance, found.get(docid, distance))
    return found
