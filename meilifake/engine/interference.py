"""What a test plans for tasks: that the next one of a kind fails, or never runs. The scheduler asks; without a plan it is not there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from meilifake.engine.operations.outcome import Outcome
from meilifake.engine.state import State
from meilifake.engine.tasks.model import Task
from meilifake.errors.base import MeiliError


@dataclass(slots=True)
class Wish:
    """For the next `times` tasks of this kind on this index (None: any): `error` to fail with, None to be stuck in the queue."""

    kind: str | None
    index_uid: str | None
    error: MeiliError | None
    times: int

    def __repr__(self) -> str:
        fate = f"fails with {self.error.code}" if self.error else "waits"
        where = f" on {self.index_uid!r}" if self.index_uid else ""
        times = f", {self.times} times" if self.times > 1 else ""
        return f"<the next {self.kind or 'task'}{where} {fate}{times}>"


class Interference:
    """The wishes, and the tasks they have found. `failed` remembers them: a failure that was asked for is no surprise."""

    def __init__(self) -> None:
        self.wishes: list[Wish] = []
        self.doomed: dict[int, MeiliError] = {}
        self.failed: set[int] = set()

    def registered(self, state: State, task: Task) -> None:
        """A task has just been enqueued: the oldest wish that fits it takes it."""
        for wish in self.wishes:
            if wish.kind in (None, task.kind) and wish.index_uid in (None, task.index_uid):
                if wish.error is None:
                    state.stuck |= 1 << task.uid
                else:
                    self.doomed[task.uid] = wish.error
                wish.times -= 1
                if not wish.times:
                    self.wishes.remove(wish)
                return

    def run(self, tasks: Sequence[Task], operate: Callable[[Sequence[Task]], list[Outcome]]) -> list[Outcome]:
        """The outcomes of a batch, its doomed tasks left out of the operation."""
        errors = {task.uid: self.doomed.pop(task.uid) for task in tasks if task.uid in self.doomed}
        if not errors:
            return operate(tasks)
        self.failed.update(errors)
        left = [task for task in tasks if task.uid not in errors]
        outcomes = iter(operate(left) if left else [])
        return [Outcome(error=errors[task.uid]) if task.uid in errors else next(outcomes) for task in tasks]
