"""What another server is asked."""

from __future__ import annotations

import pytest

from meilifake.engine.search import filters
from meilifake.engine.search.federation.question import federation_value, query_value, shortest
from meilifake.engine.search.request import Federation, FederationOptions, Hybrid, SearchRequest
from meilifake.wire.jsontext import dumps


def test_a_query_spells_out_every_parameter() -> None:
    """Captured from a real v1.50.0."""
    value = query_value(SearchRequest("a"), 0, None, federated=True)
    assert dumps(value) == (
        '{"indexUid":"a","q":null,"offset":null,"limit":null,"page":null,"hitsPerPage":null,"attributesToRetrieve":null,'
        '"attributesToCrop":null,"cropLength":10,"cropMarker":"…","attributesToHighlight":null,"highlightPreTag":"<em>",'
        '"highlightPostTag":"</em>","showMatchesPosition":false,"filter":null,"sort":null,"distinct":null,"facets":null,'
        '"matchingStrategy":"last","attributesToSearchOn":null,"rankingScoreThreshold":null,"locales":null,"hybrid":null,'
        '"vector":null,"retrieveVectors":false,"media":null,"useNetwork":null,"showRankingScore":false,'
        '"showRankingScoreDetails":false,"showPerformanceDetails":null,'
        '"federationOptions":{"weight":1.0,"remote":null,"queryPosition":0}}'
    )


def test_what_belongs_to_the_federation_leaves_a_lone_query() -> None:
    query = SearchRequest("a", distinct="t", facets=("t",), limit=3, page=2, federation_options=FederationOptions(2.5, "you", 4))
    lone = query_value(query, 1, None, federated=False)
    assert (lone["distinct"], lone["facets"], lone["limit"], lone["page"]) == (None, None, None, None)
    assert lone["federationOptions"] == {"weight": 2.5, "remote": None, "queryPosition": 1}
    assert query_value(query, 1, None, federated=True)["distinct"] == "t"


def test_the_filter_is_written_anew() -> None:
    condition = filters.parse(["t = x", ["id > 1", "g = 'u v'"]])
    value = query_value(SearchRequest("a"), 0, condition, federated=True)
    assert value["filter"] == '("t" = "x") AND (("id" > "1") OR ("g" = "u v"))'


def test_numbers_of_32_bits_and_sets() -> None:
    query = SearchRequest(
        "a",
        hybrid=Hybrid("e", 0.9),
        vector=(0.30000000000000004, 1e-7, 1),
        attributes_to_retrieve=("t", "id", "t"),
        attributes_to_highlight=("t", "a", "t"),
    )
    value = query_value(query, 0, None, federated=True)
    assert dumps(value["vector"]) == "[0.3,1e-7,1.0]"
    assert dumps(value["hybrid"]) == '{"semanticRatio":0.9,"embedder":"e"}'
    assert (value["attributesToRetrieve"], value["attributesToHighlight"]) == (["id", "t"], ["t", "a"])
    assert shortest(16777217.0) == 16777216.0


@pytest.mark.parametrize(
    ("federation", "text"),
    [
        (Federation(limit=3, offset=2, merge_facets={}), '{"limit":5,"offset":0,"facetsByIndex":{},"showPerformanceDetails":false}'),
        (
            Federation(page=2, facets_by_index={"b": None, "a": ["t"]}),
            '{"limit":20,"offset":0,"page":1,"hitsPerPage":40,"facetsByIndex":{"a":["t"],"b":null},"showPerformanceDetails":false}',
        ),
        (Federation(page=0), '{"limit":20,"offset":0,"page":0,"facetsByIndex":{},"showPerformanceDetails":false}'),
        (
            Federation(hits_per_page=5, distinct="t", show_performance_details=True, personalize={"userContext": "x"}),
            '{"limit":20,"offset":0,"page":1,"hitsPerPage":5,"facetsByIndex":{},"distinct":"t","showPerformanceDetails":true,'
            '"personalize":{"userContext":"x"}}',
        ),
    ],
)
def test_its_federation_begins_at_the_first_hit(federation: Federation, text: str) -> None:
    assert dumps(federation_value(federation)) == text
