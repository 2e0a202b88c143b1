"""What lists of tasks and batches, cancelations and deletions ask for, and the steps both kinds of list share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from meilifake.engine import bitmap
from meilifake.engine.state import Sets

Allows = Callable[[str], bool]
"""Whether an index is in the caller's scope; None in its place: all are."""


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def rank(moment: datetime) -> tuple[bool, datetime]:
    """The place of a date in the server's tables, whose keys are unsigned: what lies before 1970 comes after everything else."""
    return moment < EPOCH, moment


class Span(NamedTuple):
    """Exclusive bounds on a date."""

    after: datetime | None = None
    before: datetime | None = None

    def holds(self, moment: datetime | None) -> bool:
        """A date that is not there is in no span."""
        if moment is None:
            return False
        place = rank(moment)
        return (self.after is None or place > rank(self.after)) and (self.before is None or place < rank(self.before))


ANY_TIME = Span()


class Query(NamedTuple):
    """Filters on tasks. None: no such filter; an empty tuple matches nothing. `limit`: how many to fetch, None for all."""

    limit: int | None = None
    start: int | None = None
    reverse: bool = False
    batch_uids: tuple[int, ...] | None = None
    uids: tuple[int, ...] | None = None
    canceled_by: tuple[int, ...] | None = None
    types: tuple[str, ...] | None = None
    statuses: tuple[str, ...] | None = None
    index_uids: tuple[str, ...] | None = None
    enqueued: Span = ANY_TIME
    started: Span = ANY_TIME
    finished: Span = ANY_TIME


def union(sets: Sets, name: str, values: Iterable[str | int]) -> int:
    """The ids that have one of the values."""
    found = 0
    for value in values:
        found |= sets.get((name, value), 0)
    return found


def named(ids: Iterable[int], top: int) -> int:
    """The set of the given ids, without those too large to exist (a client may send any 32-bit number)."""
    return bitmap.of([uid for uid in ids if uid < top])


def paged(bits: int, query: Query) -> list[int]:
    """The ids of one page in list order: newest first unless reversed, from `start` on."""
    if query.start is not None:
        bits = bits >> query.start << query.start if query.reverse else bits & bitmap.full(min(query.start, bits.bit_length()) + 1)
    walk = bitmap.each(bits) if query.reverse else descending(bits)
    return list(walk) if query.limit is None else [uid for uid, _ in zip(walk, range(query.limit), strict=False)]


def descending(bits: int) -> Iterator[int]:
    while bits:
        top = bits.bit_length() - 1
        yield top
        bits ^= 1 << top
