"""A facet search on every server of a network: the values of all, counts added (guide http-surface, 16)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from meilifake.engine.search.context import SearchContext
from meilifake.engine.search.facets.candidates import FacetSearchRequest, facet_search
from meilifake.engine.search.facets.fields import COUNT, facet_order
from meilifake.engine.search.facets.search import FacetHit
from meilifake.engine.search.federation.heads import merged
from meilifake.engine.search.federation.proxy import ask
from meilifake.engine.search.federation.question import hybrid_value, vector_value
from meilifake.engine.search.federation.remotes import check_use_network, elsewhere
from meilifake.engine.search.federation.shapes import ERRORS, list_of, maybe, natural, record, text
from meilifake.errors.base import MeiliError

ANSWER = record(
    {"facetHits": list_of(record({"value": text, "count": natural})), "processingTimeMs": natural},
    {"facetQuery": maybe(text), "remoteErrors": ERRORS},
)


def facet_search_anywhere(context: SearchContext, request: FacetSearchRequest) -> tuple[list[FacetHit], dict[str, MeiliError] | None]:
    """The hits, and what went wrong elsewhere by server; None for a search of this server alone. Raises what `facet_search` raises.

    This server always takes part, listed or not.
    """
    search, network = request.search, context.state.network
    check_use_network(search.use_network, context.features)
    if not search.use_network:
        return facet_search(context, request), None
    bodies = dict.fromkeys(elsewhere(network), body_of(request))
    answers = ask(context.outbound, network.get("remotes", {}), f"/indexes/{search.index_uid}/facet-search", bodies, read_hits)
    lists: list[Sequence[FacetHit]] = [answer for answer in answers.values() if not isinstance(answer, MeiliError)]
    lists.append(facet_search(context, request))
    hits = in_order(lists, by_count=facet_order(context.state.index(search.index_uid), request.facet) == COUNT)
    return hits, {name: answer for name, answer in answers.items() if isinstance(answer, MeiliError)}


def body_of(request: FacetSearchRequest) -> dict[str, Any]:
    search = request.search
    return {
        "facetQuery": request.query,
        "facetName": request.facet,
        "q": search.q,
        "vector": vector_value(search),
        "media": search.media,
        "hybrid": hybrid_value(search),
        "filter": search.filter,
        "matchingStrategy": search.matching_strategy,
        "attributesToSearchOn": search.attributes_to_search_on,
        "rankingScoreThreshold": search.ranking_score_threshold,
        "locales": search.locales,
        "exhaustiveFacetCount": request.exhaustive,
        "useNetwork": None,
    }


def read_hits(value: Any) -> list[FacetHit] | None:
    """None for what is no answer to a facet search."""
    return [FacetHit(hit["value"], hit["count"]) for hit in value["facetHits"]] if ANSWER(value) else None


def in_order(lists: Sequence[Sequence[FacetHit]], *, by_count: bool) -> list[FacetHit]:
    """As the settings of this server's index want it. Values are joined where they meet: lists are taken to be in alphabetical order."""
    if not by_count:
        return joined(lists)
    hits = joined([sorted(hits, key=lambda hit: hit.value) for hits in lists])
    return sorted(hits, key=lambda hit: -hit.documents)


def joined(lists: Sequence[Sequence[FacetHit]]) -> list[FacetHit]:
    found: list[FacetHit] = []
    for hit in merged(lists, no_later):
        if found and found[-1].value == hit.value:
            found[-1] = FacetHit(hit.value, found[-1].documents + hit.documents)
        else:
            found.append(hit)
    return found


def no_later(left: FacetHit, right: FacetHit) -> bool:
    return left.value <= right.value
