"""Time, ids and randomness, injected: the engine reads no wall clock and no global generator."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    return datetime.now(UTC)


def rfc3339(moment: datetime) -> str:
    """The server's timestamp, always with a fraction: the official Python client refuses one without (guide ecosystem, fact 6)."""
    if moment.tzinfo is not UTC:
        moment = moment.astimezone(UTC)
    return moment.isoformat(timespec="microseconds")[:26] + "Z"


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
