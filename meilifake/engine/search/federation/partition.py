"""The queries of a request, checked in order and dealt out: to the indexes of this server, and to other servers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from meilifake.engine.search import filters, foreign
from meilifake.engine.search.context import SearchContext
from meilifake.engine.search.federation.checks import check_query
from meilifake.engine.search.federation.errors import at_query
from meilifake.engine.search.federation.question import query_value
from meilifake.engine.search.federation.remotes import places
from meilifake.engine.search.filters.ast import Condition
from meilifake.engine.search.request import Federation, FederationOptions, SearchRequest


class Placed(NamedTuple):
    """A query with its position in the request and its parsed filter."""

    position: int
    query: SearchRequest
    condition: Condition | None
    weight: float


@dataclass(slots=True)
class Partition:
    """`here`: by index; `there`: what each other server is asked, by its name; `networked`: servers were named, so hits tell theirs."""

    here: dict[str, list[Placed]] = field(default_factory=dict)
    there: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    networked: bool = False


def partition(context: SearchContext, queries: Sequence[SearchRequest], federation: Federation, federated: bool) -> Partition:
    """All filters are parsed before anything else is looked at; then each query is checked, in order.

    Raises MeiliError, already carrying ``Inside `.queries[i]`: `` where `federated`.
    """
    conditions = parsed_filters(context, queries, federated)
    found = Partition()
    network = context.state.network
    for position, (query, condition) in enumerate(zip(queries, conditions, strict=True)):
        with at_query(position, federated):
            if federated:
                check_query(query, federation)
            names = places(query, network, context.features)
        options = query.federation_options or FederationOptions()
        at = position if options.query_position is None else options.query_position
        for name in names:
            found.networked = found.networked or name is not None
            if name is None or name == network.get("self"):
                found.here.setdefault(query.index_uid, []).append(Placed(at, query, condition, options.weight))
            else:
                found.there.setdefault(name, []).append(query_value(query, position, condition, federated=federated))
    return found


def parsed_filters(context: SearchContext, queries: Sequence[SearchRequest], federated: bool) -> list[Condition | None]:
    """Foreign filters become lists of ids, but not where another server asks: it has done so already."""
    hydrating = context.features.get("foreignKeys") and not context.proxy
    if hydrating:
        for query in queries:
            context.state.index(query.index_uid)  # the server opens them all for their foreign keys: absence is a plain 404 here
    conditions: list[Condition | None] = []
    for position, query in enumerate(queries):
        with at_query(position, federated):
            condition = None if query.filter is None else filters.parse(query.filter)
            if condition is not None:
                filters.check_features(condition, context.features)
                if not hydrating:
                    filters.refuse_foreign(condition, "invalid_search_filter")
            conditions.append(condition)
    if not hydrating:
        return conditions
    return foreign.resolve_all(context.state, [(query.index_uid, condition) for query, condition in zip(queries, conditions, strict=True)])
