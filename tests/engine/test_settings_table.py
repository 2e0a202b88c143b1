"""Rows of the settings: leaves, resets and wire values."""

from __future__ import annotations

from typing import Any

import pytest

from meilifake.engine.settings import IndexSettings
from meilifake.engine.settings_table import BY_NAME, RESET, SETTINGS, applied, changes

DEFAULTS = IndexSettings()


def stored(*updates: dict[str, Any]) -> IndexSettings:
    """What becomes of updates that are run in one batch."""
    leaves: dict[str, Any] = {}
    for update in updates:
        leaves.update(changes(update))
    return applied(DEFAULTS, leaves)


def read(settings: IndexSettings, name: str) -> Any:
    return BY_NAME[name].read(settings)


def test_every_setting_resets_to_its_default() -> None:
    assert stored({row.name: None for row in SETTINGS}) == DEFAULTS
    assert len({row.path for row in SETTINGS}) == len(SETTINGS) == 22


@pytest.mark.parametrize(
    ("name", "given", "kept"),
    [
        ("displayedAttributes", ["b", "a", "b"], ["b", "a"]),
        ("displayedAttributes", ["b", "*"], ["*"]),
        ("searchableAttributes", [], []),
        ("filterableAttributes", ["b", "a", "b"], ["b", "a", "b"]),
        ("stopWords", ["the", "The", "the"], ["The", "the"]),
        ("synonyms", {"a": ["B", "b"]}, {"a": ["B", "b"]}),
        (
            "localizedAttributes",
            [{"attributePatterns": ["*_ja"], "locales": ["ja", "fra"]}],
            [{"attributePatterns": ["*_ja"], "locales": ["jpn", "fra"]}],
        ),
        ("pagination", {"maxTotalHits": 5}, {"maxTotalHits": 5}),
        ("pagination", {}, {"maxTotalHits": 1000}),
        ("distinctAttribute", "x", "x"),
    ],
)
def test_values_read_back(name: str, given: Any, kept: Any) -> None:
    assert read(stored({name: given}), name) == kept


def test_filterable_features() -> None:
    rule = {"attributePatterns": ["a*"], "features": {"facetSearch": True, "filter": {"equality": False, "comparison": True}}}
    settings = stored({"filterableAttributes": [rule]})
    assert read(settings, "filterableAttributes") == [rule]
    assert not settings.filterable_attributes[0].plain


def test_typo_tolerance_accumulates_leaf_by_leaf() -> None:
    settings = stored(
        {"typoTolerance": {"enabled": False, "minWordSizeForTypos": {"oneTypo": 3, "twoTypos": 12}, "disableOnWords": ["Ab c"]}},
        {"typoTolerance": {"minWordSizeForTypos": {"oneTypo": None}, "disableOnNumbers": True}},
    )
    assert read(settings, "typoTolerance") == {
        "enabled": False,
        "minWordSizeForTypos": {"oneTypo": 5, "twoTypos": 12},
        "disableOnWords": ["ab c"],
        "disableOnAttributes": [],
        "disableOnNumbers": True,
    }
    assert stored({"typoTolerance": {"enabled": False}}, {"typoTolerance": None}) == DEFAULTS


def test_faceting_accumulates_but_orders_are_given_anew() -> None:
    settings = stored(
        {"faceting": {"maxValuesPerFacet": 5, "sortFacetValuesBy": {"a": "count"}}},
        {"faceting": {"sortFacetValuesBy": {"b": "count"}}},
    )
    assert read(settings, "faceting") == {"maxValuesPerFacet": 5, "sortFacetValuesBy": {"*": "alpha", "b": "count"}}
    assert changes({"faceting": {"sortFacetValuesBy": None}}) == {"sort_facet_values_by": RESET}


def test_what_is_not_mentioned_stays() -> None:
    settings = applied(stored({"stopWords": ["a"]}), changes({"sortableAttributes": ["b"]}))
    assert (settings.stop_words, settings.sortable_attributes) == (("a",), ("b",))
