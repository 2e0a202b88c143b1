"""Guide search-semantics, 11.1: what a document says for a facet, and how columns follow the documents."""

import random
from datetime import UTC, datetime
from typing import Any

import pytest

from meilifake.engine.index.column import Column
from meilifake.engine.index.facet_text import MINUS_ZERO, facet_key, finite_number, normalize_facet
from meilifake.engine.index.index import Index
from meilifake.engine.index.values import column, known
from meilifake.engine.settings import FilterableRule, IndexSettings


def index_of(documents: list[dict[str, Any]], *rules: FilterableRule) -> Index:
    index = Index(datetime(2024, 1, 1, tzinfo=UTC))
    index.settings = IndexSettings(filterable_attributes=rules or (FilterableRule(("a",)),))
    for document in documents:
        for name in document:
            index.fields.insert(name)
    index.documents.put_many([(at, str(at), document) for at, document in enumerate(documents)])
    index.documents.touched(range(len(documents)))
    return index


def shown(found: Column) -> tuple[Any, ...]:
    return found.numbers, found.strings, found.exists, found.null, found.empty, found.rows


def test_a_row() -> None:
    index = index_of([{"a": [2, "B", "b", [1, True, None], 2.0, {"x": 5}], "n": 1}])
    row = column(index, "a").of(0)
    assert row.numbers == (1.0, 2.0)
    assert dict(row.strings) == {"b": "b", "true": "true"}
    assert not row.null
    assert column(index, "a.x").of(0).numbers == (5.0,)
    assert column(index, "a").of(7).numbers == ()


def test_walks() -> None:
    document = {"a": {"b": [{"c": 1}, {"c": [2, 3]}, 4]}, "a.b": {"c": 5}, "a.b.c": 6}
    index = index_of([document])
    assert [number for number, _ in column(index, "a.b.c").numbers] == [1, 2, 3, 5, 6]
    assert [number for number, _ in column(index, "a.b").numbers] == [4]


def test_a_wildcard_reaches_no_child_of_a_stranger() -> None:
    index = index_of([{"a": {"k_x": 1}, "k_x": 2}], FilterableRule(("*_x",), plain=False))
    assert column(index, "k_x").exists == 1
    assert column(index, "a.k_x").exists == 0


def test_minus_zero_stands_beside_zero() -> None:
    numbers = [number for number, _ in column(index_of([{"a": 0}, {"a": -0.0}, {"a": 1}, {"a": -1}]), "a").numbers]
    assert [str(number) for number in numbers] == ["-1.0", "0.0", "-0.0", "1.0"]
    assert MINUS_ZERO != 0.0
    assert 0.0 < MINUS_ZERO <= MINUS_ZERO < 5e-324
    assert not MINUS_ZERO < 0.0
    assert MINUS_ZERO > -1.0


def test_texts() -> None:
    assert normalize_facet(" \u00a0CAFÉ ﬁ ") == "cafe\u0301 fi"
    assert normalize_facet("A\u0301\u0323") == "a\u0301\u0323"  # marks stay in the order in which they were written
    assert len(facet_key("é" * 400).encode()) <= 468
    assert facet_key("x" * 500) == "x" * 468
    assert [finite_number(text) for text in (".5", "5.", "-1e2", "+3")] == [0.5, 5.0, -100.0, 3.0]
    assert {finite_number(text) for text in ("1_0", " 1", "1e999", "inf", "nan", "0x1", "١", "")} == {None}


def test_columns_follow_random_changes() -> None:
    """A column caught up through many batches is the column built from nothing."""
    chance = random.Random(7)
    values: list[Any] = [1, 2, -0.0, 0, "a", "A", "b", "", None, [], {}, ["a", 1], [True, "x"], {"k": 1}]
    index = index_of([{"a": chance.choice(values)} for _ in range(30)])
    for _ in range(40):
        column(index, "a")
        touched = chance.sample(range(40), chance.choice([1, 3, 25]))
        for docid in touched:
            held = bool(index.documents.bits >> docid & 1)
            if held and chance.random() < 0.3:
                index.documents.remove(docid)
            else:
                index.documents.put(docid, str(docid), {"a": chance.choice(values)} if chance.random() < 0.9 else {})
        index.documents.touched(touched)
        fresh = index.clone()
        fresh._derived.clear()
        assert shown(column(index, "a")) == shown(column(fresh, "a"))


@pytest.mark.parametrize(("name", "expected"), [("a", True), ("a.k", True), ("a.z", False), ("_geo.lat", True), ("gone.x", True)])
def test_known(name: str, expected: bool) -> None:
    index = index_of([{"a": [{"k": 1}], "_geo": None}, {"gone": {"x": 1}}])
    index.documents.remove(1)
    index.documents.touched([1])
    assert known(index, name) is expected
