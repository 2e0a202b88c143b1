"""The facet values of one field over all documents: numbers and normalized strings with the documents that hold them."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import Any, NamedTuple

from meilifake.engine import bitmap
from meilifake.engine.index.facet_text import facet_key, facet_number
from meilifake.engine.index.walk import Found

EXISTS, NULL, EMPTY = range(3)


class Row(NamedTuple):
    """What one document says for the field: its numbers, ascending; its strings, normal form to original, in byte order; its state.

    Of two originals with one normal form the last one visited stays (11.1).
    """

    numbers: tuple[float, ...]
    strings: Mapping[str, str]
    null: bool = False
    empty: bool = False


NO_STRINGS: Mapping[str, str] = {}
NO_VALUES = Row((), NO_STRINGS)
"""The row of a document that has the field without any value; a document without the field has no row."""


def row_of(found: Iterable[Found]) -> Row | None:
    """The row of a document from the values met at the field, in document order."""
    numbers: set[float] = set()
    strings: dict[str, str] = {}
    seen = null = empty = False
    for value, at_key in found:
        seen = True
        kind = type(value)
        if kind is str:
            if value:
                strings[facet_key(value)] = value
            else:
                empty = empty or at_key
        elif kind is bool:
            word = "true" if value else "false"
            strings[word] = word
        elif kind is int or kind is float:
            numbers.add(facet_number(value))
        elif value is None:
            null = null or at_key
        elif not value:
            empty = empty or at_key
    if not seen:
        return None
    if len(strings) > 1:
        strings = dict(sorted(strings.items()))
    return Row(tuple(sorted(numbers)), strings, null, empty)


class Column:
    """Immutable once built: `updated` gives another one. Sorted views are made when first asked for."""

    __slots__ = ("_numbers", "_strings", "number_bits", "rows", "states", "string_bits", "views")

    def __init__(
        self, rows: dict[int, Row], number_bits: dict[float, int], string_bits: dict[str, int], states: tuple[int, int, int]
    ) -> None:
        self.rows = rows
        """Internal id -> row, for the documents that have the field."""
        self.number_bits = number_bits
        self.string_bits = string_bits
        self.states = states
        self._numbers: list[tuple[float, int]] | None = None
        self._strings: list[tuple[str, int]] | None = None
        self.views: dict[Hashable, Any] = {}
        """What others made of this column and want to find again, under keys of their own."""

    @classmethod
    def build(cls, rows: dict[int, Row]) -> Column:
        numbers: dict[float, list[int]] = {}
        strings: dict[str, list[int]] = {}
        null, empty = [], []
        for docid, row in rows.items():
            for number in row.numbers:
                numbers.setdefault(number, []).append(docid)
            for key in row.strings:
                strings.setdefault(key, []).append(docid)
            if row.null:
                null.append(docid)
            if row.empty:
                empty.append(docid)
        return cls(
            rows,
            {number: bitmap.of(docids) for number, docids in numbers.items()},
            {key: bitmap.of(docids) for key, docids in strings.items()},
            (bitmap.of(rows.keys()), bitmap.of(null), bitmap.of(empty)),
        )

    def updated(self, touched: Collection[int], fresh: Mapping[int, Row]) -> Column:
        """The column after the rows of `touched` became those of `fresh` (absent: no row)."""
        if len(touched) * 2 > len(self.rows):
            kept = {docid: row for docid, row in self.rows.items() if docid not in touched}
            return Column.build(kept | dict(fresh))
        rows = self.rows.copy()
        gone = {docid: rows.pop(docid) for docid in touched if docid in rows}
        rows.update(fresh)
        numbers, strings = self.number_bits.copy(), self.string_bits.copy()
        change(numbers, spread(gone, lambda row: row.numbers), spread(fresh, lambda row: row.numbers))
        change(strings, spread(gone, lambda row: row.strings), spread(fresh, lambda row: row.strings))
        outside = ~bitmap.of(touched)
        news = (fresh, [d for d, row in fresh.items() if row.null], [d for d, row in fresh.items() if row.empty])
        exists, null, empty = (old & outside | bitmap.of(list(new)) for old, new in zip(self.states, news, strict=True))
        return Column(rows, numbers, strings, (exists, null, empty))

    @property
    def exists(self) -> int:
        """Documents that have the key, whatever its value."""
        return self.states[EXISTS]

    @property
    def null(self) -> int:
        return self.states[NULL]

    @property
    def empty(self) -> int:
        """Documents with `""`, `[]` or `{}`."""
        return self.states[EMPTY]

    @property
    def numbers(self) -> list[tuple[float, int]]:
        """(value, documents), ascending."""
        if self._numbers is None:
            self._numbers = sorted(self.number_bits.items())
        return self._numbers

    @property
    def strings(self) -> list[tuple[str, int]]:
        """(normal form, documents), in byte order (which is code point order)."""
        if self._strings is None:
            self._strings = sorted(self.string_bits.items())
        return self._strings

    def of(self, docid: int) -> Row:
        """The values of one document."""
        return self.rows.get(docid, NO_VALUES)

    def original(self, key: str, docid: int) -> str:
        """A string as a document spells it."""
        return self.of(docid).strings.get(key, key)


def spread(rows: Mapping[int, Row], values: Any) -> dict[Any, list[int]]:
    found: dict[Any, list[int]] = {}
    for docid, row in rows.items():
        for value in values(row):
            found.setdefault(value, []).append(docid)
    return found


def change(sets: dict[Any, int], gone: Mapping[Any, list[int]], new: Mapping[Any, list[int]]) -> None:
    for value, docids in gone.items():
        sets[value] &= ~bitmap.of(docids)
    for value, docids in new.items():
        sets[value] = sets.get(value, 0) | bitmap.of(docids)
    for value in gone:
        if not sets[value]:
            del sets[value]


EMPTY_COLUMN = Column({}, {}, {}, (0, 0, 0))
"""A field that no document has."""
