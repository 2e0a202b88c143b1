"""The server's own deletion of old tasks when the queue grows too long (guide tasks-documents, 2)."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice

from meilifake.engine import bitmap
from meilifake.engine.clock import rfc3339
from meilifake.engine.state import State
from meilifake.engine.tasks.model import TaskDeletion

MOST_TASKS = 1_000_000
AT_ONCE = 100_000


def overflow(state: State) -> TaskDeletion | None:
    """The deletion to register before the next batch, None while there is room or nothing to gain."""
    if len(state.tasks) < MOST_TASKS:
        return None
    from meilifake.engine.tasks.query import union

    oldest = tuple(islice(bitmap.each(union(state.task_sets, "status", ("succeeded", "failed", "canceled"))), AT_ONCE))
    if len(oldest) < 2:  # or the server would delete its own deletions for ever
        return None
    before = rfc3339(state.tasks[oldest[-1]].enqueued_at + timedelta(microseconds=1))
    return TaskDeletion(f"?beforeEnqueuedAt={before}&statuses=succeeded,failed,canceled", oldest)
