"""Search among the values of a facet (guide http-surface, section 16)."""

from __future__ import annotations

from meilifake.app.call import Call
from meilifake.engine.search.facets.candidates import FacetSearchRequest
from meilifake.engine.search.facets.networked import facet_search_anywhere
from meilifake.engine.search.filters.fuse import fuse
from meilifake.engine.search.request import Hybrid, SearchRequest
from meilifake.errors.messages import check_index_uid
from meilifake.routes.search import search_context
from meilifake.schema.facet_search import FacetSearchQuery
from meilifake.wire.message import Reply
from meilifake.wire.route import Route


def search_facet_values(call: Call) -> Reply:
    uid = check_index_uid(call.path["index_uid"])
    body: FacetSearchQuery = call.body
    request = FacetSearchRequest(
        search_of(uid, body, fuse(body.filter, call.access.search_filter(uid))),
        body.facet_name,
        body.facet_query,
        body.exhaustive_facet_count,
    )
    found, errors = facet_search_anywhere(search_context(call), request)
    hits = [{"value": hit.value, "count": hit.documents} for hit in found]
    view = {"facetHits": hits, "facetQuery": body.facet_query, "processingTimeMs": 0}
    return Reply(view if errors is None else view | {"remoteErrors": {name: error.view() for name, error in errors.items()}})


def search_of(uid: str, body: FacetSearchQuery, filter_: object) -> SearchRequest:
    """The search whose documents are counted: pagination and everything about the look of hits does not exist here."""
    return SearchRequest(
        uid,
        q=body.q,
        vector=body.vector,
        media=body.media,
        hybrid=None if body.hybrid is None else Hybrid(body.hybrid.embedder, body.hybrid.semantic_ratio),
        filter=filter_,
        matching_strategy=body.matching_strategy,
        attributes_to_search_on=body.attributes_to_search_on,
        ranking_score_threshold=body.ranking_score_threshold,
        locales=body.locales,
        use_network=body.use_network,
    )


ROUTES = (Route("POST", "/indexes/{index_uid}/facet-search", "search", search_facet_values, body="facet_search:FacetSearchQuery"),)
