"""The machine that runs batches: failures, aborts, what shows meanwhile, what a finished batch says."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

import pytest

from meilifake import MeiliFake
from meilifake.engine import scheduler
from meilifake.engine.engine import Engine
from meilifake.engine.operations.outcome import Outcome
from meilifake.engine.tasks.model import (
    DocumentImport,
    IndexCreation,
    IndexDeletion,
    SettingsUpdate,
    SnapshotCreation,
    Task,
    TaskCancelation,
)
from meilifake.errors.base import MeiliError, Unsupported


@pytest.fixture
def engine() -> Engine:
    return MeiliFake(tasks="manual").engine


def operation(monkeypatch: pytest.MonkeyPatch, run: Any) -> None:
    monkeypatch.setattr(scheduler, "runner", lambda name: run)


def raising(error: Exception) -> Any:
    def run(engine: Engine, index_uid: str, tasks: Sequence[Task]) -> list[Outcome]:
        raise error

    return run


def test_a_batch_level_error_fails_every_task_alike(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    operation(monkeypatch, raising(MeiliError("index_not_found", "Index `a` not found.")))
    engine.enqueue(DocumentImport("replace", ({"id": 1},)), "a")
    engine.enqueue(DocumentImport("replace", ({"id": 1},)), "a")
    engine.tick()
    first, second = engine.state.tasks.values()
    assert (first.status, first.batch_uid, first.details) == ("failed", 0, {"receivedDocuments": 1, "indexedDocuments": 0})
    assert first.error == second.error == MeiliError("index_not_found", "Index `a` not found.").view()
    assert engine.state.batches[0].details == {"receivedDocuments": 2, "indexedDocuments": 0}
    assert engine.state.batches[0].stats["status"] == {"failed": 2}
    assert "a" in engine.state.indexes, "the index was created before, and stays"


def test_a_crash_is_an_internal_error_with_a_traceback_in_the_log(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    operation(monkeypatch, raising(ZeroDivisionError("oops")))
    engine.enqueue(SnapshotCreation())
    with caplog.at_level(logging.ERROR, "meilifake"):
        engine.tick()
    error = engine.state.tasks[0].error
    assert error is not None
    assert error["code"] == "internal"
    assert error["message"].startswith("An unexpected crash occurred when processing the task: ")
    assert "ZeroDivisionError: oops" in caplog.text


def test_what_is_not_supported_fails_by_name(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    operation(monkeypatch, raising(Unsupported("time travel")))
    engine.enqueue(SnapshotCreation())
    engine.tick()
    error = engine.state.tasks[0].error
    assert error is not None
    assert "time travel" in error["message"]


def test_one_task_may_fail_alone(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = MeiliError("invalid_document_id", "wrong")
    operation(monkeypatch, lambda engine, uid, tasks: [Outcome({"indexedDocuments": 1}), Outcome({"indexedDocuments": 0}, wrong)])
    engine.enqueue(DocumentImport("replace", ({"id": 1},)), "a")
    engine.enqueue(DocumentImport("replace", ({"id": "?"},)), "a")
    engine.tick()
    first, second = engine.state.tasks.values()
    assert (first.status, first.error) == ("succeeded", None)
    assert (second.status, second.error) == ("failed", wrong.view())
    assert engine.state.batches[0].stats["status"] == {"succeeded": 1, "failed": 1}
    assert engine.state.batch_sets["status", "failed"] == engine.state.batch_sets["status", "succeeded"] == 1


def test_a_missing_index_is_met_before_the_operation(engine: Engine) -> None:
    engine.enqueue(SettingsUpdate({}, is_deletion=True), "a")
    engine.tick()
    error = engine.state.tasks[0].error
    assert error is not None
    assert error["message"] == "Index `a` not found."
    assert engine.state.indexes == {}


def test_a_batch_that_has_begun_shows_as_processing_with_its_nulls(engine: Engine) -> None:
    engine.enqueue(IndexCreation(), "a")
    assert engine.advance()
    running = engine.scheduler.processing
    assert running is not None
    assert (running.uid, running.batch.details, running.batch.stats["status"]) == (0, {"primaryKey": None}, {"processing": 1})
    assert engine.state.tasks[0].status == "enqueued", "the queue does not know"
    assert engine.state.batches == {}
    assert engine.advance()
    assert engine.scheduler.processing is None
    assert engine.state.batches[0].details == {}
    assert not engine.advance()


def test_the_cancelation_of_a_running_batch_takes_its_uid(engine: Engine) -> None:
    engine.enqueue(DocumentImport("replace", ({"id": 1},)), "a")
    engine.advance()
    engine.enqueue(TaskCancelation("?uids=0", (0,)))
    assert engine.scheduler.processing is None
    while engine.advance():
        pass
    assert {uid: task.status for uid, task in engine.state.tasks.items()} == {0: "canceled", 1: "succeeded"}
    batch = engine.state.batches[0]
    assert (batch.stats["totalNbTasks"], batch.stats["status"]) == (2, {"succeeded": 1, "canceled": 1})
    assert list(batch.details.items()) == [
        ("receivedDocuments", 1),
        ("indexedDocuments", 0),
        ("matchedTasks", 1),
        ("canceledTasks", 1),
        ("originalFilter", "?uids=0"),
    ]
    assert engine.state.index("a").primary_key is None, "the index was created before the abort"


def test_a_running_batch_survives_the_cancelation_of_others(engine: Engine) -> None:
    engine.enqueue(IndexCreation(), "a")
    engine.advance()
    engine.enqueue(IndexCreation(), "b")
    engine.enqueue(TaskCancelation("?uids=1", (1,)))
    while engine.advance():
        pass
    assert [task.status for task in engine.state.tasks.values()] == ["succeeded", "canceled", "succeeded"]
    assert [task.batch_uid for task in engine.state.tasks.values()] == [0, 1, 1]


def test_listeners_hear_of_finished_tasks(engine: Engine) -> None:
    heard: list[list[tuple[int, str]]] = []
    engine.scheduler.listeners.append(lambda tasks: heard.append([(task.uid, task.status) for task in tasks]))
    engine.enqueue(IndexCreation(), "a")
    engine.enqueue(IndexDeletion(), "a")
    while engine.tick():
        pass
    assert heard == [[(0, "succeeded")], [(1, "succeeded")]]


def test_replication_may_choose_higher_uids_only(engine: Engine) -> None:
    assert engine.enqueue(SnapshotCreation(), uid=25).uid == 25
    with pytest.raises(MeiliError, match=r"Received bad task id: 12 should be >= to 26\."):
        engine.enqueue(SnapshotCreation(), uid=12)
    assert engine.enqueue(SnapshotCreation(), dry_run=True).uid == 26
    assert list(engine.state.tasks) == [25]


def test_a_long_queue_deletes_its_oldest_tasks(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("meilifake.engine.tasks.cleanup.MOST_TASKS", 3)
    monkeypatch.setattr("meilifake.engine.tasks.cleanup.AT_ONCE", 2)
    for _ in range(3):
        engine.enqueue(SnapshotCreation())
        engine.tick()
    task = engine.state.tasks[3]
    assert task.kind == "taskDeletion"
    assert task.details is not None
    assert task.details["deletedTasks"] == 2
    assert task.details["originalFilter"].endswith("&statuses=succeeded,failed,canceled")
    assert {uid: task.status for uid, task in engine.state.tasks.items()} == {2: "enqueued", 3: "succeeded"}


def test_one_batch_at_a_time_even_while_an_operation_waits_for_another_server(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []

    def run(engine: Engine, index_uid: str, tasks: Sequence[Task]) -> list[Outcome]:
        engine.enqueue(SnapshotCreation())
        seen.extend((engine.tick(), engine.advance(), engine.scheduler.finish()))
        return [Outcome() for _ in tasks]

    operation(monkeypatch, run)
    engine.enqueue(SnapshotCreation())
    assert engine.tick()
    assert seen == [False, False, False]
    assert [task.status for task in engine.state.tasks.values()] == ["succeeded", "enqueued"]


def test_what_was_aborted_while_it_ran_writes_nothing(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    failing = [False]

    def run(engine: Engine, index_uid: str, tasks: Sequence[Task]) -> list[Outcome]:
        engine.scheduler.abort()
        if failing[0]:
            raise RuntimeError("too late to matter")
        return [Outcome() for _ in tasks]

    operation(monkeypatch, run)
    engine.enqueue(SnapshotCreation())
    for failing[0] in (False, True):
        assert engine.tick()
        assert (engine.state.tasks[0].status, engine.state.batches) == ("enqueued", {})
    assert not engine.scheduler.running
