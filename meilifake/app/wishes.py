"""A test's plan for tasks, checked: the type and the error code must be the server's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from meilifake.app.meant import meant
from meilifake.engine.interference import Interference, Wish
from meilifake.engine.scheduler import Scheduler
from meilifake.engine.tasks.model import KINDS
from meilifake.errors.base import MeiliError
from meilifake.errors.codes import CODES


def wish(scheduler: Scheduler, kind: str | None, index: str | None, times: int, code: str | None, message: str | None) -> None:
    """`code`: what the tasks fail with; None: they are stalled. Raises ValueError."""
    __tracebackhide__ = True
    if kind is not None and kind not in KINDS:
        raise ValueError(f"type={kind!r} is no task type{meant(kind, KINDS)}; they are {', '.join(KINDS)}")
    if times < 1:
        raise ValueError("times counts from 1")
    error = None
    if code is not None:
        if code not in CODES:
            raise ValueError(f"error={code!r} is no error code of the server{meant(code, CODES)}")
        error = MeiliError(code, message or f"planned by the test: {code}")
    if scheduler.interference is None:
        scheduler.interference = Interference()
    scheduler.interference.wishes.append(Wish(kind, index, error, times))


@contextmanager
def set_aside(scheduler: Scheduler) -> Iterator[None]:
    """Within, no new task meets a plan: they are for the tasks of the test, not for the data that it starts with."""
    interference = scheduler.interference
    if interference is None:
        yield
        return
    waiting, interference.wishes = interference.wishes, []
    try:
        yield
    finally:
        interference.wishes = waiting
