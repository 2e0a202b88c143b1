"""Search on one index, by GET and by POST, and many searches at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from meilifake.app.call import Call
from meilifake.engine.search.again import Answer, again
from meilifake.engine.search.context import SearchContext
from meilifake.engine.search.federation.perform import Result, perform
from meilifake.engine.search.federation.remotes import query_of_each
from meilifake.engine.search.filters.fuse import fuse
from meilifake.engine.search.legacy import perform_alone
from meilifake.engine.search.request import Federation, SearchRequest, lift
from meilifake.errors.base import MeiliError
from meilifake.errors.messages import check_index_uid
from meilifake.routes.searches import federation_of, request_of, request_of_parameters
from meilifake.schema.search_parameters import SEARCH_PARAMS
from meilifake.views.search import Frame, federated_result, search_result
from meilifake.wire.message import Reply
from meilifake.wire.route import Route

METADATA = "meili-include-metadata"


def search_context(call: Call, *, proxy: bool = False) -> SearchContext:
    engine = call.engine
    return SearchContext(engine.state, engine.now(), engine.embedders, engine.outbound, proxy, wants_metadata(call))


def wants_metadata(call: Call) -> bool:
    return call.request.headers.get(METADATA, "").lower() in ("true", "1")


def search_get(call: Call) -> Reply:
    uid = check_index_uid(call.path["index_uid"])
    return single(call, request_of_parameters(uid, call.query))


def search_post(call: Call) -> Reply:
    uid = check_index_uid(call.path["index_uid"])
    return single(call, request_of(uid, call.body))


def single(call: Call, query: SearchRequest) -> Reply:
    query = with_rule(call, query)
    try:
        request_uid = call.engine.ids.uuid7(call.engine.now())
        return Reply(raw=lone(call, query, request_uid).written(request_uid).encode())
    except MeiliError as error:
        # The index is part of this URL: here its absence is a 404 again.
        raise MeiliError(error.code, error.message) if error.code == "index_not_found" else error from None


def lone(call: Call, query: SearchRequest, request_uid: str, *, proxy: bool = False) -> Answer:
    context = search_context(call, proxy=proxy)

    def find() -> dict[str, Any]:
        return anew(call, context, query, request_uid)

    return Answer(None, find()) if proxy or context.metadata else again(context.state, query, find)


def anew(call: Call, context: SearchContext, query: SearchRequest, request_uid: str) -> dict[str, Any]:
    queries = [query]
    if query.use_network and context.features.get("legacySearch"):
        query = query._replace(personalize=None)
        queries = query_of_each(query, context.state.network, context.features)
    if context.features.get("legacySearch") and not query.use_network:
        result, federation = perform_alone(context, query)
        queries = [query._replace(q=None)]  # the words are not told with its metadata
    else:
        federation = lift(query)
        result = perform(context, queries, federation, federated=False)
    return search_result(query, federation, result, frame(call, queries, federation, result, request_uid))


def with_rule(call: Call, query: SearchRequest) -> SearchRequest:
    rule = call.access.search_filter(query.index_uid)
    return query if rule is None else query._replace(filter=fuse(query.filter, rule))


def frame(call: Call, queries: Sequence[SearchRequest], federation: Federation, result: Result, request_uid: str) -> Frame:
    metadata = None
    if wants_metadata(call):
        metadata = [metadata_view(call, query, result) for query in queries]
    performance = PERFORMANCE if federation.show_performance_details else None
    return Frame(request_uid, metadata=metadata, performance=performance)


PERFORMANCE = {"wait in queue": "0.00ns", "search > execute local search": "0.00ns", "search": "0.00ns"}
"""The steps are real names; a fake has no times worth telling."""


def metadata_view(call: Call, query: SearchRequest, result: Result) -> dict[str, Any]:
    """The server looks the primary key up by index and named remote. Its own results have no name, so a query that names it finds none;
    and another server's only get its name when there is a hit."""
    options = query.federation_options
    remote = options.remote if options else None
    view: dict[str, Any] = {} if query.q is None else {"query": query.q}
    view["queryUid"] = call.engine.ids.uuid7(call.engine.now())
    view["indexUid"] = query.index_uid
    key = primary_key(call, query.index_uid, remote, result)
    if key is not None:
        view["primaryKey"] = key
    if result.networked and (remote or result.server) is not None:
        view["remote"] = remote or result.server
    return view


def primary_key(call: Call, uid: str, remote: str | None, result: Result) -> str | None:
    if remote is not None:
        answer = result.answers.get(remote)
        return answer.primary_keys.get(uid) if answer is not None and answer.hits else None
    index = call.engine.state.indexes.get(uid)
    return index.primary_key if uid in result.searched and index is not None else None


def multi_search(call: Call) -> Reply:
    """All rights are checked before anything runs; then the queries run in order, and the first failure ends it."""
    queries = []
    for position, body in enumerate(call.body.queries):
        query = request_of(body.index_uid, body)
        if not call.access.allows(query.index_uid):
            raise MeiliError("invalid_api_key", f"Inside `.queries[{position}]`: The provided API key is invalid.")
        queries.append(with_rule(call, query))
    request_uid = call.engine.ids.uuid7(call.engine.now())
    federation = federation_of(call.body.federation)
    if federation is not None:
        result = perform(search_context(call, proxy=call.from_another_server), queries, federation, federated=True)
        return Reply(federated_result(queries, federation, result, frame(call, queries, federation, result, request_uid)))
    return Reply({"results": [one_of_many(call, query, at, request_uid) for at, query in enumerate(queries)]})


def one_of_many(call: Call, query: SearchRequest, position: int, request_uid: str) -> dict[str, Any]:
    try:
        if query.federation_options is not None:
            text = "Using `federationOptions` is not allowed in a non-federated search."
            hint = "\n - Hint: remove `federationOptions` from the query or add `federation` to the request."
            raise MeiliError("invalid_multi_search_federation_options", text + hint)
        return {"indexUid": query.index_uid, **lone(call, query, request_uid, proxy=call.from_another_server).under(request_uid)}
    except MeiliError as error:
        raise error.prefixed(f"Inside `.queries[{position}]`: ") from None


ROUTES = (
    Route("GET", "/indexes/{index_uid}/search", "search", search_get, query=SEARCH_PARAMS),
    Route("POST", "/indexes/{index_uid}/search", "search", search_post, body="search:SearchQuery"),
    Route("POST", "/multi-search", "search", multi_search, body="multi_search:MultiSearch"),
)
