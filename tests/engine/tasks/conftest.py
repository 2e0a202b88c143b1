"""An engine whose clock moves one second at every look, from 2024-01-01 on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from meilifake.engine.clock import Ids
from meilifake.engine.engine import Engine
from meilifake.options import Options

START = datetime(2024, 1, 1, tzinfo=UTC)


@pytest.fixture
def make_engine() -> Callable[..., Engine]:
    def make(**options: object) -> Engine:
        engine = Engine(Options(tasks="manual", **options), lambda: START, Ids(0))  # type: ignore[arg-type]
        seconds = count()
        engine.clock = lambda: START + timedelta(seconds=next(seconds))
        return engine

    return make


@pytest.fixture
def engine(make_engine: Callable[..., Engine]) -> Engine:
    return make_engine()
