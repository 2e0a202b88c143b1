"""Uuids from a seed, and timestamps that clients can read."""

from __future__ import annotations

import random
import uuid
from datetime import UTC, datetime

from meilifake.engine.clock import Ids, rfc3339


def test_uuid4_is_that_of_the_standard_library() -> None:
    for seed in range(50):
        assert Ids(seed).uuid4() == str(uuid.UUID(int=random.Random(seed).getrandbits(128), version=4))


def test_uuid7_carries_its_moment() -> None:
    moment = datetime(2024, 1, 2, 3, 4, 5, 678000, tzinfo=UTC)
    made = uuid.UUID(Ids().uuid7(moment))
    assert made.variant == uuid.RFC_4122
    assert made.version == 7
    assert made.int >> 80 == int(moment.timestamp() * 1000)


def test_a_timestamp_always_has_a_fraction() -> None:
    assert rfc3339(datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)) == "2024-01-02T03:04:05.000000Z"
