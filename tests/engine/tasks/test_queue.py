"""The sets of ids that the queue keeps beside its tables."""

from __future__ import annotations

from meilifake.engine.engine import Engine
from meilifake.engine.tasks.model import IndexCreation, SnapshotCreation
from meilifake.engine.tasks.queue import next_task_uid, put_task, remove_tasks


def test_a_task_moves_between_sets(engine: Engine) -> None:
    task = engine.enqueue(IndexCreation(), "a")
    assert engine.state.task_sets == {("status", "enqueued"): 1, ("kind", "indexCreation"): 1, ("index", "a"): 1}
    put_task(engine.state, task._replace(status="failed", index_uid="b"))
    assert engine.state.task_sets == {("status", "failed"): 1, ("kind", "indexCreation"): 1, ("index", "b"): 1}


def test_uids_follow_the_last_task_that_is_left(engine: Engine) -> None:
    for _ in range(3):
        engine.enqueue(SnapshotCreation())
    assert next_task_uid(engine.state) == 3
    remove_tasks(engine.state, 0b100)
    assert next_task_uid(engine.state) == 2
    remove_tasks(engine.state, 0b011)
    assert next_task_uid(engine.state) == 0
    assert engine.state.task_sets == {}


def test_a_batch_goes_with_its_last_task(engine: Engine) -> None:
    engine.enqueue(SnapshotCreation())
    engine.enqueue(SnapshotCreation())
    engine.tick()
    before = engine.state.batches[0]
    remove_tasks(engine.state, 0b01)
    assert engine.state.batches[0] is before, "the view of the batch is left alone"
    assert engine.state.batch_sets == {("status", "succeeded"): 1, ("kind", "snapshotCreation"): 1}
    remove_tasks(engine.state, 0b10)
    assert engine.state.batches == {}
    assert engine.state.batch_sets == {}


def test_a_snapshot_of_the_state_does_not_see_later_tasks(engine: Engine) -> None:
    engine.enqueue(SnapshotCreation())
    saved = engine.snapshot()
    engine.tick()
    engine.enqueue(SnapshotCreation())
    engine.restore(saved)
    assert [task.status for task in engine.state.tasks.values()] == ["enqueued"]
    assert engine.state.batches == {}
    engine.tick()
    assert saved.tasks[0].status == "enqueued", "the snapshot stays good"
