"""Search results as the server prints them, key by key (guide search-semantics, 1.3; http-surface, 15.3 and 18)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from meilifake.engine.search.federation.facets import Facets
from meilifake.engine.search.federation.hit import Hit
from meilifake.engine.search.federation.perform import Result
from meilifake.engine.search.formatting.hit import HitMaker, Made
from meilifake.engine.search.hydration import Hydration
from meilifake.engine.search.ranking.scores import global_score, score_details
from meilifake.engine.search.request import DEFAULT_LIMIT, Federation, SearchRequest


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds the hits: `metadata`, one entry per query when the request's header asked for it."""

    request_uid: str
    processing_ms: int = 0
    metadata: Sequence[Mapping[str, Any]] | None = None
    performance: Mapping[str, str] | None = None


def search_result(query: SearchRequest, federation: Federation, result: Result, frame: Frame) -> dict[str, Any]:
    """The answer to a single search."""
    view: dict[str, Any] = {
        "hits": hits_view(result.hits, result.hydration, federated=result.networked, server=server(result)),
        "query": query.q or "",
    }
    if query.retrieve_vectors and result.query_vectors:
        view["queryVector"] = list(next(iter(result.query_vectors.values())))
    view["processingTimeMs"] = frame.processing_ms
    view |= hits_info(federation, result.total)
    facets = result.facets.get(query.index_uid)
    if facets is not None:
        view["facetDistribution"], view["facetStats"] = facets.distribution, stats_view(facets)
    view["requestUid"] = frame.request_uid
    if frame.metadata is not None:
        view["metadata"] = frame.metadata[-1]
    if frame.performance is not None:
        view["performanceDetails"] = frame.performance
    if result.networked:
        view["remoteErrors"] = {}
    if result.semantic_hits is not None:
        view["semanticHitCount"] = result.semantic_hits
    return view


def federated_result(queries: Sequence[SearchRequest], federation: Federation, result: Result, frame: Frame) -> dict[str, Any]:
    """The answer to a federated multi-search; its `performanceDetails` come last."""
    view: dict[str, Any] = {"hits": hits_view(result.hits, result.hydration, federated=True, server=server(result))}
    if any(query.retrieve_vectors for query in queries):
        view["queryVectors"] = {str(at): list(vector) for at, vector in sorted(result.query_vectors.items())}
    view["processingTimeMs"] = frame.processing_ms
    view |= hits_info(federation, result.total)
    if result.merged is not None:
        view["facetDistribution"], view["facetStats"] = result.merged.distribution, stats_view(result.merged)
    if result.facets:
        view["facetsByIndex"] = {
            uid: {"distribution": facets.distribution, "stats": stats_view(facets)} for uid, facets in sorted(result.facets.items())
        }
    view["requestUid"] = frame.request_uid
    if frame.metadata is not None:
        view["metadata"] = list(frame.metadata)
    if result.networked:
        view["remoteErrors"] = {}
    if result.semantic_hits is not None:
        view["semanticHitCount"] = result.semantic_hits
    if frame.performance is not None:
        view["performanceDetails"] = frame.performance
    return view


def hits_info(federation: Federation, total: int) -> dict[str, Any]:
    """Limits as requested, never clamped; no pages when a page holds nothing."""
    if not federation.finite:
        return {"limit": federation.limit, "offset": federation.offset, "estimatedTotalHits": total}
    size = DEFAULT_LIMIT if federation.hits_per_page is None else federation.hits_per_page
    page = 1 if federation.page is None else federation.page
    return {"hitsPerPage": size, "page": page, "totalPages": -(-total // size) if size else 0, "totalHits": total}


def stats_view(facets: Facets) -> dict[str, Any]:
    return {name: {"min": float(low), "max": float(high)} for name, (low, high) in facets.stats.items()}


def server(result: Result) -> dict[str, Any]:
    """Which server of the network found the hits, when several were asked."""
    return {"remote": result.server} if result.networked else {}


def hits_view(
    hits: Sequence[Hit], hydration: Hydration | None = None, *, federated: bool, server: Mapping[str, Any] = MappingProxyType({})
) -> list[dict[str, Any]]:
    """One maker per query: what it prepares is shared by all its hits."""
    makers: dict[int, HitMaker] = {}
    made = []
    for hit in hits:
        maker = makers.get(hit.query_index)
        if maker is None:
            maker = makers[hit.query_index] = HitMaker(hit.index, hit.query, hit.terms)
        made.append(maker.make(hit.docid))
    if hydration is not None:
        made = hydrated(hits, made, hydration)
    return [hit_view(hit, one, {**origin(hit), **server} if federated else None) for hit, one in zip(hits, made, strict=True)]


def hydrated(hits: Sequence[Hit], made: Sequence[Made], hydration: Hydration) -> list[Made]:
    for hit, one in zip(hits, made, strict=True):
        hydration.register(hit.index_uid, one.document)
    return [
        Made(
            hydration.apply(hit.index_uid, one.document),
            hydration.apply(hit.index_uid, one.formatted) if one.formatted else one.formatted,
            one.matches,
        )
        for hit, one in zip(hits, made, strict=True)
    ]


def origin(hit: Hit) -> dict[str, Any]:
    return {"indexUid": hit.index_uid, "queriesPosition": hit.query_index, "weightedRankingScore": hit.weighted_score}


def hit_view(hit: Hit, made: Made, federation: Mapping[str, Any] | None) -> dict[str, Any]:
    """`federation`: what `_federation` says of the hit, None for no such key."""
    view = dict(made.document)
    if federation is not None:
        view["_federation"] = federation
    if made.formatted:
        view["_formatted"] = made.formatted
    if made.matches is not None:
        view["_matchesPosition"] = made.matches
    if hit.query.show_ranking_score:
        view["_rankingScore"] = float(global_score(hit.scores))
    if hit.query.show_ranking_score_details:
        view["_rankingScoreDetails"] = score_details(hit.scores, hit.index.settings.ranking_rules)
    return view
