from __future__ import annotations

import random
from array import array

import pytest

from meilifake.engine import bitmap
from meilifake.engine.index.occurrence import DOCUMENT_SHIFT, MAX_POSITION, POSITION_BITS
from meilifake.engine.index.pairs import Pairs, pairs

Place = tuple[int, int, int]


def posting(*places: Place) -> array[int]:
    return array("Q", sorted(docid << DOCUMENT_SHIFT | fid << POSITION_BITS | position for docid, fid, position in places))


def near(first: list[Place], second: list[Place]) -> Pairs:
    shared = {place[0] for place in first} & {place[0] for place in second}
    return pairs(posting(*first), posting(*second), bitmap.of(shared))


def by_the_rule(first: list[Place], second: list[Place]) -> Pairs:
    nearest: dict[int, int] = {}
    for docid, fid, position in first:
        for other, field, at in second:
            if (other, field) == (docid, fid) and 1 <= at - position <= 3:
                nearest[docid] = min(at - position, nearest.get(docid, 3))
    one, two, three = (bitmap.of([docid for docid, found in nearest.items() if found == distance]) for distance in (1, 2, 3))
    return one, two, three


@pytest.mark.parametrize("seed", range(20))
def test_each_document_stands_under_its_smallest_distance(seed: int) -> None:
    chance = random.Random(seed)
    one, other = (
        [(chance.randrange(6), chance.randrange(2), chance.randrange(12)) for _ in range(chance.choice((3, 10, 40)))] for _ in range(2)
    )
    assert near(one, other) == by_the_rule(one, other)


def test_the_end_of_a_field_is_not_near_the_beginning_of_the_next() -> None:
    last = [(1, 0, MAX_POSITION - 1), (1, 0, MAX_POSITION)]
    first = [(1, 1, 0), (1, 1, 1)]
    much = [(2, 0, position) for position in range(9)]
    for one, other in ((last, first), (last, first + much), (last + much, first), (last + much, first + much)):
        assert near(one, other) == by_the_rule(one, other)
    assert near([(1, 0, MAX_POSITION - 3)], last + first) == (0, 1 << 1, 0)
