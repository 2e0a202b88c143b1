"""Similar documents: the nearest neighbours of a stored document's vectors (guide search-semantics, 15.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from meilifake.engine.index.index import Index
from meilifake.engine.search import filters
from meilifake.engine.search.context import SearchContext
from meilifake.engine.search.filters.ast import Condition
from meilifake.engine.search.kind import embedder_named
from meilifake.engine.search.result import Score
from meilifake.engine.search.vectors.similarity import similarities
from meilifake.errors.base import MeiliError


@dataclass(frozen=True, slots=True)
class SimilarRequest:
    """`filter` is the caller's; `rule` the filter that a tenant token imposes on the document itself as well."""

    embedder: str
    id: Any
    offset: int = 0
    limit: int = 20
    filter: Any = None
    rule: Any = None
    score_threshold: float | None = None


@dataclass(frozen=True, slots=True)
class Similar:
    docids: Sequence[int]
    scores: Sequence[tuple[Score, ...]]
    total: int


CODE = "invalid_similar_filter"


def parsed(context: SearchContext, value: Any) -> Condition | None:
    condition = None if value is None else filters.parse(value, CODE)
    if condition is not None:
        filters.check_features(condition, context.features)
    return condition


def check_filters(context: SearchContext, request: SimilarRequest) -> None:
    """Both filters are read before the document is looked for. Raises invalid_similar_filter, feature_not_enabled."""
    parsed(context, request.rule)
    parsed(context, request.filter)


def similar(context: SearchContext, index: Index, request: SimilarRequest, external: str) -> Similar:
    """`external` is the checked document id. Raises invalid_similar_embedder, invalid_similar_filter, not_found_similar_id."""
    configuration = embedder_named(index, request.embedder, "invalid_similar_embedder")
    rule, condition = parsed(context, request.rule), parsed(context, request.filter)
    docid = index.documents.docid(external)
    everything = index.documents.bits
    visible = everything if rule is None else filters.evaluate(index, rule, everything)
    if docid is None or not visible >> docid & 1:
        raise MeiliError("not_found_similar_id", f"Document `{external}` not found.")
    universe = everything if condition is None else filters.evaluate(index, condition, everything)
    candidates = universe & ~(1 << docid)
    entries = index.vectors.get(request.embedder, {})
    target = entries.get(docid)
    near: dict[int, float] = {}
    for vector in target.embeddings if target is not None else ():
        for other, score in similarities(entries, candidates, vector, configuration).items():
            near[other] = max(score, near.get(other, 0.0))
    ordered = sorted(near, key=lambda other: (-near[other], other))[: request.offset + request.limit + 1]
    return page(request, ordered, near, candidates, index.settings.max_total_hits)


def page(request: SimilarRequest, ordered: Sequence[int], near: dict[int, float], candidates: int, most: int) -> Similar:
    """The first hit below the threshold ends the list, and with it the candidates that were never looked at."""
    docids: list[int] = []
    shown = ordered[request.offset : request.offset + request.limit]
    for at, other in enumerate(shown):
        if request.score_threshold is not None and near[other] < request.score_threshold:
            seen = sum(1 << d for d in ordered[: request.offset + at])
            candidates &= seen
            break
        docids.append(other)
    scores = [(Score("vectorSort", value=near[other]),) for other in docids]
    return Similar(docids, scores, min(candidates.bit_count(), most))
