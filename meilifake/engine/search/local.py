"""One query on one index: the steps in order, one screen (guide search-semantics, 1.4).

Errors come out as the engine raises them; the caller puts the index and the query before them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from meilifake.engine import rules
from meilifake.engine.embedders.models import distribution_of
from meilifake.engine.features import require
from meilifake.engine.index.index import Index
from meilifake.engine.search import filters, hybrid
from meilifake.engine.search.context import SearchContext
from meilifake.engine.search.facets.distinct import check_distinct
from meilifake.engine.search.filters.ast import Condition
from meilifake.engine.search.kind import Kind
from meilifake.engine.search.query.searchable import check_searchable
from meilifake.engine.search.ranking.rank import rank
from meilifake.engine.search.request import SearchRequest
from meilifake.engine.search.result import Ranked, RankRequest, SortExpression
from meilifake.engine.search.sorting import check_sort
from meilifake.engine.search.vectors.question import embed_query
from meilifake.engine.search.vectors.similarity import distances, shift, single
from meilifake.errors.base import MeiliError


class Found(NamedTuple):
    """`query_vector`: the vector that was searched with, if any."""

    ranked: Ranked
    query_vector: Sequence[float] | None = None


class Plan(NamedTuple):
    """A query prepared for its index. `need`: hits wanted from the start; `distinct`: what the request asks for, not the setting;
    `order_only`: nobody will look at the scores; `skips`: as `RankRequest.skips`."""

    query: SearchRequest
    kind: Kind
    condition: Condition | None
    sort: Sequence[SortExpression] | None
    need: int
    exhaustive: bool
    distinct: str | None
    order_only: bool = False
    skips: bool = False


def run(context: SearchContext, index: Index, plan: Plan) -> Found:
    """Raises the errors of media, filter evaluation, distinct, attributesToSearchOn, sort and embedding."""
    query = plan.query
    if query.media is not None:
        require(context.features, "multimodal", "passing `media` in a search query")
    vector = semantic_vector(context, plan) if plan.kind.semantic else query.vector
    if query.attributes_to_search_on is not None:
        check_searchable(index, query.attributes_to_search_on)
    if plan.distinct is not None:
        check_distinct(index, plan.distinct)
    universe = index.documents.bits
    if plan.condition is not None:
        universe = filters.evaluate(index, plan.condition, universe)
    check_sort(index, plan.sort or ())
    request = rank_request(context, index, plan, universe)
    if plan.kind.keyword:
        return Found(rank(index, request))
    if plan.kind.semantic:
        assert vector is not None
        # Only a hybrid search reads the text as well: a negation excludes documents there, and nothing here.
        return Found(semantic(index, plan, request._replace(q=None), vector), vector)
    return run_hybrid(context, index, plan, request)


def rank_request(context: SearchContext, index: Index, plan: Plan, universe: int) -> RankRequest:
    query = plan.query
    ruled = bool(context.state.rules) and context.features.get("dynamicSearchRules", False)
    return RankRequest(
        q=query.q,
        universe=universe,
        length=plan.need,
        exhaustive=plan.exhaustive,
        matching_strategy=query.matching_strategy,
        attributes_to_search_on=query.attributes_to_search_on,
        sort=plan.sort or (),
        locales=query.locales,
        order_only=plan.order_only and plan.kind.keyword,
        skips=plan.skips and plan.kind.keyword,
        score_threshold=query.ranking_score_threshold,
        distinct=plan.distinct or index.settings.distinct_attribute,
        pins_of=partial(rules.pins, context.state, query.index_uid, index, now=context.now) if ruled else None,
    )


def semantic_vector(context: SearchContext, plan: Plan) -> Sequence[float]:
    if plan.query.vector is not None:
        return plan.query.vector
    assert plan.kind.configuration is not None
    query = plan.query
    return embed_query(query.q, query.media, plan.kind.embedder, plan.kind.configuration, context.embedders)


def semantic(index: Index, plan: Plan, request: RankRequest, vector: Sequence[float]) -> Ranked:
    configuration: Mapping[str, Any] = plan.kind.configuration or {}
    entries = index.vectors.get(plan.kind.embedder, {})
    near = distances(entries, request.universe, single(vector), configuration)
    distribution = distribution_of(configuration)
    return rank(index, request._replace(distances=near, shift=partial(shift, distribution=distribution) if distribution else None))


def run_hybrid(context: SearchContext, index: Index, plan: Plan, request: RankRequest) -> Found:
    """Keyword first; the semantic side only if that was not good enough. An embedding that fails is swallowed."""
    keyword = rank(index, request)
    if hybrid.good_enough(keyword, plan.need, plan.kind.ratio):
        return Found(keyword)
    try:
        vector = semantic_vector(context, plan)
    except MeiliError:
        return Found(keyword)
    near = semantic(index, plan, request, vector)
    merged, _ = hybrid.merge(index, keyword, near, plan.kind.ratio, plan.need, request.distinct)
    return Found(merged, vector)
