"""Where words stand in a few documents: the same as in all documents, looked at there."""

from __future__ import annotations

import random

import pytest

from meilifake.engine.index.inverted import Inverted
from meilifake.engine.search.query import places as module
from meilifake.engine.search.query.context import Context
from meilifake.engine.search.query.derive import word_term
from meilifake.engine.search.query.places import Places, known_places, places
from meilifake.engine.search.query.resolve import field_sets, position_sets
from meilifake.engine.search.query.term import Term

WORDS = ["sun", "sum", "sunny", "moon", "mon", "star", *(f"pa{one}{two}" for one in "abcdefghijkl" for two in "abcdefghijkl")]


@pytest.fixture
def context(searcher):
    """Of an index with documents changed and gone since it was first searched."""
    chance = random.Random(1)
    index = searcher([{"t": " ".join(chance.choices(WORDS, k=12)), "u": chance.choice(WORDS), "id": i} for i in range(80)]).index
    index.derive(Inverted)
    for docid in (3, 81, 82):
        index.documents.put(docid, str(docid), {"t": "moon sun pabb", "id": docid})
        index.documents.touched([docid])
        index.derive(Inverted)
    index.documents.remove(7)
    index.documents.touched([7])
    return Context(index.derive(Inverted), index.settings, order_only=True)


def within(sets, documents):
    return {key: found & documents for key, found in sets.items() if found & documents}


SUBSETS = {
    "words": lambda context: word_term(context, "sun", 1, prefix=True).subset(),
    "one word": lambda context: word_term(context, "moon", 0, prefix=False).subset(),
    "prefix database": lambda context: word_term(context, "pa", 0, prefix=True).subset(),
    "phrase": lambda context: Term("", phrase=("moon", "sun"), complete=True).subset(),
    "nothing": lambda context: word_term(context, "xxx", 0, prefix=False).subset(),
}


@pytest.mark.parametrize("kind", SUBSETS)
def test_as_in_all_documents(context, kind):
    subset = SUBSETS[kind](context)
    assert (kind == "prefix database") == subset.uses_prefix_db
    for documents in (1 << 3, 0b1111, (1 << 81) | (1 << 7) | (1 << 40), (1 << 83) - 1):
        there = Places(context, documents)
        assert there.fields(subset) == within(field_sets(context, subset), documents)
        assert there.positions(subset) == within(position_sets(context, subset), documents)


@pytest.mark.parametrize("kind", SUBSETS)
def test_among_what_is_known_of_more_documents(context, kind, monkeypatch):
    monkeypatch.setattr(module, "FEW", 8)
    subset = SUBSETS[kind](context)
    wide = Places(context, (1 << 83) - 1)
    narrow = Places(context, 0b1101, wide)
    for array in (wide.words, wide.firsts, wide.lasts, wide.starts):
        array(subset)
    for of in (Places.words, Places.firsts, Places.lasts, Places.starts):
        assert of(narrow, subset) == of(Places(context, 0b1101), subset)
    assert dict(wide.positions(subset)) == within(position_sets(context, subset), wide.documents)


def test_single_words(context):
    there = Places(context, 0b11111111)
    assert there.word_fields("sun") == within(context.tables.field_sets("sun"), 0b11111111)
    assert there.word_positions("sun") == within(context.tables.position_sets("sun"), 0b11111111)
    assert there.word_fields("xxx") == {}


def test_a_smaller_bucket_is_looked_up_among_the_larger(context):
    there = places(context, 0b1110)
    assert places(context, 0b0110) is there
    assert known_places(context, 0b0110) is there
    assert known_places(context, 0b0111) is None
    assert places(context, 0b0111) is not there


def test_a_much_smaller_bucket_gets_places_of_its_own_and_the_next_one_finds_the_larger_again(context, monkeypatch):
    monkeypatch.setattr(module, "FEW", 4)
    wide = places(context, (1 << 40) - 1, most=40)
    narrow = places(context, 0b1110)
    assert (narrow.wider, places(context, 0b0110)) == (wide, narrow)
    assert places(context, (1 << 39) - 1) is wide
    assert places(context, 0b11 << 20).wider is wide


def test_not_for_many_documents_nor_where_all_that_is_looked_up_shall_be_known(context, monkeypatch):
    monkeypatch.setattr(module, "FEW", 2)
    assert places(context, 0b111) is None
    assert places(context, 0b11) is not None
    context.places, context.order_only = None, False
    assert places(context, 0b11) is None
