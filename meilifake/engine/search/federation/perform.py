"""Every search of the server: queries grouped by index, run, merged index by index, then all together.

A single search and each query of a plain multi-search come here as a federation of one (guide search-semantics, 1.1 and 14).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from meilifake.engine.features import disabled, require
from meilifake.engine.index.index import Index
from meilifake.engine.search.context import SearchContext
from meilifake.engine.search.facets.distribution import facet_distribution
from meilifake.engine.search.federation import facets as merged_facets
from meilifake.engine.search.federation.canonical import canonicalize
from meilifake.engine.search.federation.compare import AnyHit, goes_first
from meilifake.engine.search.federation.compatibility import Ranking, check_compatible
from meilifake.engine.search.federation.distinct import Distinct
from meilifake.engine.search.federation.errors import at_query, evaluated_filter, in_facets, in_index
from meilifake.engine.search.federation.heads import merged
from meilifake.engine.search.federation.hit import Hit
from meilifake.engine.search.federation.partition import Placed, partition
from meilifake.engine.search.federation.pins import merge_pins
from meilifake.engine.search.federation.proxy import ask
from meilifake.engine.search.federation.question import federation_value
from meilifake.engine.search.federation.remote_answer import RemoteAnswer, read_answer
from meilifake.engine.search.hydration import Hydration
from meilifake.engine.search.kind import Kind, search_kind
from meilifake.engine.search.local import Found, Plan, run
from meilifake.engine.search.request import Federation, SearchRequest
from meilifake.engine.search.result import Ranked
from meilifake.engine.search.sorting import parse_sort
from meilifake.errors.base import MeiliError

H = TypeVar("H", bound=AnyHit)


@dataclass(frozen=True, slots=True)
class Result:
    """What the views print. `facets` by index unless merged; `semantic_hits` None when every query was a keyword search."""

    hits: Sequence[AnyHit]
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
    """Servers of the network were asked: the hits tell where they come from, those of this one from `server`."""
    server: str | None = None
    answers: Mapping[str, RemoteAnswer] = field(default_factory=dict)
    errors: Mapping[str, MeiliError] = field(default_factory=dict)
    """What other servers answered, and which could not: by name."""
    proxy: bool = False
    """Another server asks, and gets what it needs to merge."""


@dataclass(slots=True)
class Walk:
    """What one federated search gathers on its way through the indexes. `remote`: the hits of other servers, a list of each."""

    context: SearchContext
    federation: Federation
    federated: bool
    orders: merged_facets.OrderCheck
    several: bool = False
    """Queries, so that their ranking rules must be comparable."""
    previous: Ranking | None = None
    semantic: bool = False
    degraded: bool = False
    total: int = 0
    vectors: dict[int, Sequence[float]] = field(default_factory=dict)
    facets: dict[str, merged_facets.Facets] = field(default_factory=dict)
    lists: list[list[AnyHit]] = field(default_factory=list)
    networked: bool = False
    remote: list[list[AnyHit]] = field(default_factory=list)
    answers: dict[str, RemoteAnswer] = field(default_factory=dict)
    errors: dict[str, MeiliError] = field(default_factory=dict)


def perform(context: SearchContext, queries: Sequence[SearchRequest], federation: Federation, *, federated: bool) -> Result:
    """`federated`: the caller asked for a federation, so errors tell the facet and the positions of queries.

    Raises MeiliError, already carrying ``Inside `.queries[i]`: `` where `federated`.
    """
    if context.proxy:
        require(context.features, "network", "Performing a remote federated search")
    parts = partition(context, queries, federation, federated)
    merging = federation.merge_facets is not None
    walk = Walk(
        context, federation, federated, merged_facets.OrderCheck(merging, parts.networked), len(queries) > 1, networked=parts.networked
    )
    if parts.there:
        ask_others(walk, parts.there)
    for uid in sorted(parts.here):
        search_index(walk, uid, parts.here[uid])
    check_unused_facets(walk, set(parts.here))
    if any(query.retrieve_vectors for query in queries):
        for answer in walk.answers.values():
            walk.vectors |= answer.vectors
    return assemble(walk, frozenset(parts.here))


def ask_others(walk: Walk, there: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    """Before this server looks itself, as the lock is open meanwhile: what it finds is then of one moment."""
    context, asked = walk.context, federation_value(walk.federation)
    bodies = {name: {"queries": queries, "federation": asked} for name, queries in there.items()}
    remotes = context.state.network["remotes"]
    for name, answer in ask(context.outbound, remotes, "/multi-search", bodies, read_answer, metadata=context.metadata).items():
        try:
            if isinstance(answer, MeiliError):
                raise answer
            hits = answer.found(name)
        except MeiliError as error:
            walk.errors[name] = error
            continue
        walk.answers[name] = answer
        walk.remote.append(list(hits))
        walk.total += answer.total


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
    hits, candidates = merge_queries(walk, lists, candidates, need)
    walk.lists.append(list(hits))
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
    kind = search_kind(index, query, walk.context.embedders)
    sort = None if query.sort is None else parse_sort(query.sort)
    if walk.several:
        rules = canonicalize(index.settings.ranking_rules, sort, query.matching_strategy, canonical_kind(kind, query))
        walk.previous = check_compatible(walk.previous, Ranking(rules, placed.position, uid))
    walk.semantic = walk.semantic or not kind.keyword
    distinct = query.distinct if walk.federation.distinct is None else walk.federation.distinct
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


def merge_queries(walk: Walk, lists: Sequence[list[Hit]], candidates: int, need: int) -> tuple[list[Hit], int]:
    """The first occurrence of each document wins; pinned hits keep their own places."""
    federation = walk.federation
    pinned = pinned_hits(walk, lists)
    if already_merged(federation, lists, pinned):
        return lists[0][:need], candidates
    distinct = Distinct(federation.distinct)
    seen: set[int] = set()
    kept: list[Hit] = []
    for hit in merged([[hit for hit in hits if hit.pin is None] for hits in lists], goes_first):
        if len(kept) >= need:
            break
        if hit.docid in seen:
            continue
        seen.add(hit.docid)
        if distinct.accepts(hit):
            kept.append(hit)
        else:
            candidates &= ~(1 << hit.docid)
    return merge_pins(pinned, 0, need, kept), candidates


def pinned_hits(walk: Walk, lists: Sequence[Sequence[H]]) -> list[H]:
    """In the order of their places. Without rules, here or on another server, no hit has one."""
    if not walk.context.state.rules and not walk.remote:
        return []
    return sorted((hit for hits in lists for hit in hits if hit.pin is not None), key=lambda hit: hit.pin or 0)


def already_merged(federation: Federation, lists: Sequence[Sequence[AnyHit]], pins: Sequence[AnyHit]) -> bool:
    """Whether the one list there is can be taken as it is: nearly every search is alone."""
    return len(lists) == 1 and not pins and federation.distinct is None


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
    """The lists of the indexes and of other servers as one; distinct once more across them; then the page."""
    federation, context = walk.federation, walk.context
    skip, take = federation.window
    lists = [*walk.lists, *walk.remote]
    pins = pinned_hits(walk, lists)
    distinct = Distinct(federation.distinct)
    rejected: list[AnyHit] = []
    accepted: list[AnyHit] = []
    wanted = skip + take
    if already_merged(federation, lists, pins):
        accepted, lists = lists[0][:wanted], []
    for hit in merged([[hit for hit in hits if hit.pin is None] for hits in lists], goes_first):
        if not distinct.accepts(hit):
            rejected.append(hit)
        elif len(accepted) < wanted:
            accepted.append(hit)
        elif federation.distinct is None:
            break
    if federation.personalize is not None and not context.proxy:
        raise disabled("reranking search results", "personalization")
    page = merge_pins(pins, skip, take, accepted) if pins else accepted[skip:wanted]
    organic = accepted if pins else page
    by_index, all_facets = merged_facets.finish(
        walk.facets, [answer.facets for answer in walk.answers.values()], federation.merge_facets, walk.orders, rejected
    )
    if context.state.network.get("shards") and any(error.status >= 500 for error in walk.errors.values()):
        # the server wants to note that the remote is down, which only its other edition can
        raise MeiliError("requires_enterprise_edition", "marking a remote as unavailable requires the Enterprise Edition")
    return Result(
        page,
        max(walk.total - len(rejected), 0),
        by_index,
        all_facets,
        walk.vectors,
        sum(hit.semantic for hit in organic) if walk.semantic else None,
        walk.degraded,
        Hydration(context.state) if context.features.get("foreignKeys") and not context.proxy else None,
        searched,
        walk.networked,
        context.state.network.get("self"),
        walk.answers,
        walk.errors,
        context.proxy,
    )
