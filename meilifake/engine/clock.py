"""Time, ids and randomness, injected: the engine reads no wall clock and no global generator."""

from __future__ import annotations

import random
import uuid
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


class Ids:
    """Uuids from one generator, reproducible when it is seeded."""

    def __init__(self, seed: int | None = None) -> None:
        self.random = random.Random(seed)

    def uuid4(self) -> str:
        return str(uuid.UUID(int=self.random.getrandbits(128), version=4))

    def uuid7(self, moment: datetime) -> str:
        """A time-ordered uuid, as the server's `requestUid` and network version are."""
        stamp = int(moment.timestamp() * 1000) & ((1 << 48) - 1)
        value = stamp << 80 | 7 << 76 | self.random.getrandbits(12) << 64 | 2 << 62 | self.random.getrandbits(62)
        return str(uuid.UUID(int=value))
