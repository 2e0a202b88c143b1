"""Early mode: a fake that answers from before the first conftest, so that clients and indexes made at import time (a module's top,
Django's `AppConfig.ready()`) meet it. The session fixture is this fake; each test's own starts from its state.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from meilifake.fake import MeiliFake
    from meilifake.transports.interception import Interception

_RUNNING: list[tuple[MeiliFake, Interception]] = []
"""At most one per process: early mode precedes any place where a session could keep it."""


def begin(urls: Sequence[str]) -> None:
    """Start answering these base URLs. A second call only changes the URLs."""
    from meilifake.fake import MeiliFake

    fake = current() or MeiliFake()
    if _RUNNING:
        _RUNNING.pop()[1].stop()
    interception = fake.intercept(*urls)
    interception.start()
    _RUNNING.append((fake, interception))


def current() -> MeiliFake | None:
    return _RUNNING[0][0] if _RUNNING else None


def end() -> None:
    """Stop answering. Safe to call twice."""
    while _RUNNING:
        _RUNNING.pop()[0].close()
