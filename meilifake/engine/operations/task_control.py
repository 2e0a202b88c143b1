"""Canceling and deleting tasks (guide tasks-documents, 3.1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from meilifake.engine import bitmap
from meilifake.engine.operations.outcome import Outcome
from meilifake.engine.tasks.model import Task, TaskCancelation, TaskDeletion
from meilifake.engine.tasks.queue import ENQUEUED, remove_tasks

if TYPE_CHECKING:
    from meilifake.engine.engine import Engine


def run_cancelation(engine: Engine, index_uid: str, tasks: Sequence[Task]) -> list[Outcome]:
    """Cancels what matched when the task was registered and is still enqueued. A processing one was put back before."""
    payload = tasks[0].payload
    assert isinstance(payload, TaskCancelation)
    sets = engine.state.task_sets
    chosen = bitmap.of(payload.tasks)
    targets = chosen & sets.get(ENQUEUED, 0)
    upgrades = sets.get(("kind", "upgradeDatabase"), 0)
    if chosen & upgrades:  # with one upgrade all those that wait or failed are given up
        targets |= upgrades & (sets.get(ENQUEUED, 0) | sets.get(("status", "failed"), 0))
    canceled = tuple(bitmap.each(targets))
    return [Outcome({"canceledTasks": len(canceled)}, canceled=canceled)]


def run_deletions(engine: Engine, index_uid: str, tasks: Sequence[Task]) -> list[Outcome]:
    """Deletes the finished ones; a task that two deletions name counts for the first."""
    state = engine.state
    own = bitmap.of([task.uid for task in tasks])
    deletable = bitmap.of(list(state.tasks)) & ~state.task_sets.get(ENQUEUED, 0) & ~own
    outcomes, gone = [], 0
    for task in tasks:
        assert isinstance(task.payload, TaskDeletion)
        chosen = bitmap.of(task.payload.tasks) & deletable & ~gone
        gone |= chosen
        outcomes.append(Outcome({"deletedTasks": chosen.bit_count()}))
    remove_tasks(state, gone)
    return outcomes
