"""One hit per value of the distinct attribute (guide search-semantics, 12.3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from meilifake.engine import bitmap
from meilifake.engine.index import values
from meilifake.engine.index.index import Index

Similar = Callable[[int], int]
"""Documents that share a value with one document, itself included; none for a document without a value."""


class Distinct(NamedTuple):
    """What stays of a set, and every document, in the set or not, that shares a value with what stays."""

    remaining: int
    excluded: int


def similar_by(index: Index, attribute: str | None) -> Similar | None:
    """How documents are alike under a distinct attribute; None when nothing is distinct: no attribute, or one that no document had."""
    if attribute is None or not values.known(index, attribute):
        return None
    column = values.column(index, attribute)

    def similar(docid: int) -> int:
        row = column.of(docid)
        found = 0
        for number in row.numbers:
            found |= column.number_bits[number]
        for text in row.strings:
            found |= column.string_bits[text]
        return found

    return similar


def similar_documents(index: Index, attribute: str, docid: int) -> int:
    """Documents that share a value of the attribute with this one, itself included if it has a value."""
    similar = similar_by(index, attribute)
    return similar(docid) if similar is not None else 0


def distinct(similar: Similar, docids: int, length: int | None = None) -> Distinct:
    """Keep the first document of each value, in order of ids, at most `length` of them."""
    excluded = remaining = kept = 0
    for docid in bitmap.each(docids):
        if length is not None and kept >= length:
            break
        if not excluded >> docid & 1:
            excluded |= similar(docid)
            remaining |= 1 << docid
            kept += 1
    return Distinct(remaining, excluded)
