"""The order in which the server goes through a hash table of small numbers: fields, positions, costs.

Where two ways through the query graph cost the same, the first one tried wins the documents, and this order says which one that is. The
table is Rust's own (open addressing, probed sixteen buckets at a time) under a hash without a seed, so that the order is the same in every
run. Nothing is ever removed from these tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

_SEED: Final = 0x517C_C1B7_2722_0A95
_GROUP: Final = 16


class HashOrder:
    """A set of numbers that is iterated as the server would. `smallest`: buckets of the first table, 8 for the smallest of entries."""

    __slots__ = ("_buckets", "_room", "_smallest", "_used")

    def __init__(self, smallest: int = 8) -> None:
        self._buckets: list[int | None] = []
        self._room = 0
        self._used = 0
        self._smallest = smallest

    def extend(self, keys: Sequence[int]) -> None:
        """Room is made for all of them at once, for half of them in a table in use; and for one more at each, known or not."""
        more = len(keys) if not self._used else (len(keys) + 1) // 2
        if more > self._room:
            self._reserve(more)
        for key in keys:
            if not self._room:
                self._reserve(1)
            self._insert(key)

    def add(self, key: int) -> None:
        """As an entry of a map: only a new key asks for room."""
        if key not in self._buckets:
            if not self._room:
                self._reserve(1)
            self._insert(key)

    def __iter__(self) -> Iterator[int]:
        return (key for key in self._buckets if key is not None)

    def _reserve(self, more: int) -> None:
        """Make room where there is less than that."""
        kept = list(self)
        size = _size_for(max(self._used + more, _capacity(len(self._buckets)) + 1), self._smallest)
        self._buckets = [None] * size
        self._room = _capacity(size)
        self._used = 0
        for key in kept:
            self._insert(key)

    def _insert(self, key: int) -> None:
        buckets = self._buckets
        at = key * _SEED & len(buckets) - 1
        if buckets[at] != key and buckets[at] is not None:
            at = next(at for at in _probe(key, len(buckets)) if buckets[at] is None or buckets[at] == key)
        if buckets[at] is None:
            buckets[at] = key
            self._room -= 1
            self._used += 1


def _capacity(size: int) -> int:
    """How many keys a table of this size takes before it grows."""
    return max(size - 1, 0) if size <= 8 else size // 8 * 7


def _size_for(keys: int, smallest: int) -> int:
    if keys < 15:
        return max(smallest, next(size for size in (4, 8, 16) if keys <= _capacity(size)))
    return 1 << (keys * 8 // 7 - 1).bit_length()


def _probe(key: int, size: int) -> Iterator[int]:
    """The buckets in which a key may stand, in the order in which they are looked at."""
    at, step = key * _SEED & size - 1, 0
    if size < _GROUP:  # what lies beyond the end of a small table counts as free, and sends the key to the first free bucket of all
        yield from range(at, size)
        yield from range(size)
        return
    while True:
        for offset in range(_GROUP):
            yield at + offset & size - 1
        step += _GROUP
        at = at + step & size - 1


def hash_order(batches: Iterable[Sequence[int]]) -> list[int]:
    """The numbers of all batches, put into one set after the other."""
    order = HashOrder()
    for batch in batches:
        order.extend(batch)
    return list(order)


def cost_order(costs: Iterable[int]) -> list[int]:
    """The keys of a map whose entries are made one by one."""
    order = HashOrder(smallest=4)
    for cost in costs:
        order.add(cost)
    return list(order)
