"""Similar documents: the nearest neighbours of a stored document's vectors (guide search-semantics, 15.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple

from meilifake.engine.embedders.models import distribution_of
from meilifake.engine.index.document_id import document_id
from meilifake.engine.search import filters, foreign
from meilifake.engine.search.context import SearchContext
from meilifake.engine.search.filters.ast import Condition
from meilifake.engine.search.filters.fuse import fuse
from meilifake.engine.search.kind import embedder_named
from meilifake.engine.search.result import Score
from meilifake.engine.search.vectors.similarity import distances, shift, similarity
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
    """`id`: the checked one of the document that was asked about."""

    id: str
    docids: Sequence[int]
    scores: Sequence[tuple[Score, ...]]
    total: int


CODE, RULE_CODE = "invalid_similar_filter", "invalid_search_filter"
"""Of what cannot be read, or is wrong on the documents that are found; and of what is wrong on the document that is asked about."""


def read(context: SearchContext, uid: str, request: SimilarRequest) -> tuple[Condition | None, Condition | None]:
    """The filter on the document itself, which is the rule's alone, and the one on those like it; both are read before the document is
    looked for. Only the rule's errors name the index. Raises invalid_similar_filter, feature_not_enabled."""
    fused = fuse(request.filter, request.rule)
    rule = None if request.rule is None else filters.permitted(request.rule, context.features, CODE, uid)
    both = None if fused is None else filters.permitted(fused, context.features, CODE)
    return resolved(context, uid, rule), resolved(context, uid, both)


def resolved(context: SearchContext, uid: str, condition: Condition | None) -> Condition | None:
    return condition if condition is None else foreign.resolve(context.state, uid, condition)


def similar(context: SearchContext, uid: str, request: SimilarRequest) -> Similar:
    """The order of checks: embedder, filters, id, existence (guide http-surface, 17).

    Raises invalid_similar_embedder, invalid_similar_filter, invalid_search_filter, feature_not_enabled, invalid_similar_id,
    not_found_similar_id.
    """
    index = context.state.index(uid)
    configuration = embedder_named(index, request.embedder, "invalid_similar_embedder")
    rule, condition = read(context, uid, request)
    external = checked_id(request.id)
    docid = index.documents.docid(external)
    everything = index.documents.bits
    visible = everything if rule is None else filters.evaluate(index, rule, everything, RULE_CODE)
    if docid is None or not visible >> docid & 1:
        raise MeiliError("not_found_similar_id", f"Document `{external}` not found.")
    universe = everything if condition is None else filters.evaluate(index, condition, everything, CODE)
    candidates = universe & ~(1 << docid)
    ordered, near = neighbours(index.vectors.get(request.embedder, {}), docid, candidates, configuration, request)
    return page(request, external, ordered, near, candidates, index.settings.max_total_hits)


def checked_id(value: Any) -> str:
    try:
        return document_id(value, "invalid_similar_id")
    except MeiliError as error:
        raise error.prefixed("Invalid value at `.id`: ") from None


def neighbours(
    entries: Mapping[int, Any], docid: int, candidates: int, configuration: Mapping[str, Any], request: SimilarRequest
) -> tuple[list[int], dict[int, float]]:
    """The server keeps the first vectors of all documents in one store, the second ones in another, and so on: only vectors of the same
    place are compared, and each store gives its nearest ones."""
    target = entries.get(docid)
    found: list[tuple[float, int]] = []
    for place, vector in enumerate(target.embeddings if target is not None else ()):
        others = {other: Place(entry.embeddings[place : place + 1]) for other, entry in entries.items()}
        near = distances(others, candidates, vector, configuration)
        nearest = sorted(near, key=lambda other: (near[other], other))[: request.offset + request.limit + 1]
        found += [(near[other], other) for other in nearest]
    found.sort(key=itemgetter(0))
    best: dict[int, float] = {}
    for distance, other in found:
        best.setdefault(other, shift(similarity(distance), distribution_of(configuration)))
    return list(best), best


class Place(NamedTuple):
    """The vectors of one place of a document, none or one."""

    embeddings: Sequence[Sequence[float]]


def page(request: SimilarRequest, external: str, ordered: Sequence[int], near: dict[int, float], candidates: int, most: int) -> Similar:
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
    return Similar(external, docids, scores, min(candidates.bit_count(), most))
