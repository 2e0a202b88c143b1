"""The life of a fixture: a fake is made as wished, answers its URLs while the test holds it, is checked for surprises, and closed."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from meilifake.fake import MeiliFake, Snapshot
from meilifake.testing.plugin import HELD
from meilifake.testing.wishes import Wishes, wishes_of

SEEDED = pytest.StashKey[dict[tuple[str, str | None], Snapshot]]()
"""What a seed directory gave, loaded once per process: a fixture's own copy then costs next to nothing."""

ERASABLE = pytest.StashKey[bool]()
"""The real server was empty when this process first met it, or may be erased."""


class UnobservedFailedTask(UserWarning):
    """A task was accepted with 202 and failed later, and the test never looked at it."""


@contextmanager
def held(request: pytest.FixtureRequest, *, session: bool = False, **overrides: Any) -> Iterator[MeiliFake]:
    """One fake, intercepting. With early mode on, it starts from what was done before the tests; or a real server in its place."""
    wishes = wishes_of(request.node, overrides)
    if request.config.getoption("meilifake_real", None):
        with real(request.config, wishes) as server:
            request.node.stash.setdefault(HELD, []).append(server)
            yield server
        return
    early = sys.modules.get("meilifake.testing.early")
    first = early.current() if early is not None else None
    if session and first is not None:
        yield first
        return
    fake = MeiliFake(wishes.master_key, None, wishes.tasks, seed=wishes.seed, now=wishes.now)
    if wishes.seed_dir:
        fake.restore(seeded(request.config, wishes.seed_dir, wishes.master_key))
    if first is not None:
        fake.restore(first.snapshot())
    request.node.stash.setdefault(HELD, []).append(fake)
    try:
        with fake.intercept(*wishes.urls, guard=wishes.guard):
            yield fake
        if not session:
            report(fake, wishes)
    finally:
        fake.close()


@contextmanager
def real(config: pytest.Config, wishes: Wishes) -> Iterator[Any]:
    """The real server of `--meilifake-real`, empty. Raises pytest.UsageError when it holds data and may not be erased."""
    from meilifake.testing.real import RealServer

    if wishes.tasks == "manual":
        pytest.skip("tasks='manual': the tasks of a real server cannot be held back")
    url, key = config.getoption("meilifake_real"), config.getoption("meilifake_real_key")
    server = RealServer(url, key, wishes.master_key, wait=wishes.tasks == "instant")
    if not config.stash.get(ERASABLE, config.getoption("meilifake_real_erase")):
        left = server.holdings()
        if left:
            raise pytest.UsageError(f"{url} holds indexes ({', '.join(left[:5])}): it would be erased. Say so with --meilifake-real-erase.")
    config.stash[ERASABLE] = True
    server.reset()
    if wishes.seed_dir:
        server.load(wishes.seed_dir)
    try:
        with server.intercept(*wishes.urls, guard=wishes.guard):
            yield server
    finally:
        server.close()
        server.reset()


def seeded(config: pytest.Config, folder: str, key: str | None) -> Snapshot:
    """Raises pytest.UsageError when the data cannot be loaded."""
    known = config.stash.setdefault(SEEDED, {})
    if (folder, key) not in known:
        fake = MeiliFake(key)
        try:
            fake.load(folder)
        except Exception as error:
            raise pytest.UsageError(f"meilifake_seed_dir {folder}: {error}") from error
        known[folder, key] = fake.snapshot()
    return known[folder, key]


def report(fake: MeiliFake, wishes: Wishes) -> None:
    """Failed tasks that the test never looked at: a warning, or a failure of its teardown."""
    if wishes.failed_tasks == "ignore" or not fake.failed_tasks.failed:
        return
    from meilifake.app.tasks_seen import described

    planned = fake.engine.scheduler.interference
    left = fake.failed_tasks.unobserved(fake.requests, planned.failed if planned else set())
    if left and wishes.failed_tasks == "error":
        pytest.fail(described(left), pytrace=False)
    elif left:
        warnings.warn(UnobservedFailedTask(described(left)), stacklevel=2)
