"""Filters on the fragments that an embedder has made vectors of (compared with a live v1.50.0 and an embedder of its own)."""

from __future__ import annotations

from typing import Any

import pytest

from meilifake import MeiliFake
from meilifake.engine.search import filters
from meilifake.wire.jsontext import loads

REST = {"source": "rest", "url": "http://e.example", "dimensions": 1, "request": {"i": "{{fragment}}"}, "response": {"e": "{{embedding}}"}}
FRAGMENTS = {"a": {"value": "{{doc.a}}"}, "b": {"value": "{{doc.b}}"}}


@pytest.fixture
def fake() -> MeiliFake:
    made = MeiliFake()
    made.engine.state.features["multimodal"] = True
    made.embedders["x"] = lambda text: [float(loads(text.encode()))]
    embedder = {**REST, "indexingFragments": FRAGMENTS, "searchFragments": {"s": {"value": "{{q}}"}}}
    documents = [{"id": 1, "a": 1, "b": 10}, {"id": 2, "b": 20}, {"id": 3}, {"id": 4, "a": 4, "_vectors": {"x": [4]}}]
    made.load(documents, index="i", settings={"embedders": {"x": embedder}})
    return made


def found(fake: MeiliFake, name: str) -> list[str]:
    index, condition = fake.engine.index("i"), filters.parse(f"_vectors.x.fragments.{name} EXISTS")
    assert condition is not None
    bits = filters.evaluate(index, condition, index.documents.bits)
    return [index.documents.external(docid) for docid in index.documents if bits >> docid & 1]


def update(fake: MeiliFake, **fragments: Any) -> None:
    fake.load([], index="i", settings={"embedders": {"x": {"indexingFragments": fragments}}})


def vectors(fake: MeiliFake) -> list[list[float]]:
    index = fake.engine.index("i")
    return [[x for vector in index.vectors["x"][docid].embeddings for x in vector] for docid in index.documents]


def test_documents_by_the_fragments_that_could_be_rendered(fake: MeiliFake) -> None:
    assert (found(fake, "a"), found(fake, "b")) == (["1"], ["1", "2"])
    assert vectors(fake) == [[1, 10], [20], [], [4]]


def test_a_change_of_a_document_makes_and_takes_away(fake: MeiliFake) -> None:
    fake.load([{"id": 1, "a": 5}, {"id": 3, "b": 30}, {"id": 4, "b": 40, "_vectors": {"x": {"regenerate": True}}}], index="i")
    assert (found(fake, "a"), found(fake, "b")) == (["1"], ["2", "3", "4"])
    assert vectors(fake) == [[5], [20], [30], [40]]


def test_a_fragment_that_comes_stands_behind_the_others(fake: MeiliFake) -> None:
    update(fake, _={"value": "{{doc.id}}"})
    assert (found(fake, "_"), found(fake, "b")) == (["1", "2", "3"], ["1", "2"])
    assert vectors(fake) == [[1, 10, 1], [20, 2], [3], [4]]


def test_a_fragment_that_goes_leaves_its_store_to_the_next(fake: MeiliFake) -> None:
    update(fake, a=None)
    assert vectors(fake) == [[10], [20], [], [4]]
    update(fake, c={"value": "{{doc.id}}"})
    assert vectors(fake) == [[1, 10], [2, 20], [3], [4]]
    assert found(fake, "c") == ["1", "2", "3"]


def test_only_a_changed_fragment_is_made_anew(fake: MeiliFake) -> None:
    fake.embedders["x"] = lambda text: [float(loads(text.encode())) / 2]
    update(fake, b={"value": "{{doc.b}}0"})
    assert vectors(fake) == [[1, 50], [100], [], [4]]


def test_a_fragment_that_is_none(fake: MeiliFake) -> None:
    with pytest.raises(Exception, match="The fragment `z` does not exist on embedder `x`"):
        found(fake, "z")
