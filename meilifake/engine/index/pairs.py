"""Words close to each other: the documents in which one comes 1, 2 or 3 positions before another, in one field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from meilifake.engine import bitmap
from meilifake.engine.index.occurrence import DOCUMENT_SHIFT, POSITION_BITS

Pairs = tuple[int, int, int]
"""Documents by distance, each under the smallest that it has."""

NO_PAIR: Pairs = (0, 0, 0)
DISTANCES = (1, 2, 3)


def pairs(first: Sequence[int], second: Sequence[int]) -> Pairs:
    """Where an occurrence of `first` comes before one of `second`. The longer of the two is only gone through."""
    if len(first) <= len(second):
        return by_distance([nearest(around(first, 1), 1, second)])
    return by_distance([nearest(around(second, -1), -1, first)])


def pairs_of_any(first: Sequence[int], others: Iterable[Sequence[int]]) -> Pairs:
    """The `pairs` of one with each of the others, all together: a document stands under each distance that it has with one of them."""
    places = around(first, 1)
    return by_distance([nearest(places, 1, other) for other in others])


def around(posting: Sequence[int], step: int) -> dict[int, int]:
    """The places up to three steps away from the occurrences, with the smallest distance of each."""
    places: dict[int, int] = {}
    for distance in reversed(DISTANCES):
        places.update(dict.fromkeys([at + step * distance for at in posting], distance))
    return places


def nearest(places: Mapping[int, int], step: int, posting: Sequence[int]) -> dict[int, int]:
    """Document -> smallest distance, for the occurrences that stand at one of the places. A place may lie outside its field."""
    found: dict[int, int] = {}
    for at in filter(places.__contains__, posting):
        distance = places[at]
        docid = at >> DOCUMENT_SHIFT
        if distance < found.get(docid, 4) and at >> POSITION_BITS == at - step * distance >> POSITION_BITS:
            found[docid] = distance
    return found


def by_distance(found: Iterable[Mapping[int, int]]) -> Pairs:
    docids: dict[int, list[int]] = {distance: [] for distance in DISTANCES}
    for distances in found:
        for docid, distance in distances.items():
            docids[distance].append(docid)
    return bitmap.of(docids[1]), bitmap.of(docids[2]), bitmap.of(docids[3])
