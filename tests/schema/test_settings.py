"""Submitted settings: what is kept of them, and the first thing that is refused (guide http-surface, 14.3)."""

from __future__ import annotations

from typing import Any

import pytest

from meilifake.errors.base import MeiliError
from meilifake.schema import settings
from meilifake.schema.settings import settings_body

LATE = "invalid_settings_typo_tolerance"


def refused(value: Any) -> tuple[str, str]:
    with pytest.raises(MeiliError) as caught:
        settings_body(value)
    return caught.value.code, caught.value.message


def test_what_is_kept() -> None:
    assert settings_body({}) == {}
    assert settings_body({"stopWords": ["b", "a", "b"], "synonyms": {"b": ["x", "x"], "a": []}, "chat": None}) == {
        "stopWords": ["a", "b"],
        "synonyms": {"a": [], "b": ["x", "x"]},
        "chat": None,
    }
    assert settings_body({"typoTolerance": {"minWordSizeForTypos": {"oneTypo": None}}}) == {
        "typoTolerance": {"minWordSizeForTypos": {"oneTypo": None}}
    }
    given = settings_body({"filterableAttributes": ["a", {"attributePatterns": ["b"], "features": {"filter": {"comparison": True}}}]})
    features = {"facetSearch": False, "filter": {"equality": True, "comparison": True}}
    assert given == {"filterableAttributes": ["a", {"attributePatterns": ["b"], "features": features}]}
    assert settings_body({"chat": {"searchParameters": {"hybrid": {"embedder": "e"}}}}) == {
        "chat": {"searchParameters": {"hybrid": {"embedder": "e", "semanticRatio": 0.5}}}
    }


def test_a_route_of_its_own() -> None:
    assert settings.stop_words(["b", "a"]) == {"stopWords": ["a", "b"]}
    assert settings.distinct_attribute(None) == {"distinctAttribute": None}
    with pytest.raises(MeiliError, match=r'^Invalid value type: expected an array, but found a string: `"a"`$') as caught:
        settings.ranking_rules("a")
    assert caught.value.code == "invalid_settings_ranking_rules"
    with pytest.raises(AttributeError):
        _ = settings.nothing


@pytest.mark.parametrize(
    ("value", "code", "message"),
    [
        ({"stopWord": 1}, "bad_request", "Unknown field `stopWord`: did you mean `stopWords`? expected one of `displayedAttributes`, "),
        ({"searchCutoffMs": -1}, "invalid_settings_search_cutoff_ms", "Invalid value type at `.searchCutoffMs`: expected a positive int"),
        (
            {"rankingRules": ["words", "typos"]},
            "invalid_settings_ranking_rules",
            "Invalid value at `.rankingRules[1]`: `typos` ranking rule is invalid. Valid ranking rules are words, typo, sort, proximity, ",
        ),
        (
            {"rankingRules": ["_geoPoint(1,2):asc"]},
            "invalid_settings_ranking_rules",
            "Invalid value at `.rankingRules[0]`: `_geoPoint` is a reserved keyword and thus can't be used as a ranking rule. `_geoPoint` "
            "can only be used for sorting at search time",
        ),
        (
            {"rankingRules": ["_geo:asc"]},
            "invalid_settings_ranking_rules",
            "Invalid value at `.rankingRules[0]`: `_geo` is a reserved keyword and thus can't be used as a ranking rule",
        ),
        (
            {"typoTolerance": {"minWordSizeForTypos": {"oneTypo": 10, "twoTypos": 4}}},
            LATE,
            "Invalid value at `.typoTolerance.minWordSizeForTypos`: `minWordSizeForTypos` setting is invalid. `oneTypo` and `twoTypos` ",
        ),
        (
            {"typoTolerance": {"minWordSizeForTypos": {"oneTypo": 256}}},
            LATE,
            "Invalid value at `.typoTolerance.minWordSizeForTypos.oneTypo`: value: `256` is too large to be deserialized, maximum value",
        ),
        (
            {"pagination": {"maxTotalHits": 0}},
            "invalid_settings_pagination",
            "Invalid value at `.pagination.maxTotalHits`: a non-zero integer value lower than `18446744073709551615` was expected, but ",
        ),
        (
            {"filterableAttributes": [{"features": {}}]},
            "invalid_settings_filterable_attributes",
            "Missing field `attributePatterns` inside `.filterableAttributes[0]`",
        ),
        (
            {"filterableAttributes": [{"attributePatterns": ["a"], "features": {"filter": {"x": 1}}}]},
            "invalid_settings_filterable_attributes",
            "Unknown field `x` inside `.filterableAttributes[0].features.filter`: expected one of `equality`, `comparison`",
        ),
        (
            {"localizedAttributes": [{"attributePatterns": ["a"], "locales": ["xx"]}]},
            "invalid_settings_localized_attributes",
            "Unknown value `xx` at `.localizedAttributes[0].locales[0]`: expected one of `af`, `ak`, ",
        ),
        (
            {"faceting": {"sortFacetValuesBy": {"a": "counts"}}},
            "invalid_settings_faceting",
            "Unknown value `counts` at `.faceting.sortFacetValuesBy.a`: did you mean `count`? expected one of `alpha`, `count`",
        ),
        (
            {"foreignKeys": [{"fieldName": "a"}]},
            "invalid_settings_foreign_keys",
            "Missing field `foreignIndexUid` inside `.foreignKeys[0]`",
        ),
        (
            {"embedders": {"e": {"source": "x"}}},
            "invalid_settings_embedders",
            "Unknown value `x` at `.embedders.e.source`: expected one of `openAi`, `huggingFace`, `ollama`, `userProvided`, `rest`, ",
        ),
        (
            {"embedders": {"e": {"distribution": {"mean": 1.5, "sigma": 0}}}},
            "invalid_settings_embedders",
            "Invalid value at `.embedders.e.distribution`: the distribution mean must be in the range [0, 1], got 1.5",
        ),
        (
            {"prefixSearch": "never"},
            "invalid_settings_prefix_search",
            "Unknown value `never` at `.prefixSearch`: expected one of `indexingTime`, `disabled`",
        ),
        ({"chat": {"x": 1}}, "invalid_settings_index_chat", "Unknown field `x` inside `.chat`: expected one of `description`, "),
    ],
)
def test_refusals(value: Any, code: str, message: str) -> None:
    found, words = refused(value)
    assert (found, words[: len(message)]) == (code, message)
