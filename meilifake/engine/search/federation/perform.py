"""Every search of the server: queries grouped by index, run, merged index by index, then all together.

A single search and each query of a plain multi-search come here as a federation of one (guide search-semantics, 1.1 and 14).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from meilifake.engine.features import disabled
from meilifake.engine.index.index import Index
from meilifake.engine.search import filters, foreign
from meilifake.engine.search.context import SearchContext
from meilifake.engine.search.facets.distribution import facet_distribution
from meilifake.engine.search.federation import facets as merged_facets
from meilifake.engine.search.federation.canonical import canonicalize
from meilifake.engine.search.federation.checks import check_query
from meilifake.engine.search.federation.compare import merge
from meilifake.engine.search.federation.compatibility import Ranking, check_compatible
from meilifake.engine.search.federation.distinct import Distinct
from meilifake.engine.search.federation.errors import at_query, evaluated_filter, in_facets, in_index
from meilifake.engine.search.federation.hit import Hit
from meilifake.engine.search.federation.pins import merge_pins
from meilifake.engine.search.federation.remotes import answering
from meilifake.engine.search.filters.ast import Condition
from meilifake.engine.search.hydration import Hydration
from meilifake.engine.search.kind import Kind, search_kind
from meilifake.engine.search.local import Found, Plan, run
from meilifake.engine.search.request import Federation, FederationOptions, SearchRequest
from meilifake.engine.search.result import Ranked
from meilifake.engine.search.sorting import parse_sort
from meilifake.errors.base import MeiliError


@dataclass(frozen=True, slots=True)
class Result:
    """What the views print. `facets` by index unless merged; `semantic_hits` None when every query was a keyword search."""

    hits: Sequence[Hit]
    total: int
    facets: dict[str, merged_facets.Facets]
    merged: merged_facets.Facets | None
    query_vectors: dict[int, Sequence[float]]
    semantic_hits: int | None
    degraded: bool
    hydration: Hydration | None = None
    """Puts foreign documents into the hits, when the feature is on."""
    searched: frozenset[str] = frozenset()
    """The indexes that were looked at here."""
    networked: bool = False
    """Servers of the network were asked: the hits tell that they come from `server`, this one."""
    server: str | None = None


@dataclass(slots=True)
class Walk:
    """What one federated search gathers on its way through the indexes."""

    context: SearchContext
    federation: Federation
    federated: bool
    orders: merged_facets.OrderCheck
    previous: Ranking | None = None
    semantic: bool = False
    degraded: bool = False
    total: int = 0
    vectors: dict[int, Sequence[float]] = field(default_factory=dict)
    facets: dict[str, merged_facets.Facets] = field(default_factory=dict)
    pins: list[Hit] = field(default_factory=list)
    lists: list[list[Hit]] = field(default_factory=list)
    networked: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A query with its position in the request and its parsed filter."""

    position: int
    query: SearchRequest
    condition: Condition | None
    weight: float


def perform(context: SearchContext, queries: Sequence[SearchRequest], federation: Federation, *, federated: bool) -> Result:
    """`federated`: the caller asked for a federation, so errors tell the facet and the positions of queries.

    Raises MeiliError, already carrying ``Inside `.queries[i]`: `` where `federated`.
    """
    by_index, networked = partition(context, queries, federation, federated)
    merging = federation.merge_facets is not None
    walk = Walk(context, federation, federated, merged_facets.OrderCheck(merging), networked=networked)
    for uid in sorted(by_index):
        search_index(walk, uid, by_index[uid])
    check_unused_facets(walk, set(by_index))
    return assemble(walk, frozenset(by_index))


def partition(
    context: SearchContext, queries: Sequence[SearchRequest], federation: Federation, federated: bool
) -> tuple[dict[str, list[Placed]], bool]:
    """All filters are parsed before anything else is looked at; then each query is checked, in order.

    Also returned: whether servers of the network were asked.
    """
    if context.features.get("foreignKeys"):
        for query in queries:
            context.state.index(query.index_uid)  # the server opens them all for their foreign keys: absence is a plain 404 here
    conditions: list[Condition | None] = []
    for position, query in enumerate(queries):
        with at_query(position, federated):
            condition = None if query.filter is None else filters.parse(query.filter)
            if condition is not None:
                filters.check_features(condition, context.features)
            conditions.append(condition)
    if context.features.get("foreignKeys"):
        conditions = [
            condition if condition is None else foreign.resolve(context.state, query.index_uid, condition)
            for query, condition in zip(queries, conditions, strict=True)
        ]
    by_index: dict[str, list[Placed]] = {}
    networked = False
    for position, (query, condition) in enumerate(zip(queries, conditions, strict=True)):
        with at_query(position, federated):
            if federated:
                check_query(query, federation)
            who = answering(query, context.state.network, context.features)
            networked = networked or who.networked
            if not who.here:
                continue
            options = query.federation_options or FederationOptions()
            placed = Placed(position if options.query_position is None else options.query_position, query, condition, options.weight)
            by_index.setdefault(query.index_uid, []).append(placed)
    return by_index, networked


