"""Search results as the server prints them, key by key (guide search-semantics, 1.3; http-surface, 15.3 and 18)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from meilifake.engine.search.federation.facets import Facets
from meilifake.engine.search.federation.perform import Result
from meilifake.engine.search.federation.question import shortest
from meilifake.engine.search.request import DEFAULT_LIMIT, Federation, SearchRequest
from meilifake.views.hits import hits_view, origin_of


class Frame(NamedTuple):
    """What surrounds the hits: `metadata`, one entry per query when the request's header asked for it."""

    request_uid: str
    processing_ms: int = 0
    metadata: Sequence[Mapping[str, Any]] | None = None
    performance: Mapping[str, str] | None = None


def search_result(query: SearchRequest, federation: Federation, result: Result, frame: Frame) -> dict[str, Any]:
    """The answer to a single search."""
    view: dict[str, Any] = {
        "hits": hits_view(result.hits, result.hydration, origin_of(result, federation) if result.networked and not result.proxy else None),
        "query": query.q or "",
    }
    if query.retrieve_vectors and result.query_vectors:
        view["queryVector"] = vector_view(next(iter(result.query_vectors.values())))
    view["processingTimeMs"] = milliseconds(result, frame)
    view |= hits_info(federation, result.total)
    facets = result.facets.get(query.index_uid)
    if facets is not None:
        view["facetDistribution"], view["facetStats"] = facets.distribution, stats_view(facets)
    view["requestUid"] = frame.request_uid
    if frame.metadata:
        view["metadata"] = frame.metadata[-1]
    if frame.performance is not None:
        view["performanceDetails"] = frame.performance
    if result.networked:
        view["remoteErrors"] = remote_errors(result)
    if result.semantic_hits is not None:
        view["semanticHitCount"] = result.semantic_hits
    return view


def vector_view(vector: Sequence[float]) -> list[float]:
    """A query's own, of 32 bits, is written in as few digits as tell it; one of a document goes through a wider number first."""
    return [shortest(part) for part in vector]


def federated_result(queries: Sequence[SearchRequest], federation: Federation, result: Result, frame: Frame) -> dict[str, Any]:
    """The answer to a federated multi-search; its `performanceDetails` come last."""
    view: dict[str, Any] = {"hits": hits_view(result.hits, result.hydration, origin_of(result, federation))}
    if any(query.retrieve_vectors for query in queries):
        view["queryVectors"] = {str(at): vector_view(vector) for at, vector in sorted(result.query_vectors.items())}
    view["processingTimeMs"] = milliseconds(result, frame)
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
        view["remoteErrors"] = remote_errors(result)
    if result.semantic_hits is not None:
        view["semanticHitCount"] = result.semantic_hits
    if frame.performance is not None:
        view["performanceDetails"] = frame.performance
    return view


def milliseconds(result: Result, frame: Frame) -> int:
    """A search takes as long as the slowest server that was asked."""
    return max(frame.processing_ms, *(answer.milliseconds for answer in result.answers.values())) if result.answers else frame.processing_ms


def remote_errors(result: Result) -> dict[str, Any]:
    return {name: error.view() for name, error in sorted(result.errors.items())}


def hits_info(federation: Federation, total: int) -> dict[str, Any]:
    """Limits as requested, never clamped; no pages when a page holds nothing."""
    if not federation.finite:
        return {"limit": federation.limit, "offset": federation.offset, "estimatedTotalHits": total}
    size = DEFAULT_LIMIT if federation.hits_per_page is None else federation.hits_per_page
    page = 1 if federation.page is None else federation.page
    return {"hitsPerPage": size, "page": page, "totalPages": -(-total // size) if size else 0, "totalHits": total}


def stats_view(facets: Facets) -> dict[str, Any]:
    return {name: {"min": float(low), "max": float(high)} for name, (low, high) in facets.stats.items()}
