"""The life of a fixture: a fake is made as wished, answers its URLs while the test holds it, and is closed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from meilifake.fake import MeiliFake
from meilifake.testing.wishes import wishes_of


@contextmanager
def held(request: pytest.FixtureRequest, *, session: bool = False, **overrides: Any) -> Iterator[MeiliFake]:
    """One fake, intercepting. With early mode on, it starts from what was done before the tests."""
    wishes = wishes_of(request.node, overrides)
    early = sys.modules.get("meilifake.testing.early")
    first = early.current() if early is not None else None
    if session and first is not None:
        yield first
        return
    fake = MeiliFake(wishes.master_key, None, wishes.tasks, seed=wishes.seed)
    if first is not None:
        fake.restore(first.snapshot())
    try:
        with fake.intercept(*wishes.urls, guard=wishes.guard):
            yield fake
    finally:
        fake.close()
