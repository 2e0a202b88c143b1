"""Sorted lists as one. Which of equals goes first shows in answers: the server keeps the lists in a binary heap, and so must we."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
First = Callable[[T, T], bool]


def merged(lists: Sequence[Sequence[T]], first: First[T]) -> Iterator[T]:
    """Each list is in order already. `first`: whether its left goes before its right."""
    heap = [(items[0], iter(items[1:])) for items in lists if items]
    if len(heap) == 1:
        yield from next(items for items in lists if items)
        return
    for at in reversed(range(len(heap) // 2)):
        sink(heap, at, first)
    while heap:
        head, rest = heap[0]
        following = next(rest, None)
        if following is not None:
            heap[0] = (following, rest)
        else:
            last = heap.pop()
            if heap:
                heap[0] = last
        yield head
        sink(heap, 0, first)


def sink(heap: list[tuple[T, Iterator[T]]], at: int, first: First[T]) -> None:
    """Let an entry change places with the better of its children for as long as that goes before it."""
    child = 2 * at + 1
    while child < len(heap):
        if child + 1 < len(heap) and first(heap[child + 1][0], heap[child][0]):
            child += 1
        if not first(heap[child][0], heap[at][0]):
            return
        heap[at], heap[child] = heap[child], heap[at]
        at, child = child, 2 * child + 1
