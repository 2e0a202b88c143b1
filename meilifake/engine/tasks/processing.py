"""The batch that runs now: held in memory only, and laid over what lists and views read from the queue."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from meilifake.engine.tasks.model import Batch, Task
from meilifake.engine.tasks.plan import Plan


class Processing(NamedTuple):
    """`tasks`: the set of the uids that run; `batch`: the batch as it shows meanwhile; `kinds`: those of its tasks."""

    plan: Plan
    batch: Batch
    tasks: int
    kinds: frozenset[str]

    @property
    def uid(self) -> int:
        return self.batch.uid

    @property
    def started_at(self) -> datetime:
        return self.batch.started_at

    def overlaid(self, task: Task) -> Task:
        """The task as it shows now: `processing`, with its batch and start, if it is one of those that run."""
        if not self.tasks >> task.uid & 1:
            return task
        return task._replace(status="processing", batch_uid=self.uid, started_at=self.started_at)
