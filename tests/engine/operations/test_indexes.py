"""Creating, updating, renaming and deleting indexes as tasks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from meilifake import MeiliFake
from meilifake.engine.engine import Engine
from meilifake.engine.tasks.model import (
    DocumentClear,
    DocumentDeletion,
    DocumentDeletionByFilter,
    DocumentImport,
    IndexCompaction,
    IndexCreation,
    IndexDeletion,
    IndexUpdate,
    Payload,
    SettingsUpdate,
)


@pytest.fixture
def engine() -> Engine:
    seconds = count()
    start = datetime(2024, 1, 1, tzinfo=UTC)
    return MeiliFake(tasks="manual", clock=lambda: start + timedelta(seconds=next(seconds))).engine


def run(engine: Engine, *payloads: Payload, uid: str = "a") -> list[Any]:
    tasks = [engine.enqueue(payload, uid) for payload in payloads]
    while engine.tick():
        pass
    return [engine.state.tasks[task.uid] for task in tasks]


IMPORT = DocumentImport("replace", ({"id": 1}, {"id": 2}))


def test_creation_dates(engine: Engine) -> None:
    run(engine, IndexCreation(), uid="a")
    run(engine, IndexCreation("id"), uid="b")
    plain, keyed = engine.state.index("a"), engine.state.index("b")
    assert plain.created_at == plain.updated_at
    assert keyed.created_at < keyed.updated_at
    assert list(keyed.fields) == ["id"], "the primary key is the first field"


def test_an_index_is_created_once(engine: Engine) -> None:
    _, again = run(engine, IndexCreation(), IndexCreation())
    assert (again.error["code"], again.error["message"]) == ("index_already_exists", "Index `a` already exists.")


def test_the_primary_key_is_free_until_there_are_documents(engine: Engine) -> None:
    run(engine, IndexCreation("x"), IndexUpdate("id"), IMPORT)
    before = engine.state.index("a").updated_at
    same, other = run(engine, IndexUpdate("id"), IndexUpdate("x"))
    assert same.status == "succeeded"
    assert other.error["message"] == "Index `a`: Index already has a primary key: `id`."
    assert other.error["code"] == "index_primary_key_already_exists"
    assert engine.state.index("a").updated_at > before, "setting the same key again counts as an update"


def test_an_update_of_nothing_changes_nothing(engine: Engine) -> None:
    run(engine, IndexCreation())
    before = engine.state.index("a").updated_at
    (task,) = run(engine, IndexUpdate(None, "a"))
    assert task.status == "succeeded"
    assert engine.state.index("a").updated_at == before


def test_a_refused_key_does_not_undo_the_rename(engine: Engine) -> None:
    run(engine, IMPORT)
    before = engine.state.index("a").updated_at
    (task,) = run(engine, IndexUpdate("other", "b"))
    assert task.error["message"] == "Index `b`: Index already has a primary key: `id`."
    assert list(engine.state.indexes) == ["b"]
    assert engine.state.index("b").updated_at == before
    assert task.index_uid == "a"


@pytest.mark.parametrize(("uid", "message"), [("a", "Index `b` already exists."), ("zzz", "Index `zzz` not found.")])
def test_renames_that_are_refused(engine: Engine, uid: str, message: str) -> None:
    run(engine, IndexCreation(), uid="a")
    run(engine, IndexCreation(), uid="b")
    (task,) = run(engine, IndexUpdate(None, "b"), uid=uid)
    assert task.error["message"] == message


def test_a_deletion_absorbs_what_was_before_it(engine: Engine) -> None:
    run(engine, IMPORT)
    tasks = run(engine, IMPORT, DocumentDeletion(("1",)), DocumentClear(), DocumentDeletionByFilter("x = 1"), IndexDeletion())
    assert {task.batch_uid for task in tasks} == {1}
    assert [task.details.get("deletedDocuments", task.details.get("indexedDocuments")) for task in tasks] == [0, 0, None, 0, 2]
    assert all(task.status == "succeeded" for task in tasks)
    assert engine.state.indexes == {}
    assert engine.state.batches[1].details["deletedDocuments"] == 2


@pytest.mark.parametrize(
    ("payloads", "status"),
    [
        ((IMPORT, IndexDeletion()), "succeeded"),
        ((SettingsUpdate({}), IndexDeletion()), "succeeded"),
        ((DocumentClear(), IndexDeletion()), "failed"),
        ((DocumentDeletionByFilter("x = 1"), IMPORT, IndexDeletion()), "failed"),
        ((SettingsUpdate({}, is_deletion=True), IndexDeletion()), "failed"),
        ((IndexDeletion(),), "failed"),
    ],
)
def test_the_deletion_of_a_missing_index_needs_a_first_task_that_would_create_it(
    engine: Engine, payloads: tuple[Payload, ...], status: str
) -> None:
    tasks = run(engine, *payloads)
    assert [task.status for task in tasks] == [status] * len(tasks)
    assert engine.state.indexes == {}


def test_compaction(engine: Engine) -> None:
    missing = run(engine, IndexCompaction())[0]
    assert (missing.error["code"], missing.details) == ("index_not_found", {})
    run(engine, IndexCreation())
    assert list(run(engine, IndexCompaction())[0].details) == ["preCompactionSize", "postCompactionSize"]


def test_setting_the_same_key_again_reads_every_stored_point(engine: Engine) -> None:
    run(engine, DocumentImport("replace", ({"id": 5, "_geo": {"lat": 1, "lng": 2, "z": 1}},)))
    (task,) = run(engine, IndexUpdate(primary_key="id"))
    assert task.status == "failed"
    assert task.error["message"].startswith('Index `a`: The `_geo` field in the document with the id: `"5"` contains')
