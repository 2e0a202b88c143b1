"""Facet values of an index: one column per field, made when a filter, a sort, a facet or distinct first asks for that field.

`column(index, field)` is the whole interface; see `engine.index.column` for what a column tells. The walk is that of the server
(guide search-semantics, 11.1), so a field has a column whether or not the settings allow anything with it: callers check first.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable
from typing import Any, cast

from meilifake.engine.index.column import EMPTY_COLUMN, NO_STRINGS, NO_VALUES, Column, Row, row_of
from meilifake.engine.index.facet_text import facet_key, facet_number, finite_number, normalize_facet
from meilifake.engine.index.index import Index
from meilifake.engine.index.paths import known_fields
from meilifake.engine.index.patterns import Match, faceted
from meilifake.engine.index.points import GeoPoints, geo_enabled
from meilifake.engine.index.walk import UNSEEN, heads, leaves, values_at

__all__ = ["Column", "FacetValues", "column", "finite_number", "known", "normalize_facet"]

ABSENT = object()
Label = str | float | tuple[str, ...]
GEO_FIELDS = {"_geo.lat": 0, "_geo.lng": 1}


class FacetValues:
    """Columns by field, caught up one by one when asked for.

    A new version of the index starts with the old columns and the ids to read again, so a batch costs nothing to the fields that
    nobody asks about. Columns are only ever filled in, for the documents of this version: sharing an instance is safe.
    """

    __slots__ = ("_columns", "_stale")

    def __init__(self, stale: dict[str, tuple[Column, frozenset[int]]]) -> None:
        self._columns: dict[str, Column] = {}
        self._stale = stale

    @classmethod
    def key(cls, index: Index) -> Hashable:
        """The settings that decide which fields are walked (see `patterns.faceted`)."""
        settings = index.settings
        return settings.filterable_attributes, settings.sortable_attributes, settings.distinct_attribute, settings.ranking_rules

    @classmethod
    def build(cls, index: Index) -> FacetValues:
        return cls({})

    def updated(self, index: Index, touched: Collection[int]) -> FacetValues:
        ids = frozenset(touched)
        stale = {field: (old, behind | ids) for field, (old, behind) in self._stale.items()}
        stale |= {field: (old, ids) for field, old in self._columns.items()}
        return FacetValues(stale)

    def column(self, index: Index, field: str) -> Column:
        found = self._columns.get(field)
        if found is None:
            old, touched = self._stale.pop(field, (None, frozenset()))
            found = self._columns[field] = build_column(index, field) if old is None else catch_up(index, field, old, touched)
        return found


def column(index: Index, field: str) -> Column:
    """The values of a field over all documents of an index."""
    return index.derive(FacetValues).column(index, field)


def known(index: Index, field: str) -> bool:
    """Whether the server gave the name a field id: some document had the field, nested ones included (2.2)."""
    return field in known_fields(index)


def build_column(index: Index, field: str) -> Column:
    rows = read_rows(index, field, index.documents)
    return Column.build(rows) if rows else EMPTY_COLUMN


def catch_up(index: Index, field: str, old: Column, touched: frozenset[int]) -> Column:
    fresh = read_rows(index, field, present(index, touched))
    if not fresh and not any(docid in old.rows for docid in touched):
        return old
    return old.updated(touched, fresh)


def present(index: Index, docids: Iterable[int]) -> list[int]:
    bits = index.documents.bits
    return sorted(docid for docid in docids if bits >> docid & 1)


def read_rows(index: Index, field: str, docids: Iterable[int]) -> dict[int, Row]:
    if field in GEO_FIELDS and geo_enabled(index):
        return geo_rows(index, GEO_FIELDS[field], docids)
    if field in UNSEEN:
        return {}
    get = index.documents.get
    rows: dict[int, Row] = {}
    if "." not in field:
        known: dict[Label, Row] = {}
        for docid in docids:
            value = get(docid).get(field, ABSENT)
            if value is not ABSENT:
                rows[docid] = shared_row(value, known)
        return rows
    enter, keys = gate(index), heads(field)
    for docid in docids:
        row = row_of(values_at(get(docid), field, keys, enter))
        if row is not None:
            rows[docid] = row
    return rows


def shared_row(value: Any, known: dict[Label, Row]) -> Row:
    """The row of a value at a top-level key. Most fields have few values: documents with the same one share their row."""
    label = label_of(value)
    if label is None:
        return row_at_key(value)
    row = known.get(label)
    if row is None:
        row = known[label] = row_at_key(value)
    return row


def label_of(value: Any) -> Label | None:
    """Equal for values that make the same row. None for what takes longer to tell apart than to read, and for zeros, which have a sign."""
    kind = type(value)
    if kind is str:
        return cast(str, value)
    if kind is float or kind is int:
        return cast(float, value) or None
    if kind is list and all(type(element) is str for element in value):
        return tuple(value)
    return None


def row_at_key(value: Any) -> Row:
    kind = type(value)
    if kind is float or kind is int:
        return Row((facet_number(value),), NO_STRINGS)
    if kind is str and value:
        return Row((), {facet_key(value): value})
    return row_of(leaves(value, True)) or NO_VALUES


def geo_rows(index: Index, axis: int, docids: Iterable[int]) -> dict[int, Row]:
    points = index.derive(GeoPoints).points
    return {docid: Row((facet_number(points[docid][axis]),), NO_STRINGS) for docid in docids if docid in points}


def gate(index: Index) -> Any:
    """Whether the walk goes below a field: decided once per name."""
    known_gates: dict[str, bool] = {}
    settings = index.settings

    def enter(name: str) -> bool:
        verdict = known_gates.get(name)
        if verdict is None:
            verdict = known_gates[name] = faceted(settings, name) is not Match.NONE
        return verdict

    return enter
