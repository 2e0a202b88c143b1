"""Guide search-semantics, 11.4."""

from collections.abc import Callable
from typing import Any

import pytest

from meilifake.engine.index.index import Index
from meilifake.engine.search.facets.search import FacetHit, best, first, hyper_normalize, search_facet
from meilifake.engine.settings import FilterableRule, LocalizedRule, TypoTolerance
from meilifake.errors.base import MeiliError

MakeIndex = Callable[..., Index]

GENRES = ["Science Fiction", "Œuvre", "Action", "action", "Zaction", True, 12, ["Adventure", "Action"], "", None]
DOCUMENTS = [{"g": value} for value in GENRES]


def found(index: Index, query: str | None, **options: Any) -> list[tuple[str, int]]:
    return [
        (hit.value, hit.documents) for hit in search_facet(index, "g", query, options.pop("candidates", index.documents.bits), **options)
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (None, [("Action", 3), ("Adventure", 1), ("Science Fiction", 1), ("true", 1), ("Zaction", 1), ("Œuvre", 1)]),
        ("", [("Action", 3), ("Adventure", 1), ("Œuvre", 1), ("Science Fiction", 1), ("true", 1), ("Zaction", 1)]),
        ("fiction", []),
        ("science f", [("Science Fiction", 1)]),
        ("science-fiction", [("Science Fiction", 1)]),
        ("aktion", [("Action", 3)]),
        ("cation", [("Action", 3)]),
        ("OEUV", [("Œuvre", 1)]),
        ("act", [("Action", 3)]),
        ("akt", []),
    ],
)
def test_values(make_index: MakeIndex, query: str | None, expected: list[tuple[str, int]]) -> None:
    assert found(make_index(DOCUMENTS, ["g"]), query) == expected


def test_counts_are_of_candidates_but_words_of_the_index(make_index: MakeIndex) -> None:
    assert found(make_index(DOCUMENTS, ["g"]), "act", candidates=0b1000) == [("Action", 1)]


@pytest.mark.parametrize(
    ("tolerance", "query", "expected"),
    [
        (TypoTolerance(enabled=False), "aktion", []),
        (TypoTolerance(disable_on_attributes=("g",)), "aktion", []),
        (TypoTolerance(disable_on_words=("act",)), "act", []),
        (TypoTolerance(disable_on_words=("action",)), "action", [("Action", 3)]),
        (TypoTolerance(one_typo=3), "akt", [("Action", 3)]),
    ],
)
def test_tolerance(make_index: MakeIndex, tolerance: TypoTolerance, query: str, expected: list[tuple[str, int]]) -> None:
    assert found(make_index(DOCUMENTS, ["g"], typo_tolerance=tolerance), query) == expected


def test_by_count(make_index: MakeIndex) -> None:
    index = make_index(DOCUMENTS, ["g"], sort_facet_values_by={"g": "count"}, max_values_per_facet=3)
    assert found(index, None) == [("Action", 3), ("Œuvre", 1), ("true", 1)]
    assert best(iter([FacetHit("b", 1), FacetHit("c", 1), FacetHit("a", 1)]), 2) == [FacetHit("c", 1), FacetHit("a", 1)]
    assert best(iter([FacetHit("b", 1)]), 0) == []


def test_limit() -> None:
    assert first(iter([FacetHit("b", 1), FacetHit("a", 2)]), 1) == [FacetHit("b", 1)]


@pytest.mark.parametrize(
    ("text", "locales", "expected"),
    [("Ångström", None, "angstrom"), ("Ångström", ("swe",), "ångström"), ("Straße", None, "straße"), ("½ Été", None, "1⁄2 ete")],
)
def test_names(text: str, locales: tuple[str, ...] | None, expected: str) -> None:
    assert hyper_normalize(text, locales) == expected


def test_locales_of_the_request_only_restrict(make_index: MakeIndex) -> None:
    documents = [{"g": "Ångström"}]
    swedish = make_index(documents, ["g"], localized_attributes=(LocalizedRule(("g",), ("sv",)),))
    assert found(swedish, "ång") == found(swedish, "ång", locales=["swe"]) == [("Ångström", 1)]
    assert found(swedish, "ang") == []
    assert found(make_index(documents, ["g"]), "ang", locales=["swe"]) == [("Ångström", 1)]


ADVICE = "To make it facet-searchable add it to the `filterableAttributes` index settings."


@pytest.mark.parametrize(
    ("rules", "displayed", "tail"),
    [
        ((), None, f"This index does not have configured facet-searchable attributes. {ADVICE}"),
        (
            (FilterableRule(("b",)), FilterableRule(("a",))),
            ("b",),
            f"Available facet-searchable attributes patterns are: `b, <..hidden-attributes>`. {ADVICE}",
        ),
        (
            (FilterableRule(("b",)), FilterableRule(("*",), plain=False, facet_search=False)),
            None,
            "Note: this attribute matches rule #1 in filterableAttributes, but this rule does not enable facetSearch.\n"
            'Hint: enable facetSearch in rule #1 by adding `"facetSearch": true` to the rule.\n'
            "Hint: prepend another rule matching g with facetSearch: true before rule #1",
        ),
    ],
)
def test_not_searchable(make_index: MakeIndex, rules: Any, displayed: Any, tail: str) -> None:
    with pytest.raises(MeiliError) as error:
        found(make_index(DOCUMENTS, rules=rules, displayed_attributes=displayed), "a")
    assert error.value.code == "invalid_facet_search_facet_name"
    assert error.value.message == f"Attribute `g` is not facet-searchable. {tail}"


def test_unknown_field(make_index: MakeIndex) -> None:
    assert search_facet(make_index([{"a": 1}], ["g"]), "g", None, 1) == []
