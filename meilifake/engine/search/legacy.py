"""A search of its own, as older versions ran every one: what the `legacySearch` feature brings back (guide search-semantics, 1.1).

The engine is the same; the order of the checks, the text of filter errors, the counts and what is echoed are not.
"""

from __future__ import annotations

from collections.abc import Sequence

from meilifake.engine.features import disabled, require
from meilifake.engine.index.index import Index
from meilifake.engine.search.context import SearchContext
from meilifake.engine.search.facets.distribution import facet_distribution
from meilifake.engine.search.federation import facets as merged_facets
from meilifake.engine.search.federation.errors import in_index
from meilifake.engine.search.federation.hit import Hit
from meilifake.engine.search.federation.partition import parsed_filters
from meilifake.engine.search.federation.perform import Result, existing
from meilifake.engine.search.federation.pins import merge_pins
from meilifake.engine.search.federation.remotes import check_use_network
from meilifake.engine.search.foreign import foreign_keys
from meilifake.engine.search.hydration import Hydration
from meilifake.engine.search.kind import search_kind
from meilifake.engine.search.local import Found, Plan, run, semantic_vector
from meilifake.engine.search.request import Federation, SearchRequest, lift
from meilifake.engine.search.result import SortExpression
from meilifake.engine.search.sorting import parse_sort
from meilifake.errors.base import MeiliError


def perform_alone(context: SearchContext, query: SearchRequest) -> tuple[Result, Federation]:
    """The result of a search on this server alone, and the pagination to be echoed.

    Raises MeiliError; a missing index is a 400 as in `perform`.
    """
    check_use_network(query.use_network, context.features)
    federation, uid = lift(query), query.index_uid
    index = existing(context, uid)
    kind = search_kind(index, query, context.embedders)
    (condition,) = parsed_filters(context, [query], federated=False)
    most = index.settings.max_total_hits
    plan = Plan(
        query, kind, condition, (), min(federation.need, most), federation.finite, query.distinct, query.order_only, not query.scored
    )
    plan = plan._replace(sort=sort_of(context, plan))
    found = in_index(uid, lambda: run(context, index, plan))
    pins, organic = hits_of(index, query, found)
    skip, take = federation.window
    hits = merge_pins(pins, 0, plan.need, organic[: plan.need])[skip : skip + take]
    hydration = opened(context, uid)
    facets = {}
    if query.facets is not None:
        facets[uid] = merged_facets.Facets(*facet_distribution(index, query.facets, found.ranked.candidates))
    if query.personalize is not None:
        raise disabled("reranking search results", "personalization")
    total = min(found.ranked.candidates.bit_count(), most)
    vectors = {} if found.query_vector is None else {0: found.query_vector}
    ranked = organic[: plan.need] if pins and not kind.semantic else hits
    semantic = None if kind.keyword else sum(kind.semantic or hit.semantic for hit in ranked)
    result = Result(hits, total, facets, None, vectors, semantic, found.ranked.degraded, hydration, frozenset((uid,)))
    return result, federation._replace(offset=min(federation.offset, most))


def sort_of(context: SearchContext, plan: Plan) -> Sequence[SortExpression] | None:
    """The expressions are read after the media are refused and the text is embedded."""
    try:
        return None if plan.query.sort is None else parse_sort(plan.query.sort)
    except MeiliError:
        if plan.query.media is not None:
            require(context.features, "multimodal", "passing `media` in a search query")
        if plan.kind.semantic:
            semantic_vector(context, plan)
        raise


def hits_of(index: Index, query: SearchRequest, found: Found) -> tuple[list[Hit], list[Hit]]:
    """The pinned ones by their positions, and the others by their rank."""
    hits = [
        Hit(query.index_uid, index, docid, tuple(scores), query, 0, 1.0, found.ranked.terms)
        for docid, scores in zip(found.ranked.docids, found.ranked.scores, strict=True)
    ]
    pins = sorted((hit for hit in hits if hit.pin is not None), key=lambda hit: hit.pin or 0)
    return pins, [hit for hit in hits if hit.pin is None]


def opened(context: SearchContext, uid: str) -> Hydration | None:
    """Every foreign index is opened, whether a hit points to it or not. Raises index_not_found."""
    if not context.features.get("foreignKeys"):
        return None
    for target in foreign_keys(context.state, uid).values():
        context.state.index(target)
    return Hydration(context.state)
