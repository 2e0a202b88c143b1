"""The batch that runs now: held in memory only, and laid over what lists and views read from the queue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cached_property

from meilifake.engine import bitmap
from meilifake.engine.tasks.association import indexes_of
from meilifake.engine.tasks.merging import merged, stats
from meilifake.engine.tasks.model import Batch, Task
from meilifake.engine.tasks.plan import Plan


class Processing:
    """Parameters: the `plan`, its tasks as they were when it began, the batch's `uid`, and the moment. `tasks`: the set of their uids."""

    def __init__(self, plan: Plan, begun: Sequence[Task], uid: int, started_at: datetime) -> None:
        self.plan = plan
        self.begun = begun
        self.uid = uid
        self.started_at = started_at
        self.tasks = bitmap.of(plan.uids)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Those of its tasks."""
        return frozenset(task.kind for task in self.begun)

    # Made when asked for: most batches are over before anyone looks.
    @cached_property
    def batch(self) -> Batch:
        """The batch as it shows meanwhile."""
        return Batch(
            self.uid,
            self.started_at,
            self.plan.reason,
            details=merged([task.details for task in self.begun]),
            stats=stats(self.begun, "processing"),
            task_uids=tuple(sorted(self.plan.uids)),
            index_uids=index_uids(self.begun),
            enqueued_at=span(self.begun),
        )

    def overlaid(self, task: Task) -> Task:
        """The task as it shows now: `processing`, with its batch and start, if it is one of those that run."""
        if not self.tasks >> task.uid & 1:
            return task
        return task._replace(status="processing", batch_uid=self.uid, started_at=self.started_at)


def index_uids(tasks: Iterable[Task]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([uid for task in tasks for uid in indexes_of(task)]))


def span(tasks: Sequence[Task]) -> tuple[datetime, datetime]:
    """The extremes of their dates in the server's order: what it calls the earliest is the latest."""
    dates = [task.enqueued_at for task in tasks]
    return max(dates), min(dates)