def search_index(walk: Walk, uid: str, queries: Sequence[Placed]) -> None:
    """All the queries of one index, merged into one list without doubles."""
    first = queries[0].position
    federation = walk.federation
    patterns = (federation.facets_by_index or {}).get(uid)
    with at_query(first, walk.federated):
        index = existing(walk.context, uid)
        with in_facets(uid, walk.federated):
            walk.orders.check(uid, index, patterns)
    need = min(federation.need, index.settings.max_total_hits)
    lists: list[list[Hit]] = []
    candidates = 0
    for placed in queries:
        with at_query(placed.position, walk.federated):
            ranked = run_query(walk, uid, index, placed, need)
        candidates |= ranked.candidates
        lists.append(
            [
                Hit(uid, index, docid, tuple(scores), placed.query, placed.position, placed.weight, ranked.terms)
                for docid, scores in zip(ranked.docids, ranked.scores, strict=True)
            ]
        )
    hits, candidates = merge_queries(federation, lists, candidates, need)
    walk.lists.append(hits)
    walk.total += candidates.bit_count()
    if patterns is not None:
        with at_query(first, walk.federated), in_facets(uid, walk.federated):
            walk.facets[uid] = merged_facets.Facets(*facet_distribution(index, patterns, candidates))


def existing(context: SearchContext, uid: str) -> Index:
    """The server answers 400 here: the index is not part of the URL. The single-search route puts the 404 back."""
    try:
        return context.state.index(uid)
    except MeiliError as error:
        raise MeiliError(error.code, error.message, status=400) from None


def run_query(walk: Walk, uid: str, index: Index, placed: Placed, need: int) -> Ranked:
    query = placed.query
    kind = search_kind(index, query)
    sort = None if query.sort is None else parse_sort(query.sort)
    rules = canonicalize(index.settings.ranking_rules, sort, query.matching_strategy, canonical_kind(kind, query))
    walk.previous = check_compatible(walk.previous, Ranking(rules, placed.position, uid))
    walk.semantic = walk.semantic or not kind.keyword
    distinct = walk.federation.distinct or query.distinct
    order_only = query.order_only and not walk.federated and not walk.networked
    plan = Plan(query, kind, placed.condition, sort, need, walk.federation.finite, distinct, order_only)
    found = evaluated_filter(plan, lambda ready: in_index(uid, lambda: run(walk.context, index, ready)))
    return gather(walk, placed, found)


def gather(walk: Walk, placed: Placed, found: Found) -> Ranked:
    if placed.query.retrieve_vectors and found.query_vector is not None:
        walk.vectors[placed.position] = found.query_vector
    walk.degraded = walk.degraded or found.ranked.degraded
    return found.ranked


def canonical_kind(kind: Kind, query: SearchRequest) -> str:
    if kind.semantic:
        return "vector"
    return "keyword" if query.q else "placeholder"


def merge_queries(federation: Federation, lists: Sequence[list[Hit]], candidates: int, need: int) -> tuple[list[Hit], int]:
    """The first occurrence of each document wins; pinned hits keep their own places."""
    pinned = sorted((hit for hits in lists for hit in hits if hit.pin is not None), key=lambda hit: hit.pin or 0)
    distinct = Distinct(federation.distinct)
    seen: set[int] = set()
    merged: list[Hit] = []
    for hit in merge([[hit for hit in hits if hit.pin is None] for hits in lists]):
        if len(merged) >= need:
            break
        if hit.docid in seen:
            continue
        seen.add(hit.docid)
        if distinct.accepts(hit):
            merged.append(hit)
        else:
            candidates &= ~(1 << hit.docid)
    return merge_pins(pinned, 0, need, merged), candidates


def check_unused_facets(walk: Walk, used: set[str]) -> None:
    """Facets of indexes that no query targets are validated all the same, last."""
    for uid, patterns in sorted((walk.federation.facets_by_index or {}).items()):
        if uid in used:
            continue
        with in_facets(uid, walk.federated, unused=True):
            index = existing(walk.context, uid)
            walk.orders.check(uid, index, patterns)
            if patterns is not None:
                facet_distribution(index, patterns, 0)


def assemble(walk: Walk, searched: frozenset[str]) -> Result:
    """The lists of the indexes as one; distinct once more across them; then the page."""
    federation = walk.federation
    skip, take = federation.window
    if federation.personalize is not None:
        raise disabled("reranking search results", "personalization")
    pins = sorted((hit for hits in walk.lists for hit in hits if hit.pin is not None), key=lambda hit: hit.pin or 0)
    distinct = Distinct(federation.distinct)
    rejected: list[Hit] = []
    accepted: list[Hit] = []
    wanted = skip + take
    for hit in merge([[hit for hit in hits if hit.pin is None] for hits in walk.lists]):
        if not distinct.accepts(hit):
            rejected.append(hit)
        elif len(accepted) < wanted:
            accepted.append(hit)
        elif federation.distinct is None:
            break
    page = merge_pins(pins, skip, take, accepted) if pins else accepted[skip:wanted]
    organic = accepted if pins else page
    semantic = sum(hit.semantic for hit in organic) if walk.semantic else None
    by_index, merged = finish_facets(walk, rejected)
    total = max(walk.total - len(rejected), 0)
    hydration = Hydration(walk.context.state) if walk.context.features.get("foreignKeys") else None
    server = walk.context.state.network.get("self")
    return Result(page, total, by_index, merged, walk.vectors, semantic, walk.degraded, hydration, searched, walk.networked, server)


def finish_facets(walk: Walk, rejected: Sequence[Hit]) -> tuple[dict[str, merged_facets.Facets], merged_facets.Facets | None]:
    if walk.federation.merge_facets is None:
        for uid, facets in walk.facets.items():
            merged_facets.remove_hits(facets, [hit for hit in rejected if hit.index_uid == uid])
        return walk.facets, None
    if not walk.facets:
        return {}, None
    merged = merged_facets.merge(walk.facets.values(), walk.federation.merge_facets, walk.orders.orders)
    merged_facets.remove_hits(merged, rejected)
    return {}, merged
