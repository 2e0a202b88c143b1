"""Canceling and deleting tasks."""

from __future__ import annotations

import pytest

from meilifake import MeiliFake
from meilifake.engine.engine import Engine
from meilifake.engine.tasks.model import IndexCreation, SnapshotCreation, TaskCancelation, TaskDeletion


@pytest.fixture
def engine() -> Engine:
    """Tasks 0 and 1 are finished, 2 and 3 wait."""
    engine = MeiliFake(tasks="manual").engine
    for uid in "abcd":
        engine.enqueue(IndexCreation(), uid)
    engine.tick()
    engine.tick()
    return engine


def test_only_waiting_tasks_are_canceled(engine: Engine) -> None:
    engine.enqueue(TaskCancelation("?uids=1,2,9", (1, 2, 9)))
    engine.tick()
    assert [task.status for task in engine.state.tasks.values()] == ["succeeded", "succeeded", "canceled", "enqueued", "succeeded"]
    task, by = engine.state.tasks[2], engine.state.tasks[4]
    assert (task.canceled_by, task.error, task.batch_uid, task.started_at) == (4, None, by.batch_uid, by.started_at)
    assert by.details == {"matchedTasks": 2, "canceledTasks": 1, "originalFilter": "?uids=1,2,9"}, "9 was not registered yet"


def test_the_newest_cancelation_runs_first_and_may_cancel_the_older(engine: Engine) -> None:
    older = engine.enqueue(TaskCancelation("?uids=2", (2,)))
    engine.enqueue(TaskCancelation("?uids=4", (older.uid,)))
    engine.tick()
    assert engine.state.tasks[older.uid].status == "canceled"
    assert engine.state.tasks[older.uid].details == {"matchedTasks": 1, "canceledTasks": 0, "originalFilter": "?uids=2"}
    assert engine.state.tasks[2].status == "enqueued"


def test_deletions_run_together_and_count_first_come(engine: Engine) -> None:
    engine.enqueue(TaskDeletion("?uids=0,2", (0, 2)))
    engine.enqueue(TaskDeletion("?uids=0,1", (0, 1)))
    engine.enqueue(SnapshotCreation())
    engine.tick()
    assert list(engine.state.tasks) == [2, 3, 4, 5, 6]
    assert [engine.state.tasks[uid].details for uid in (4, 5)] == [
        {"matchedTasks": 2, "deletedTasks": 1, "originalFilter": "?uids=0,2"},
        {"matchedTasks": 2, "deletedTasks": 1, "originalFilter": "?uids=0,1"},
    ]
    assert list(engine.state.batches) == [2], "the batches of the deleted tasks are gone"
    assert engine.state.batches[2].details["originalFilter"] == "?uids=0,2&?uids=0,1"


def test_a_deletion_does_not_touch_itself_or_what_waits(engine: Engine) -> None:
    engine.enqueue(TaskDeletion("?uids=*", tuple(range(10))))
    engine.tick()
    assert list(engine.state.tasks) == [2, 3, 4]
    assert engine.enqueue(SnapshotCreation()).uid == 5
