"""The words of a prefix together: the same as word by word."""

from __future__ import annotations

import random
from functools import reduce
from operator import or_
from typing import Any

import pytest

from meilifake.engine import bitmap
from meilifake.engine.index.index import Index
from meilifake.engine.index.inverted import Inverted

from .conftest import MakeIndex, put

LETTERS = ("aa", "ab", "abc", "ac", "b", "c", "ca")


def grown(make_index: MakeIndex, chance: random.Random) -> Index:
    """An index of several segments, with documents that are no longer current."""

    def document() -> dict[str, Any]:
        return {field: " ".join(chance.choices(LETTERS, k=chance.randint(0, 8))) for field in ("t", "u")}

    index = make_index(document() for _ in range(40))
    for docid in (40, 3, 41, 7):
        index.derive(Inverted)
        put(index, docid, document())
        index.documents.touched([docid])
    index.derive(Inverted)
    index.documents.remove(5)
    index.documents.touched([5])
    return index


def union(sets: Any) -> int:
    return reduce(or_, sets, 0)


@pytest.mark.parametrize("seed", range(6))
def test_as_word_by_word(make_index: MakeIndex, seed: int) -> None:
    chance = random.Random(seed)
    tables = grown(make_index, chance).derive(Inverted)
    for start in ("a", "ab", "b", "c", "x"):
        words = tables.prefixed(start)
        prefix = tables.prefix(start)
        assert prefix.docids == union(tables.tolerant(word) for word in words)
        assert list(prefix.fields) == sorted({fid for word in words for fid in tables.word_fids(word)})
        assert list(prefix.positions) == sorted({position for word in words for position in tables.word_positions(word)})
        documents = bitmap.of([docid for docid in range(45) if chance.random() < 0.5])
        among = prefix.among(documents)
        assert among.fields == {
            fid: found for fid in prefix.fields if (found := documents & union(tables.word_fid(word, fid) for word in words))
        }
        assert among.positions == {
            place: found for place in prefix.positions if (found := documents & union(tables.word_position(word, place) for word in words))
        }
        prefix.forget()
        again = prefix.among(documents)
        assert (again.fields, again.positions) == (among.fields, among.positions)
        for left in LETTERS:
            expected = tuple(documents & union(tables.pair(distance, left, word) for word in words) for distance in (1, 2, 3))
            assert among.after(left) == again.after(left) == expected


def test_the_first_of_a_word_counts_that_of_another_too(make_index: MakeIndex) -> None:
    tables = make_index([{"t": "x pa pa pb"}, {"t": "x pa pa pa"}, {"t": "x y z pa"}, {"t": "pa x"}]).derive(Inverted)
    assert tables.prefix("p").among(-1).after("x") == (0b0011, 0, 0b0101)


def test_only_the_occurrences_of_the_last_prefix_are_kept(make_index: MakeIndex) -> None:
    tables = make_index([{"t": "aa ab ba"}]).derive(Inverted)
    first, second = tables.prefix("a"), tables.prefix("b")
    assert (first._fresh, second._fresh is None) == (None, False)
    assert tables.prefix("a") is first
    assert first.among(-1).fields == second.among(-1).fields
