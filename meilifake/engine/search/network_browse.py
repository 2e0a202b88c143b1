"""Listing the documents of an index on every server of a network, as one page (guide http-surface, 26)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, NamedTuple

from meilifake.engine.index.swap_remove import swap_remove
from meilifake.engine.outbound import Outbound
from meilifake.engine.search.browse import BrowseRequest, Page, browse
from meilifake.engine.search.federation.compare import compare_values
from meilifake.engine.search.federation.heads import merged
from meilifake.engine.search.federation.proxy import ask, missing, unexpected
from meilifake.engine.search.federation.remote_hit import ORIGIN, VALUES, groups_of
from meilifake.engine.search.federation.remotes import elsewhere, everywhere
from meilifake.engine.search.federation.shapes import ERRORS, list_of, natural, record, table
from meilifake.engine.search.scoring import Group
from meilifake.engine.state import State
from meilifake.errors.base import MeiliError
from meilifake.wire import rusttext

ANSWER = record({"results": list_of(table), "offset": natural, "limit": natural, "total": natural}, {"remoteErrors": ERRORS})


@dataclass(frozen=True, slots=True)
class RemotePage:
    documents: list[dict[str, Any]]
    total: int
    errors: Mapping[str, Any]


class Listed(NamedTuple):
    """A document on its way through the merge. `server`: the place of its server among the names; `fault`: it cannot be compared."""

    document: dict[str, Any]
    groups: tuple[Group, ...]
    server: int
    fault: MeiliError | None = None


def browse_network(state: State, outbound: Outbound, uid: str, request: BrowseRequest) -> tuple[Page, dict[str, Any] | None]:
    """The page, and what went wrong elsewhere by server, as error objects; None when nothing did.

    Raises remote_bad_response for a document of the page that cannot be compared, and what `browse` raises.
    """
    asked = replace(request, limit=request.limit + request.offset, offset=0)
    names = everywhere(state.network)
    bodies = dict.fromkeys(elsewhere(state.network), body_of(asked))
    answers = ask(outbound, state.network.get("remotes", {}), f"/indexes/{uid}/documents/fetch", bodies, read_page)
    lists: list[list[Listed]] = []
    total = 0
    errors: dict[str, Any] = {}
    failed: dict[str, Any] = {}
    if state.network.get("self") in names:
        page = browse(state, uid, asked, proxy=True)
        total = page.total
        lists.append([listed(document, names.index(state.network["self"])) for document in page.documents])
    for name, answer in answers.items():
        if isinstance(answer, MeiliError):
            failed[name] = answer.view()
            continue
        total += answer.total
        errors |= answer.errors
        lists.append([listed(document, names.index(name)) for document in answer.documents])
    found = list(islice(merged(lists, goes_first), request.offset, request.offset + request.limit))
    for one in found:
        if one.fault is not None:
            raise one.fault
    return Page([one.document for one in found], total), dict(sorted((errors | failed).items())) or None


def body_of(request: BrowseRequest) -> dict[str, Any]:
    return {
        "offset": request.offset,
        "limit": request.limit,
        "fields": request.fields,
        "retrieveVectors": request.retrieve_vectors,
        "ids": request.ids,
        "filter": request.filter,
        "sort": request.sort,
        "useNetwork": None,
    }


def read_page(value: Any) -> RemotePage | None:
    """None for what is no list of documents."""
    return RemotePage(value["results"], value["total"], value.get("remoteErrors") or {}) if ANSWER(value) else None


def listed(document: dict[str, Any], server: int) -> Listed:
    origin = document.get(ORIGIN)
    if ORIGIN not in document:
        return Listed(document, (), server, missing("._federation"))
    if not isinstance(origin, dict):
        return Listed(document, (), server, unexpected("._federation", "map", origin))
    if VALUES not in origin:
        return Listed(document, (), server, missing(f"._federation.{VALUES}"))
    groups = groups_of(origin[VALUES])
    if groups is None:
        return Listed(document, (), server, unreadable(origin[VALUES]))
    return Listed(without_origin(document), groups, server)


def unreadable(values: Any) -> MeiliError:
    words = "data of another version" if isinstance(values, list) else f"invalid type: {rusttext.unexpected(values)}, expected a sequence"
    return MeiliError("remote_bad_response", f"could not parse weighted score values in the remote hit: {words}")


def without_origin(document: dict[str, Any]) -> dict[str, Any]:
    return swap_remove(document, ORIGIN)


def goes_first(left: Listed, right: Listed) -> bool:
    if left.fault is not None or right.fault is not None:
        return left.fault is not None
    order = compare_values(left.groups, right.groups) or 0
    return order > 0 or (order == 0 and left.server < right.server)
