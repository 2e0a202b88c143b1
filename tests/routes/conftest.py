"""A fake whose tasks are stepped, and a client on it."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from meilifake import MeiliFake


@pytest.fixture
def manual() -> Iterator[MeiliFake]:
    with MeiliFake(tasks="manual") as fake:
        yield fake


@pytest.fixture
def http(manual: MeiliFake) -> Iterator[httpx.Client]:
    with httpx.Client(transport=manual.transport, base_url="http://fake") as client:
        yield client
