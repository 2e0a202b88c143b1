"""The search behind a facet search: which documents are counted (guide search-semantics, 11.4)."""

from __future__ import annotations

from dataclasses import dataclass

from meilifake.engine.features import require
from meilifake.engine.index.index import Index
from meilifake.engine.search import filters, foreign, local
from meilifake.engine.search.context import SearchContext
from meilifake.engine.search.facets.search import FacetHit, search_facet
from meilifake.engine.search.filters.ast import Condition
from meilifake.engine.search.kind import search_kind
from meilifake.engine.search.request import DEFAULT_LIMIT, SearchRequest
from meilifake.errors.base import MeiliError


@dataclass(frozen=True, slots=True)
class FacetSearchRequest:
    """`search` says which documents count; `exhaustive`: its hits are counted to the end, which distinct makes a difference to; None: not
    said."""

    search: SearchRequest
    facet: str
    query: str | None = None
    exhaustive: bool | None = None


def facet_search(context: SearchContext, request: FacetSearchRequest) -> list[FacetHit]:
    """The hits in order. Errors carry no index in front.

    Raises, in this order: index_not_found, the errors of the search kind, invalid_search_filter (syntax),
    facet_search_disabled, the errors of the search, invalid_facet_search_facet_name.
    """
    search = request.search
    index = context.state.index(search.index_uid)
    kind = search_kind(index, search, context.embedders)
    condition = parsed_filter(context, search)
    length = 0 if request.exhaustive else min(DEFAULT_LIMIT, index.settings.max_total_hits)
    plan = local.Plan(search, kind, condition, None, length, bool(request.exhaustive), None)
    if search.media is not None:
        require(context.features, "multimodal", "passing `media` in a search query")
    if kind.semantic:
        local.semantic_vector(context, plan)  # only for its errors
    if not index.settings.facet_search:
        raise MeiliError("facet_search_disabled", "The facet search is disabled for this index")
    counted = local.run(context, index, plan).ranked.candidates if kind.keyword else filtered(index, condition)
    return search_facet(index, request.facet, request.query, counted, search.locales)


def parsed_filter(context: SearchContext, search: SearchRequest) -> Condition | None:
    condition = None if search.filter is None else filters.parse(search.filter)
    if condition is None:
        return None
    filters.check_features(condition, context.features)
    return foreign.resolve(context.state, search.index_uid, condition)


def filtered(index: Index, condition: Condition | None) -> int:
    """A search by vectors does not rank for this: every document that passes the filter counts."""
    everything = index.documents.bits
    return everything if condition is None else filters.evaluate(index, condition, everything)
