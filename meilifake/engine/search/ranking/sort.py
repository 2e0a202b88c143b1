"""Sorting by a field: rules `sort`, `field:asc` and `field:desc` (guide search-semantics, 8.7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from meilifake.engine import bitmap
from meilifake.engine.index import values
from meilifake.engine.index.column import EMPTY_COLUMN, Column
from meilifake.engine.index.index import Index
from meilifake.engine.search.query.graph import QueryGraph
from meilifake.engine.search.ranking.rule import Bucket, NeverAtOnce, SameQuery
from meilifake.engine.search.result import Score

FEW = 64
"""Up to so many documents their own values are cheaper to sort than all values of the field to go through."""


@dataclass(frozen=True, slots=True)
class Sort:
    index: Index
    field: str
    ascending: bool

    def start(self, universe: int, graph: QueryGraph) -> SortBuckets:
        column = values.column(self.index, self.field) if values.known(self.index, self.field) else EMPTY_COLUMN
        shown = self.index.settings.displayed_attributes
        hidden = shown is not None and self.field not in shown
        groups = few_groups if universe.bit_count() <= FEW else all_groups
        found = groups(column, universe, self.ascending)
        return SortBuckets(found, Score("sort", field=self.field, ascending=self.ascending, hidden=hidden), graph)


def all_groups(column: Column, universe: int, ascending: bool) -> Iterator[tuple[Any, int]]:
    """Numbers before strings in both directions."""
    if ascending:
        return chain(column.numbers, column.strings)
    return chain(reversed(column.numbers), reversed(column.strings))


def few_groups(column: Column, universe: int, ascending: bool) -> Iterator[tuple[Any, int]]:
    """The same, for the values of a few documents only."""
    numbers: dict[float, int] = {}
    strings: dict[str, int] = {}
    for docid in bitmap.each(universe):
        row = column.of(docid)
        for number in row.numbers:
            numbers[number] = numbers.get(number, 0) | 1 << docid
        for text in row.strings:
            strings[text] = strings.get(text, 0) | 1 << docid
    return chain(sorted(numbers.items(), reverse=not ascending), sorted(strings.items(), reverse=not ascending))


class SortBuckets(NeverAtOnce, SameQuery):
    """A bucket for each value; a document with several is in the first of them. What has no value comes last."""

    __slots__ = ("_groups", "_score")

    def __init__(self, groups: Iterator[tuple[Any, int]], score: Score, graph: QueryGraph) -> None:
        super().__init__(graph)
        self._groups = groups
        self._score = score

    def next(self, universe: int) -> Bucket | None:
        for value, docids in self._groups:
            if docids & universe:
                return Bucket(docids & universe, valued(self._score, value))
        return Bucket(universe, self._score)


def valued(score: Score, value: Any) -> Score:
    return Score(score.kind, value=value, field=score.field, ascending=score.ascending, hidden=score.hidden)
