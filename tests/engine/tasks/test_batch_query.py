"""Which batches a list matches."""

from __future__ import annotations

from typing import Any

import pytest

from meilifake.engine.engine import Engine
from meilifake.engine.tasks.batch_query import list_batches
from meilifake.engine.tasks.model import IndexCreation, IndexDeletion, SnapshotCreation, TaskCancelation
from meilifake.engine.tasks.query import Query, Span


@pytest.fixture
def history(engine: Engine) -> Engine:
    """Batches 0: create a; 1: snapshots 1 and 2; 2: task 4 cancels 3, the creation of b; 3: create a again, which fails."""
    engine.enqueue(IndexCreation(), "a")
    engine.tick()
    engine.enqueue(SnapshotCreation())
    engine.enqueue(SnapshotCreation())
    engine.tick()
    engine.enqueue(IndexCreation(), "b")
    engine.enqueue(TaskCancelation("?uids=3", (3,)))
    engine.tick()
    engine.enqueue(IndexCreation(), "a")
    engine.tick()
    return engine


@pytest.mark.parametrize(
    ("query", "uids"),
    [
        ({}, [3, 2, 1, 0]),
        ({"limit": 1, "start": 2}, [2]),
        ({"reverse": True}, [0, 1, 2, 3]),
        ({"statuses": ("enqueued",)}, []),
        ({"statuses": ("canceled",)}, [2]),
        ({"statuses": ("failed", "succeeded")}, [3, 2, 1, 0]),
        ({"types": ("indexCreation",)}, [3, 2, 0]),
        ({"uids": (2, 3, 77)}, [2, 1]),
        ({"batch_uids": (1, 77)}, [1]),
        ({"canceled_by": (4,)}, [2]),
        ({"canceled_by": (3,)}, []),
        ({"enqueued": Span()}, [3, 2, 1, 0]),
    ],
)
def test_matching(history: Engine, query: dict[str, Any], uids: list[int]) -> None:
    assert list_batches(history.state, Query(**query), None).uids == uids


def test_by_index_the_server_takes_ids_of_global_tasks_for_ids_of_batches(history: Engine) -> None:
    assert list_batches(history.state, Query(index_uids=("a",)), None).uids == [3, 0]
    assert list_batches(history.state, Query(index_uids=("b",)), None).uids == [], "task 2 is a snapshot, so batch 2 goes"


def test_a_batch_is_enqueued_when_its_first_or_last_task_is(history: Engine) -> None:
    first, last = history.state.tasks[1].enqueued_at, history.state.tasks[2].enqueued_at
    assert 1 in list_batches(history.state, Query(enqueued=Span(after=first)), None).uids
    assert 1 in list_batches(history.state, Query(enqueued=Span(before=last)), None).uids
    assert 1 not in list_batches(history.state, Query(enqueued=Span(first, last)), None).uids


def test_a_key_sees_a_batch_unless_all_its_indexes_are_hidden(history: Engine) -> None:
    assert list_batches(history.state, Query(), None, lambda uid: uid == "a").uids == [3, 0]
    assert list_batches(history.state, Query(), None, lambda uid: uid == "zzz").uids == []


def test_the_running_batch_is_listed(history: Engine) -> None:
    history.enqueue(IndexDeletion(), "a")
    history.scheduler.begin()
    running = history.scheduler.processing
    assert list_batches(history.state, Query(), running).uids == [4, 3, 2, 1, 0]
    assert list_batches(history.state, Query(statuses=("processing",)), running).uids == [4]
    assert list_batches(history.state, Query(types=("indexDeletion",)), running).uids == [4]
