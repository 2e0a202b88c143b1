"""Sets of internal document ids as Python integers: bit n is document n.

Integers are immutable, so a table of them can be copied by copying the dictionary; `&`, `|`, `& ~` and `.bit_count()` are the set
algebra. Here is only what integers lack.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

_ONE = ord("1")
_BIT = tuple(1 << place for place in range(8))
# So few ids are quickest put together one by one, whatever their size.
_FEW = 32
# A set that takes less than one in so many ids is quicker made bit by bit, others by the digits of a number.
_SPARSE = 32


def of(ids: Iterable[int]) -> int:
    """The set of these ids."""
    members = ids if isinstance(ids, (list, tuple, set, frozenset)) else list(ids)
    if len(members) < _FEW:
        found = 0
        for member in members:
            found |= 1 << member
        return found
    return _of_many(members, max(members))


def ascending(ids: Sequence[int]) -> int:
    """The same, of ids that do not descend: the greatest need not be looked for."""
    return of(ids) if len(ids) < _FEW else _of_many(ids, ids[-1])


def _of_many(members: Collection[int], top: int) -> int:
    if len(members) * _SPARSE > top:
        digits = bytearray(b"0") * (top + 1)
        for member in members:
            digits[member] = _ONE
        return int(digits[::-1], 2)
    marks = bytearray((top >> 3) + 1)
    for member in members:
        marks[member >> 3] |= _BIT[member & 7]
    return int.from_bytes(marks, "little")


def each(bits: int) -> Iterator[int]:
    """The ids of a set, ascending."""
    if bits.bit_count() < 16:
        while bits:
            low = bits & -bits
            yield low.bit_length() - 1
            bits ^= low
        return
    text = bin(bits)[:1:-1]
    at = text.find("1")
    while at >= 0:
        yield at
        at = text.find("1", at + 1)


def first(bits: int) -> int:
    """The smallest id of a non-empty set."""
    return (bits & -bits).bit_length() - 1


def full(size: int) -> int:
    """The set of the ids 0 to size - 1."""
    return (1 << size) - 1
