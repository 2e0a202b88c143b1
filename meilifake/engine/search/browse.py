"""Listing the documents of an index: by ids, by filter, sorted or not, page by page (guide tasks-documents, 13)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from meilifake.engine import bitmap
from meilifake.engine.index.document_id import document_id
from meilifake.engine.index.projection import known_names, read_document
from meilifake.engine.search import filters, foreign
from meilifake.engine.search.document_filter import CODE, parse_filter
from meilifake.engine.search.document_sort import walk_sorted
from meilifake.engine.search.federation.hit import comparable, leaves
from meilifake.engine.search.geo import distance
from meilifake.engine.search.result import SortExpression
from meilifake.engine.search.scoring import compare_sorts
from meilifake.engine.search.sorting import parse_document_sort
from meilifake.engine.state import State
from meilifake.errors.base import MeiliError


@dataclass(frozen=True, slots=True)
class BrowseRequest:
    """`fields`: None for all; `ids`: any JSON values, None for every document; `filter`: any JSON, None for none."""

    offset: int = 0
    limit: int = 20
    fields: Sequence[str] | None = None
    retrieve_vectors: bool = False
    ids: Sequence[Any] | None = None
    filter: Any = None
    sort: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    documents: list[dict[str, Any]]
    total: int


def browse(state: State, index_uid: str, request: BrowseRequest, *, proxy: bool = False) -> Page:
    """One page of documents in internal-id order, or as sorted. `total` counts what matches. `proxy`: another server asks, and merges the
    documents by the values that each one carries in `_federation`.

    Raises, in this order: invalid_document_ids, invalid_document_sort, index_not_found, invalid_document_filter; invalid_search_filter
    for a `_foreign` that cannot be resolved.
    """
    wanted = None if request.ids is None else external_ids(request.ids)
    sort = None if request.sort is None else parse_document_sort(request.sort)
    index = state.index(index_uid)
    candidates = candidates_of(state, index_uid, wanted, request.filter)
    if sort is None:
        walk: Iterator[int] = islice(bitmap.each(candidates), request.offset, None)
    else:
        walk = walk_sorted(index, sort, candidates, request.offset)
    names = None if request.fields is None else known_names(index, request.fields)
    docids = list(islice(walk, request.limit))
    documents = [read_document(index, docid, names, request.retrieve_vectors) for docid in docids]
    if proxy:
        documents = [
            {**document, "_federation": {"weightedScoreValues": sort_values(index.documents.get(docid), sort or ())}}
            for docid, document in zip(docids, documents, strict=True)
        ]
    return Page(documents, candidates.bit_count())


def sort_values(document: dict[str, Any], sort: Sequence[SortExpression]) -> list[dict[str, Any]]:
    """What a sorted document is compared by: the best of its values for each expression."""
    return [sort_value(document, expression) if expression.point is None else geo_value(document, expression) for expression in sort]


def sort_value(document: dict[str, Any], expression: SortExpression) -> dict[str, Any]:
    best = None
    for leaf in leaves(document, expression.field):
        for found in comparable(leaf):
            value = found[1] if isinstance(found, tuple) else found
            if best is None or compare_sorts(best, value, expression.ascending) < 0:
                best = value
    return {"sort": {"asc": expression.ascending, "value": best}}


def geo_value(document: dict[str, Any], expression: SortExpression) -> dict[str, Any]:
    assert expression.point is not None
    place: list[float | None] = [None, None]
    for axis, field in enumerate(("_geo.lat", "_geo.lng")):
        for leaf in leaves(document, field):
            for found in comparable(leaf):
                place[axis] = float(found[1]) if isinstance(found, tuple) else None
    latitude, longitude = place
    metres = None if latitude is None or longitude is None else distance(expression.point, (latitude, longitude))
    return {"geoSort": {"asc": expression.ascending, "distance": metres}}


def external_ids(values: Sequence[Any]) -> list[str]:
    found = []
    for at, value in enumerate(values):
        try:
            found.append(document_id(value, "invalid_document_ids"))
        except MeiliError as error:
            raise error.prefixed(f"In `.ids[{at}]`: ") from None
    return found


def candidates_of(state: State, uid: str, wanted: Sequence[str] | None, expression: Any) -> int:
    index = state.index(uid)
    store = index.documents
    candidates = store.bits
    if wanted is not None:
        candidates = bitmap.of([docid for docid in map(store.docid, wanted) if docid is not None])
    condition = None if expression is None else parse_filter(expression, state.features)
    return candidates if condition is None else filters.evaluate(index, foreign.resolve(state, uid, condition), candidates, CODE)
