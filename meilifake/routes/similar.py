"""Documents similar to a stored one, by GET and by POST."""

from __future__ import annotations

from typing import Any

from meilifake.app.call import Call
from meilifake.engine.search.federation.hit import Hit
from meilifake.engine.search.request import SearchRequest
from meilifake.engine.search.similar import Similar, SimilarRequest, similar
from meilifake.errors.messages import check_index_uid
from meilifake.routes.search import search_context
from meilifake.schema.search_parameters import SIMILAR_PARAMS
from meilifake.views.hits import hits_view
from meilifake.wire.message import Reply
from meilifake.wire.route import Route


def similar_get(call: Call) -> Reply:
    return answer(call, call.query)


def similar_post(call: Call) -> Reply:
    return answer(call, call.body.model_dump(by_alias=True))


def answer(call: Call, given: Any) -> Reply:
    uid = check_index_uid(call.path["index_uid"])
    index, context = call.engine.index(uid), search_context(call)
    request = SimilarRequest(
        given["embedder"], given["id"], given["offset"], given["limit"], given["filter"],
        call.access.search_filter(uid), given["rankingScoreThreshold"],
    )  # fmt: skip
    found = similar(context, uid, request)
    hits = [
        Hit(uid, index, docid, tuple(scores), display(uid, given), 0, 1.0, ())
        for docid, scores in zip(found.docids, found.scores, strict=True)
    ]
    return Reply(view(found, request, hits_view(hits), given))


def display(uid: str, given: Any) -> SearchRequest:
    """What of a search formats these hits: nothing is highlighted or cropped here."""
    return SearchRequest(
        uid,
        attributes_to_retrieve=given["attributesToRetrieve"],
        retrieve_vectors=given["retrieveVectors"],
        show_ranking_score=given["showRankingScore"],
        show_ranking_score_details=given["showRankingScoreDetails"],
    )


def view(found: Similar, request: SimilarRequest, hits: list[dict[str, Any]], given: Any) -> dict[str, Any]:
    body: dict[str, Any] = {
        "hits": hits, "id": found.id, "processingTimeMs": 0,
        "limit": request.limit, "offset": request.offset, "estimatedTotalHits": found.total,
    }  # fmt: skip
    if given["showPerformanceDetails"]:
        body["performanceDetails"] = {"search": "0.00ns"}
    return body


ROUTES = (
    Route("GET", "/indexes/{index_uid}/similar", "search", similar_get, query=SIMILAR_PARAMS),
    Route("POST", "/indexes/{index_uid}/similar", "search", similar_post, body="similar:SimilarQuery"),
)
