"""Early mode: a fake that answers from before the first conftest, so that clients and indexes made at import time (a module's top,
Django's `AppConfig.ready()`) meet it. The session fixture is this fake; each test's own starts from its state.

It is made as the ini options say, but for `meilifake_tasks`: while modules are imported, nobody could process a task by hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from meilifake.fake import MeiliFake
    from meilifake.testing.wishes import Wishes
    from meilifake.transports.interception import Interception


class Early(NamedTuple):
    """The fake, how it was made, and its claim on the URLs."""

    fake: MeiliFake
    wishes: Wishes
    interception: Interception


_RUNNING: list[Early] = []
"""At most one per process: early mode precedes any place where a session could keep it."""


def begin(wishes: Wishes) -> None:
    """Start answering. With other wishes a second time, as the ini options become known: what was done so far is kept.

    Raises SeedError, OSError, ValueError when the seed directory cannot be loaded.
    """
    from meilifake.fake import MeiliFake

    before = _RUNNING[0] if _RUNNING else None
    if before is not None and before.wishes == wishes:
        return
    fake = MeiliFake(wishes.master_key, seed=wishes.seed, now=wishes.now, embedders=wishes.embedders)
    if before is not None and before.fake.requests:
        fake.restore(before.fake.snapshot())
        fake.journal.exchanges.extend(before.fake.requests)
    if wishes.seed_dir:
        fake.load(wishes.seed_dir)
    end()
    interception = fake.intercept(*wishes.urls, guard=wishes.guard)
    interception.start()
    _RUNNING.append(Early(fake, wishes, interception))


def current() -> Early | None:
    """The early fake, None outside of early mode."""
    return _RUNNING[0] if _RUNNING else None


def end() -> None:
    """Stop answering. Safe to call twice."""
    while _RUNNING:
        _RUNNING.pop().fake.close()
