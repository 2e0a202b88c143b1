from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from meilifake.engine.index.index import Index
from meilifake.engine.search.formatting.hit import HitMaker, Made
from meilifake.engine.search.request import SearchRequest
from meilifake.engine.search.result import MatchTerm
from meilifake.engine.settings import IndexSettings

FOX = MatchTerm(("fox",), (), False, (0,), 3)
QUERY = SearchRequest("t", q="fox")


def hit(document: dict[str, Any], settings: IndexSettings | None = None, /, **options: Any) -> Made:
    index = Index(datetime(2026, 1, 1, tzinfo=UTC))
    index.settings = settings or IndexSettings()
    for name in document:
        index.fields.insert(name)
    index.documents.put(0, "0", document)
    index.documents.touched([0])
    return HitMaker(index, QUERY._replace(**options), [FOX]).make(0)


def test_nothing_to_format() -> None:
    assert hit({"id": 1, "t": "fox"}) == ({"id": 1, "t": "fox"}, None, None)
    assert hit({"id": 1}, attributes_to_highlight=["unknown"]).formatted is None


def test_numbers_become_text_and_the_rest_stays() -> None:
    made = hit({"id": 1, "n": 1.0, "b": True, "z": None, "t": "A Fox!"}, attributes_to_highlight=["t"])
    assert made.formatted == {"id": "1", "n": "1.0", "b": True, "z": None, "t": "A <em>Fox</em>!"}
    assert made.document["n"] == 1.0


def test_formatted_fields_show_even_if_they_are_not_retrieved() -> None:
    made = hit({"id": 1, "t": "fox", "u": "x"}, attributes_to_retrieve=["u"], attributes_to_highlight=["t"])
    assert (made.document, made.formatted) == ({"u": "x"}, {"t": "<em>fox</em>", "u": "x"})


@pytest.mark.parametrize(
    ("entries", "expected"),
    [(["t:1"], "…fox…"), (["t"], "big fox…"), (["t:x"], "big fox…"), (["*:1"], "…fox…"), (["t:1", "t:0"], "big fox runs")],
)
def test_crop_lengths(entries: list[str], expected: str) -> None:
    made = hit({"t": "big fox runs"}, attributes_to_crop=entries, crop_length=2)
    assert made.formatted == {"t": expected}


def test_options_of_parents_and_children_add_up() -> None:
    made = hit({"o": {"a": "big fox runs", "b": "fox"}}, attributes_to_highlight=["o"], attributes_to_crop=["o.a:1"])
    assert made.formatted == {"o": {"a": "…<em>fox</em>…", "b": "<em>fox</em>"}}


def test_array_elements_one_by_one() -> None:
    assert hit({"tags": ["quick fox", "lazy dog"]}, attributes_to_crop=["tags:1"]).formatted == {"tags": ["…fox", "lazy…"]}


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({"tags": ["fox a", "b fox", "c"]}, {"tags": [{"start": 2, "length": 3, "indices": [1]}]}),
        ({"a": [["fox bar", "x"], ["y fox"]]}, {"a": [{"start": 2, "length": 3, "indices": [1, 0]}]}),
        (
            {"z": "é fox fox", "o": {"p": "fox"}},
            {"o.p": [{"start": 0, "length": 3}], "z": [{"start": 3, "length": 3}, {"start": 7, "length": 3}]},
        ),
        ({"b": True}, {}),
    ],
)
def test_matches_position(document: dict[str, Any], expected: Any) -> None:
    made = hit(document, show_matches_position=True)
    assert made.matches == expected
    assert made.formatted is None


def test_displayed_attributes_limit_what_is_retrieved_and_formatted_by_exact_name() -> None:
    settings = IndexSettings(displayed_attributes=("a",))
    document = {"a": {"b": "fox"}, "c": "fox"}
    assert hit(document, settings).document == {"a": {"b": "fox"}}
    assert hit(document, settings, attributes_to_retrieve=["a.b", "c"]).document == {}
    assert hit(document, settings, attributes_to_highlight=["c"]).formatted is None
    assert hit(document, settings, show_matches_position=True).matches == {"a.b": [{"start": 0, "length": 3}]}


def test_vectors_are_hidden_unless_asked_for() -> None:
    document = {"id": 1, "_vectors": {"x": [1]}}
    assert hit(document).document == {"id": 1}
    assert hit(document, retrieve_vectors=True).document == {"id": 1, "_vectors": {"x": [1]}}


def test_finite_displayed_attributes_hide_vectors_when_they_name_them() -> None:
    document = {"id": 1, "_vectors": {"x": [1]}}
    assert hit(document, IndexSettings(displayed_attributes=("id", "_vectors")), retrieve_vectors=True).document == {"id": 1}
    assert hit(document, IndexSettings(displayed_attributes=("id",)), retrieve_vectors=True).document == {"id": 1, "_vectors": {"x": [1]}}
    assert hit({"id": 1}, IndexSettings(displayed_attributes=("id", "_vectors")), retrieve_vectors=True).document == {
        "id": 1,
        "_vectors": {},
    }


def test_distance_comes_from_the_coordinates_that_are_shown() -> None:
    document = {"id": 1, "_geo": {"lat": "0", "lng": 1}}
    sort = ["_geoPoint(0, 0):asc"]
    assert hit(document, sort=sort).document["_geoDistance"] == 111195
    assert "_geoDistance" not in hit(document, sort=sort, attributes_to_retrieve=["id"]).document
