"""Facet values of several servers (compared with a real v1.50.0)."""

from __future__ import annotations

from meilifake.engine.search.facets.networked import in_order, read_hits
from meilifake.engine.search.facets.search import FacetHit


def test_counts_are_added_where_values_meet() -> None:
    theirs = [FacetHit("a", 1), FacetHit("c", 5)]
    ours = [FacetHit("a", 2), FacetHit("b", 4)]
    assert in_order([theirs, ours], by_count=False) == [FacetHit("a", 3), FacetHit("b", 4), FacetHit("c", 5)]
    assert in_order([theirs, ours], by_count=True) == [FacetHit("c", 5), FacetHit("b", 4), FacetHit("a", 3)]


def test_lists_in_another_order_do_not_meet() -> None:
    theirs = [FacetHit("zz", 2), FacetHit("x", 5), FacetHit("y", 1)]
    ours = [FacetHit("x", 1), FacetHit("y", 1)]
    assert [hit.value for hit in in_order([theirs, ours], by_count=False)] == ["x", "y", "zz", "x", "y"]


def test_what_is_no_answer() -> None:
    good = {"facetHits": [{"value": "x", "count": 1, "more": 3}], "processingTimeMs": 0, "facetQuery": None}
    assert read_hits(good) == [FacetHit("x", 1)]
    for change in ({"facetHits": [{"value": "x", "count": -1}]}, {"facetQuery": 5}, {"remoteErrors": 5}, {"processingTimeMs": "0"}):
        assert read_hits({**good, **change}) is None
    assert read_hits({"facetHits": []}) is None
