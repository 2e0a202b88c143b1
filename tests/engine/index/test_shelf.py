"""Tables are taken over by an index with the very same documents, and by no other."""

from dataclasses import replace

import pytest

from meilifake.engine.index.inverted import Inverted
from meilifake.engine.index.shelf import MOST_DOCUMENTS, Shelf, text_of
from meilifake.engine.settings import IndexSettings

BOOK = {"id": 1, "title": "The Lighthouse", "sold": {"here": 1, "there": [2, None]}}


def test_the_same_documents_have_the_same_tables(make_index):
    assert make_index([BOOK]).derive(Inverted) is make_index([dict(BOOK)]).derive(Inverted)


@pytest.mark.parametrize(
    "other",
    [
        {**BOOK, "id": 1.0},
        {**BOOK, "id": True},
        {**BOOK, "title": "the lighthouse"},
        {**BOOK, "sold": {"there": [2, None], "here": 1}},
        {**BOOK, "sold": {"here": 1, "there": [2, 0]}},
        {"title": BOOK["title"], "id": 1, "sold": BOOK["sold"]},
    ],
)
def test_others_have_others(make_index, other):
    assert make_index([BOOK]).derive(Inverted) is not make_index([other]).derive(Inverted)


def test_other_settings_or_numbers_of_documents_too(make_index):
    tables = make_index([BOOK]).derive(Inverted)
    assert make_index([BOOK], replace(IndexSettings(), stop_words=("the",))).derive(Inverted) is not tables
    assert make_index([{}, BOOK]).derive(Inverted) is not tables


def test_what_is_written_later_stays_with_its_index(make_index):
    one, other = make_index([BOOK] * 8), make_index([BOOK] * 8)
    assert one.derive(Inverted) is other.derive(Inverted)
    one.documents.put(8, "8", {"title": "harbour"})
    one.documents.touched([8])
    assert "harbour" in one.derive(Inverted).words_fst().words
    assert "harbour" not in other.derive(Inverted).words_fst().words


def test_those_used_last_are_kept(make_index):
    shelf: Shelf[str] = Shelf(room=2)
    first, second, third = [make_index([{"id": number}]).documents for number in range(3)]
    for documents in (first, second, first, third):
        shelf.take("key", documents, lambda: "made")
    assert shelf.take("key", first, lambda: "again") == "made"
    assert shelf.take("key", second, lambda: "again") == "again"


def test_large_or_deep_ones_are_not_remembered(make_index):
    deep: list = []
    for _ in range(5000):
        deep = [deep]
    assert text_of(make_index([{"id": 1}]).documents) is not None
    for documents in ([{"id": 1}] * (MOST_DOCUMENTS + 1), [{"text": "x" * 300_000}], [{"deep": deep}]):
        assert text_of(make_index(documents).documents) is None
