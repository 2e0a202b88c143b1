"""A test's plan for tasks, checked: the type and the error code must be the server's."""

from __future__ import annotations

from meilifake.engine.interference import Interference, Wish
from meilifake.engine.scheduler import Scheduler
from meilifake.engine.tasks.model import KINDS
from meilifake.errors.base import MeiliError
from meilifake.errors.codes import CODES


def wish(scheduler: Scheduler, kind: str | None, index: str | None, times: int, code: str | None, message: str | None) -> None:
    """`code`: what the tasks fail with; None: they are stalled. Raises ValueError."""
    if kind is not None and kind not in KINDS:
        raise ValueError(f"type={kind!r} is no task type; one of {', '.join(KINDS)}")
    if times < 1:
        raise ValueError("times counts from 1")
    error = None
    if code is not None:
        if code not in CODES:
            raise ValueError(f"error={code!r} is no error code of the server")
        error = MeiliError(code, message or f"planned by the test: {code}")
    if scheduler.interference is None:
        scheduler.interference = Interference()
    scheduler.interference.wishes.append(Wish(kind, index, error, times))
