"""The search body and its relatives."""

from __future__ import annotations

from typing import Any

import pytest

from meilifake.errors.base import MeiliError
from meilifake.schema.base import WireModel, parse_model
from meilifake.schema.facet_search import FacetSearchQuery
from meilifake.schema.multi_search import MultiSearch
from meilifake.schema.search import SearchQuery
from meilifake.schema.similar import SimilarQuery


def refused(model: type[WireModel], value: Any) -> tuple[str, str]:
    with pytest.raises(MeiliError) as caught:
        parse_model(model, value)
    return caught.value.code, caught.value.message


def test_defaults() -> None:
    query = parse_model(SearchQuery, {})
    assert (query.offset, query.limit, query.crop_length, query.crop_marker, query.matching_strategy) == (0, 20, 10, "…", "last")
    assert (query.highlight_pre_tag, query.highlight_post_tag, query.facets) == ("<em>", "</em>", None)


@pytest.mark.parametrize(
    ("value", "code", "message"),
    [
        (
            {"rankingScoreThreshold": 1.1},
            "invalid_search_ranking_score_threshold",
            "Invalid value at `.rankingScoreThreshold`: "
            "the value of `rankingScoreThreshold` is invalid, expected a float between `0.0` and `1.0`.",
        ),
        (
            {"hybrid": {"semanticRatio": -1, "embedder": "e"}},
            "invalid_search_semantic_ratio",
            "Invalid value at `.hybrid.semanticRatio`: the value of `semanticRatio` is invalid, expected a float between `0.0` and `1.0`.",
        ),
        ({"hybrid": {}}, "invalid_search_hybrid_query", "Missing field `embedder` inside `.hybrid`"),
        ({"personalize": {}}, "invalid_search_personalize", "Missing field `userContext` inside `.personalize`"),
        ({"vector": [1, "a"]}, "invalid_search_vector", 'Invalid value type at `.vector[1]`: expected a number, but found a string: `"a"`'),
        (
            {"matchingStrategy": "\0"},
            "invalid_search_matching_strategy",
            "Unknown value `\0` at `.matchingStrategy`: expected one of `last`, `all`, `frequency`",
        ),
        ({"offset": None}, "invalid_search_offset", "Invalid value type at `.offset`: expected a positive integer, but found null"),
    ],
)
def test_search(value: Any, code: str, message: str) -> None:
    assert refused(SearchQuery, value) == (code, message)


def test_locales_are_listed_as_declared() -> None:
    code, message = refused(SearchQuery, {"locales": ["en", "invalid"]})
    assert code == "invalid_search_locales"
    assert message.startswith("Unknown value `invalid` at `.locales[1]`: expected one of `af`, `ak`, `am`, `ar`, `az`, `be`, `bn`,")


@pytest.mark.parametrize(
    ("value", "code", "message"),
    [
        ({}, "bad_request", "Missing field `queries`"),
        ({"queries": [{}]}, "missing_index_uid", "Missing field `indexUid` inside `.queries[0]`"),
        (
            {"queries": [{"indexUid": "a"}, {"indexUid": "a", "federationOptions": {"weight": -0.5}}]},
            "invalid_multi_search_weight",
            "Invalid value at `.queries[1].federationOptions.weight`: "
            "the value of `weight` is invalid, expected a positive float (>= 0.0).",
        ),
        (
            {"queries": [{"indexUid": "a", "federationOptions": 3}]},
            "bad_request",
            "Invalid value type at `.queries[0].federationOptions`: expected an object, but found a positive integer: `3`",
        ),
        (
            {"queries": [], "federation": {"facetsByIndex": {"a b": []}}},
            "invalid_multi_search_facets_by_index",
            'Invalid value at `.federation.facetsByIndex`: the key "a b" could not be deserialized into the key type '
            "`meilisearch_types::index_uid::IndexUid`",
        ),
        (
            {"queries": [], "federation": {"mergeFacets": {"maxValuesPerFacet": "a"}}},
            "invalid_multi_search_max_values_per_facet",
            'Invalid value type at `.federation.mergeFacets.maxValuesPerFacet`: expected a positive integer, but found a string: `"a"`',
        ),
        (
            {"queries": [], "federation": {"mergeFacets": {"x": 1}}},
            "invalid_multi_search_merge_facets",
            "Unknown field `x` inside `.federation.mergeFacets`: expected one of `maxValuesPerFacet`",
        ),
    ],
)
def test_multi_search(value: Any, code: str, message: str) -> None:
    assert refused(MultiSearch, value) == (code, message)


def test_queries_of_a_multi_search_may_have_null_pagination() -> None:
    body = parse_model(MultiSearch, {"queries": [{"indexUid": "a", "limit": None}], "federation": {"facetsByIndex": {"a": None}}})
    assert body.queries[0].limit is None
    assert body.federation is not None
    assert body.federation.facets_by_index == {"a": None}


def test_facet_search_ignores_unknown_keys() -> None:
    assert parse_model(FacetSearchQuery, {"facetName": "a", "doggo": 1}).facet_name == "a"
    assert refused(FacetSearchQuery, {"doggo": 1}) == ("missing_facet_search_facet_name", "Missing field `facetName`")


def test_similar_needs_an_id_and_an_embedder() -> None:
    assert refused(SimilarQuery, {}) == ("bad_request", "Missing field `id`")
    assert refused(SimilarQuery, {"id": 1}) == ("bad_request", "Missing field `embedder`")
    assert parse_model(SimilarQuery, {"id": [1], "embedder": "e"}).id == [1]
