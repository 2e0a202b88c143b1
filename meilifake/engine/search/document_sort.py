"""The sorted list of the document routes, with the server's bugs (guide tasks-documents, 13).

It is a tree: one level per expression, a child for each facet value. A document with numbers and strings is in two children, one
whose value has no facet in none; yet a child's size is taken to be the number of its documents, and skipping trusts those sizes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from heapq import nsmallest
from itertools import islice

from meilifake.engine import bitmap
from meilifake.engine.index.index import Index
from meilifake.engine.index.points import GeoPoints, Point
from meilifake.engine.index.values import column, known
from meilifake.engine.search.geo import distance
from meilifake.engine.search.ranking.geo_sort import MANY, MARGIN, MOST_IN_BUCKET, cartesian, opposite, squared, whole_metres
from meilifake.engine.search.result import SortExpression
from meilifake.engine.search.sorting import not_sortable, sortable

Level = Callable[[int], Iterator[int]]
"""From candidates to the sets of documents in order."""


def walk_sorted(index: Index, expressions: Sequence[SortExpression], candidates: int, offset: int = 0) -> Iterator[int]:
    """Internal ids in order, from the place `offset` on. Raises invalid_document_sort for a field that is not sortable."""
    levels = [level for level in (level_of(index, expression) for expression in expressions) if level is not None]
    node = Node(levels, candidates)
    return walk(node, offset)


def walk(node: Node, offset: int) -> Iterator[int]:
    docid = node.nth(offset)
    while docid is not None:
        yield docid
        docid = node.next()


def level_of(index: Index, expression: SortExpression) -> Level | None:
    """None for a field that no document ever had: the expression is ignored (but a point then counts as not sortable)."""
    if not sortable(index, expression):
        raise not_sortable(index, expression.field, "invalid_document_sort")
    if expression.point is not None:
        if not known(index, "_geo.lat"):
            raise not_sortable(index, "_geo", "invalid_document_sort")
        return geo_level(index, expression.point, expression.ascending)
    return facet_level(index, expression) if known(index, expression.field) else None


def facet_level(index: Index, expression: SortExpression) -> Level:
    values = column(index, expression.field)
    step = 1 if expression.ascending else -1

    def level(candidates: int) -> Iterator[int]:
        for pairs in (values.numbers, values.strings):
            wanted = candidates & values.exists
            for _, documents in pairs[::step]:
                if not wanted:
                    break
                if found := documents & wanted:
                    yield found
                    wanted &= ~found
        if without := candidates & ~values.exists:
            yield without

    return level


def geo_level(index: Index, target: Point, ascending: bool) -> Level:
    points = index.derive(GeoPoints)

    def level(candidates: int) -> Iterator[int]:
        placed = candidates & points.bits
        queue: deque[int] = deque()
        left = placed.bit_count()
        while left > 0:
            bucket = geo_bucket(points.points, target, ascending, placed, queue)
            yield bucket
            left -= bucket.bit_count()
        if without := candidates & ~placed:
            yield without

    return level


def geo_bucket(points: Mapping[int, Point], target: Point, ascending: bool, placed: int, queue: deque[int]) -> int:
    """The next documents of about the same distance. An empty queue is filled again from all of `placed`, so that beyond a thousand
    points the first ones come back (the server's third bug)."""
    bucket, first = 0, 0.0
    while bucket.bit_count() < MOST_IN_BUCKET:
        if not queue:
            queue.extend(nearest(points, target, placed & ~bucket, ascending))
            if not queue:
                break
        docid = queue[0 if ascending else -1]
        if not bucket >> docid & 1:
            metres = distance(target, points[docid])
            if bucket and abs(first - metres) > MARGIN:
                break
            first = first if bucket else metres
            bucket |= 1 << docid
        queue.popleft() if ascending else queue.pop()
    return bucket


def nearest(points: Mapping[int, Point], target: Point, docids: int, ascending: bool) -> list[int]:
    """Nearest first: a few by whole metres, then by id; of many the thousand at the wanted end, by the straight line."""
    if docids.bit_count() < MANY:
        return sorted(bitmap.each(docids), key=lambda docid: whole_metres(distance(target, points[docid])))
    here = cartesian(target if ascending else opposite(target))
    found = nsmallest(MANY, bitmap.each(docids), key=lambda docid: squared(here, cartesian(points[docid])))
    return found if ascending else found[::-1]


class Node:
    """A set of documents in the order of the levels that are left, read once from its beginning."""

    __slots__ = ("_children", "_current", "_documents", "_levels", "size")

    def __init__(self, levels: Sequence[Level], candidates: int) -> None:
        self.size = candidates.bit_count()
        """How many documents the server believes are here; below the last level it is right."""
        self._levels = levels[1:]
        self._documents = None if levels else bitmap.each(candidates)
        self._children = levels[0](candidates) if levels else iter(())
        self._current: Node | None = None

    def next(self) -> int | None:
        if self._documents is not None:
            return next(self._documents, None)
        while self._current is not None or self._enter():
            assert self._current is not None
            docid = self._current.next()
            if docid is not None:
                return docid
            self._current = None
        return None

    def _enter(self) -> bool:
        """Go to the next child, if there is one."""
        bits = next(self._children, None)
        self._current = None if bits is None else Node(self._levels, bits)
        return self._current is not None

    def nth(self, count: int) -> int | None:
        """The document after so many; None ends the walk.

        Whole children are dropped by their sizes. In the child where the count ends what is really there decides, and if that is too
        little the walk ends although more children follow.
        """
        if self._documents is not None:
            return next(islice(self._documents, count, None), None)
        while count:
            if not self._enter():
                return None
            assert self._current is not None
            if count < self._current.size:
                return self._current.nth(count)
            count -= self._current.size
            self._current = None
        return self.next()
