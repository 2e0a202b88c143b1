"""What a server asks of another one: its queries and their federation as JSON values, every parameter spelled out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from meilifake.engine.search import filters
from meilifake.engine.search.filters.ast import Condition
from meilifake.engine.search.request import DEFAULT_LIMIT, Federation, FederationOptions, SearchRequest
from meilifake.engine.search.vectors.similarity import f32


def query_value(query: SearchRequest, position: int, condition: Condition | None, *, federated: bool) -> dict[str, Any]:
    """One query. `position`: its place in the request that is being answered. Pagination and, of a lone query, facets and distinct are
    the federation's."""
    return {
        "indexUid": query.index_uid,
        "q": query.q,
        "offset": None,
        "limit": None,
        "page": None,
        "hitsPerPage": None,
        "attributesToRetrieve": None if query.attributes_to_retrieve is None else sorted(set(query.attributes_to_retrieve)),
        "attributesToCrop": query.attributes_to_crop,
        "cropLength": query.crop_length,
        "cropMarker": query.crop_marker,
        "attributesToHighlight": unique(query.attributes_to_highlight),
        "highlightPreTag": query.highlight_pre_tag,
        "highlightPostTag": query.highlight_post_tag,
        "showMatchesPosition": query.show_matches_position,
        "filter": None if condition is None else filters.canonical(condition),
        "sort": query.sort,
        "distinct": query.distinct if federated else None,
        "facets": query.facets if federated else None,
        "matchingStrategy": query.matching_strategy,
        "attributesToSearchOn": query.attributes_to_search_on,
        "rankingScoreThreshold": query.ranking_score_threshold,
        "locales": query.locales,
        "hybrid": hybrid_value(query),
        "vector": vector_value(query),
        "retrieveVectors": query.retrieve_vectors,
        "media": query.media,
        "useNetwork": None,
        "showRankingScore": query.show_ranking_score,
        "showRankingScoreDetails": query.show_ranking_score_details,
        "showPerformanceDetails": None,
        "federationOptions": {
            "weight": float((query.federation_options or FederationOptions()).weight),
            "remote": None,
            "queryPosition": position,
        },
    }


def unique(names: Iterable[str] | None) -> list[str] | None:
    return None if names is None else list(dict.fromkeys(names))


def hybrid_value(query: SearchRequest) -> dict[str, Any] | None:
    if query.hybrid is None:
        return None
    return {"semanticRatio": shortest(query.hybrid.semantic_ratio), "embedder": query.hybrid.embedder}


def vector_value(query: SearchRequest) -> list[float] | None:
    return None if query.vector is None else [shortest(value) for value in query.vector]


def shortest(value: float) -> float:
    """The number whose text is the shortest that stands for the same 32 bits."""
    narrow = f32(value)
    for digits in range(1, 10):
        found = float(f"{narrow:.{digits}g}")
        if f32(found) == narrow:
            return found
    return narrow


def federation_value(federation: Federation) -> dict[str, Any]:
    """The federation of a server that is asked: it begins at the first hit, as what is skipped is known only after the merge, and leaves
    facets by index."""
    asked = from_the_start(federation)
    value: dict[str, Any] = {"limit": asked.limit, "offset": asked.offset}
    if asked.page is not None:
        value["page"] = asked.page
    if asked.hits_per_page is not None:
        value["hitsPerPage"] = asked.hits_per_page
    value["facetsByIndex"] = dict(sorted((federation.facets_by_index or {}).items()))
    if federation.distinct is not None:
        value["distinct"] = federation.distinct
    value["showPerformanceDetails"] = federation.show_performance_details
    if federation.personalize is not None:
        value["personalize"] = dict(federation.personalize)
    return value


def from_the_start(federation: Federation) -> Federation:
    if not federation.finite:
        return federation._replace(limit=federation.limit + federation.offset, offset=0)
    if federation.page == 0:
        return federation
    page = 1 if federation.page is None else federation.page
    size = DEFAULT_LIMIT if federation.hits_per_page is None else federation.hits_per_page
    return federation._replace(page=1, hits_per_page=page * size)
