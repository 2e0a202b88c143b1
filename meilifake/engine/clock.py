"""Time, ids and randomness, injected: the engine reads no wall clock and no global generator."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, SupportsIndex

Clock = Callable[[], datetime]
MICROSECOND = timedelta(microseconds=1)


def system_clock() -> datetime:
    return datetime.now(UTC)


class Finer(datetime):
    """A moment in UTC that a real server noted: to the nanosecond, and shown without zeros at its end. There is a fraction."""

    nanoseconds = 0
    """Those beyond its microsecond: 0 to 999."""

    @classmethod
    def of(cls, moment: datetime, nanoseconds: int) -> Finer:
        finer = cls.combine(moment.date(), moment.time(), UTC)
        finer.nanoseconds = nanoseconds
        return finer

    def __reduce_ex__(self, protocol: SupportsIndex) -> tuple[Any, ...]:
        return Finer.of, (datetime.combine(self.date(), self.time(), UTC), self.nanoseconds)


def rfc3339(moment: datetime) -> str:
    """The server's timestamp, always with a fraction: the official Python client refuses one without (guide ecosystem, fact 6)."""
    if moment.tzinfo is not UTC:
        moment = moment.astimezone(UTC)
    text = moment.isoformat(timespec="microseconds")[:26]
    if isinstance(moment, Finer):
        text = f"{text}{moment.nanoseconds:03d}".rstrip("0")
    return text + "Z"


def nanoseconds_between(start: datetime, end: datetime) -> int:
    beyond = (end.nanoseconds if isinstance(end, Finer) else 0) - (start.nanoseconds if isinstance(start, Finer) else 0)
    return (end - start) // MICROSECOND * 1000 + beyond


def hyphenated(value: int) -> str:
    """A uuid's text. The standard library's module for it takes longer to import than all of this."""
    digits = f"{value:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


class Ids:
    """Uuids from one generator, reproducible when it is seeded."""

    def __init__(self, seed: int | None = None) -> None:
        self.random = random.Random(seed)

    def uuid4(self) -> str:
        return hyphenated(self.random.getrandbits(128) & ~(0xF << 76 | 3 << 62) | 4 << 76 | 2 << 62)

    def uuid7(self, moment: datetime) -> str:
        """A time-ordered uuid, as the server's `requestUid` and network version are."""
        stamp = int(moment.timestamp() * 1000) & ((1 << 48) - 1)
        value = stamp << 80 | 7 << 76 | self.random.getrandbits(12) << 64 | 2 << 62 | self.random.getrandbits(62)
        return hyphenated(value)
