"""What a query of a federation may not carry, in the server's order of checks."""

from __future__ import annotations

from collections.abc import Sequence

from meilifake.engine.search.request import Federation, SearchRequest
from meilifake.errors.base import MeiliError
from meilifake.wire.jsontext import dumps

REMOVE = "remove `{}` from the query or remove `federation` from the request"


def check_query(query: SearchRequest, federation: Federation) -> None:
    """Raises the invalid_multi_search_* refusals."""
    pagination = pagination_field(query)
    if pagination is not None:
        hints = [REMOVE.format(pagination), "pass `federation.limit` and `federation.offset` for pagination in federated search"]
        raise refusal("query_pagination", "Using pagination options is not allowed in federated queries.", hints)
    if query.facets:
        names = ", ".join(dumps(name) for name in query.facets)
        hints = [REMOVE.format("facets"), f"pass `federation.facetsByIndex.{query.index_uid}: [{names}]` for facets in federated search"]
        raise refusal("query_facets", "Using facet options is not allowed in federated queries.", hints)
    if query.personalize is not None:
        hints = [REMOVE.format("personalize"), "pass `federation.personalize` for personalization in federated search"]
        raise refusal("query_personalization", "Using `.personalize` is not allowed in federated queries.", hints)
    check_remote(query)
    if query.show_performance_details:
        text = "Using `.showPerformanceDetails` is not allowed in federated queries."
        raise refusal("query_show_performance_details", text, [REMOVE.format("showPerformanceDetails")])
    if query.distinct is not None and federation.distinct is not None:
        text = "Using `distinct` options is not allowed in federated queries when it also appears in `.federation.distinct`."
        note = "\n  - Note: `distinct` at the query level is discouraged in federated search."
        raise refusal("distinct", text, [REMOVE.format("distinct")], note)


def pagination_field(query: SearchRequest) -> str | None:
    fields = (("offset", query.offset), ("limit", query.limit), ("page", query.page), ("hitsPerPage", query.hits_per_page))
    given = [name for name, value in fields if value is not None]
    return given[0] if given else None


def check_remote(query: SearchRequest) -> None:
    if query.use_network and query.federation_options is not None and query.federation_options.remote is not None:
        raise MeiliError(
            "invalid_multi_search_federation_options",
            "Using `.useNetwork` is not allowed as the same time as `.federationOptions.remote`.\n"
            "  - Hint: to perform an explicit query against a remote, remove `.useNetwork`.\n"
            "  - Hint: to automatically perform queries against the entire network, remove `.federationOptions.remote`.",
        )


def refusal(code: str, text: str, hints: Sequence[str], note: str = "") -> MeiliError:
    return MeiliError("invalid_multi_search_" + code, text + "".join(f"\n - Hint: {hint}" for hint in hints) + note)
