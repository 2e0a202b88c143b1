"""A field with what the settings make of it."""

from __future__ import annotations

from typing import Any

import pytest

from meilifake.engine.settings import FilterableRule, IndexSettings, LocalizedRule
from meilifake.views.fields import field_view

SETTINGS = IndexSettings(
    displayed_attributes=("o", "id"),
    searchable_attributes=("o.q", "n"),
    filterable_attributes=(FilterableRule(("o.p",)), FilterableRule(("*y",), plain=False, comparison=False), FilterableRule(("_geo",))),
    sortable_attributes=("o", "_geo", "_geojson"),
    ranking_rules=("words", "n:asc", "o:desc", "n:desc"),
    distinct_attribute="n",
    sort_facet_values_by={"n": "count"},
    localized_attributes=(LocalizedRule(("o*",), ("fra", "cmn")),),
)


@pytest.mark.parametrize(
    ("name", "enabled"),
    [
        ("o", {"displayed", "sortable", "rankingRule"}),
        ("o.p", {"displayed", "sortable", "filterable"}),
        ("o.q.r", {"displayed", "searchable", "sortable"}),
        ("n", {"searchable", "distinct", "rankingRule"}),
        ("x.y", {"filterable"}),
        ("_geo.lat", {"sortable", "filterable"}),
        ("_geojson", set()),
        ("_vectors.e", set()),
    ],
)
def test_capabilities(name: str, enabled: set[str]) -> None:
    view = field_view(name, SETTINGS)
    assert {key for key, value in view.items() if isinstance(value, dict) and value.get("enabled")} == enabled


def test_particulars() -> None:
    n, o, y = (field_view(name, SETTINGS) for name in ("n", "o", "xy"))
    assert n["rankingRule"] == {"enabled": True, "order": "desc"}, "the last of two rules"
    assert n["filterable"] == {"enabled": False, "sortBy": "count", "facetSearch": False, "equality": False, "comparison": False}
    assert o["localized"] == {"locales": ["Fra", "Cmn"]}
    assert y["filterable"] == {"enabled": True, "sortBy": "alpha", "facetSearch": True, "equality": True, "comparison": False}


def test_without_settings_a_plain_field_is_displayed_and_searched() -> None:
    view: dict[str, Any] = field_view("a", IndexSettings())
    assert [key for key, value in view.items() if isinstance(value, dict) and value.get("enabled")] == ["displayed", "searchable"]
