"""Time, ids and randomness, injected: the engine reads no wall clock and no global generator."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo

Clock = Callable[[], datetime]
MICROSECOND, NOTHING = timedelta(microseconds=1), timedelta()


def system_clock() -> datetime:
    return datetime.now(UTC)


class Noted(tzinfo):
    """UTC, for a moment that a real server noted: to the nanosecond, and shown without zeros at its end. There is a fraction.

    A class of moments would do as well, were it not for libraries that freeze time by a `datetime` of their own.
    """

    def __init__(self, nanoseconds: int = 0) -> None:
        """`nanoseconds`: those beyond the microsecond, 0 to 999."""
        self.nanoseconds = nanoseconds

    def __getinitargs__(self) -> tuple[int]:
        return (self.nanoseconds,)

    def utcoffset(self, moment: datetime | None) -> timedelta:
        return NOTHING

    def dst(self, moment: datetime | None) -> timedelta:
        return NOTHING

    def tzname(self, moment: datetime | None) -> str:
        return "UTC"


def rfc3339(moment: datetime) -> str:
    """The server's timestamp, always with a fraction: the official Python client refuses one without (guide ecosystem, fact 6)."""
    zone = moment.tzinfo
    if isinstance(zone, Noted):
        return f"{moment.isoformat(timespec='microseconds')[:26]}{zone.nanoseconds:03d}".rstrip("0") + "Z"
    if zone is not UTC:
        moment = moment.astimezone(UTC)
    return moment.isoformat(timespec="microseconds")[:26] + "Z"


def nanoseconds_between(start: datetime, end: datetime) -> int:
    return (end - start) // MICROSECOND * 1000 + beyond(end) - beyond(start)


def beyond(moment: datetime) -> int:
    return moment.tzinfo.nanoseconds if isinstance(moment.tzinfo, Noted) else 0


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
