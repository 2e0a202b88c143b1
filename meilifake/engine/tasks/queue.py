"""The task queue: the tables of tasks and batches, and the sets of their ids by status, kind, index and canceler.

The sets are bitmaps in one dictionary (`State.task_sets`, `State.batch_sets`) under keys such as `("status", "enqueued")`, so that a list
of tasks or the choice of the next batch never walks through the whole history. Everything that changes a task goes through here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from meilifake.engine import bitmap
from meilifake.engine.state import Sets, State
from meilifake.engine.tasks.association import indexes_of
from meilifake.engine.tasks.model import Batch, Task

ENQUEUED = ("status", "enqueued")


def next_task_uid(state: State) -> int:
    """One above the last task, wherever a deletion left it."""
    return next(reversed(state.tasks), -1) + 1


def next_batch_uid(state: State) -> int:
    return next(reversed(state.batches), -1) + 1


def task_keys(task: Task) -> Iterator[tuple[str, str | int]]:
    yield "status", task.status
    yield "kind", task.kind
    for uid in indexes_of(task):
        yield "index", uid
    if task.canceled_by is not None:
        yield "canceledBy", task.canceled_by


def put_task(state: State, task: Task) -> None:
    """Add a task (its uid above all others), or replace the one of the same uid."""
    old = state.tasks.get(task.uid)
    state.tasks[task.uid] = task
    keys = set(task_keys(task))
    known = set(task_keys(old)) if old is not None else set()
    drop(state.task_sets, known - keys, task.uid)
    add(state.task_sets, keys - known, task.uid)


def finish_task(state: State, task: Task) -> None:
    """`put_task` for a task whose status alone matters to the sets: no change of index or kind."""
    old = state.tasks[task.uid]
    state.tasks[task.uid] = task
    drop(state.task_sets, (("status", old.status),), task.uid)
    add(state.task_sets, (("status", task.status),), task.uid)
    if task.canceled_by is not None:
        add(state.task_sets, (("canceledBy", task.canceled_by),), task.uid)


def put_batch(state: State, batch: Batch, statuses: Iterable[str], kinds: Iterable[str]) -> None:
    """Add a finished batch under the statuses and kinds of its tasks, and the indexes they were associated with at that time."""
    state.batches[batch.uid] = batch
    keys: list[tuple[str, str | int]] = [("status", status) for status in statuses]
    keys += [("kind", kind) for kind in kinds]
    keys += [("index", uid) for uid in batch.index_uids]
    add(state.batch_sets, keys, batch.uid)


def remove_tasks(state: State, uids: int) -> None:
    """Delete these tasks, and the batches that have none left; what is left of a batch keeps only the associations it still has.

    The view of a batch (statistics, details) stays as it was (guide tasks-documents, 3.1).
    """
    gone = [state.tasks[uid] for uid in bitmap.each(uids)]
    affected: set[tuple[str, str | int]] = {key for key in state.task_sets if key[0] == "status"}
    for task in gone:
        affected.update(key for key in task_keys(task) if key[0] != "canceledBy")
    for batch_uid in {task.batch_uid for task in gone if task.batch_uid is not None}:
        batch = state.batches.get(batch_uid)
        if batch is not None:
            _trim(state, batch, uids, affected)
    for task in gone:
        drop(state.task_sets, task_keys(task), task.uid)
        del state.tasks[task.uid]


def _trim(state: State, batch: Batch, uids: int, affected: set[tuple[str, str | int]]) -> None:
    left = bitmap.of([uid for uid in batch.task_uids if uid in state.tasks]) & ~uids
    if not left:
        del state.batches[batch.uid]
        drop(state.batch_sets, list(state.batch_sets), batch.uid)
        return
    drop(state.batch_sets, [key for key in affected if not state.task_sets.get(key, 0) & left], batch.uid)


def batch_dates(batch: Batch) -> Iterable[datetime]:
    """The enqueue dates that a filter on a batch looks at: the extremes of its tasks."""
    return batch.enqueued_at or ()


def add(sets: Sets, keys: Iterable[tuple[str, str | int]], uid: int) -> None:
    bit = 1 << uid
    for key in keys:
        sets[key] = sets.get(key, 0) | bit


def drop(sets: Sets, keys: Iterable[tuple[str, str | int]], uid: int) -> None:
    bit = 1 << uid
    for key in keys:
        have = sets.get(key, 0)
        if have & bit:
            if have == bit:
                del sets[key]
            else:
                sets[key] = have ^ bit
