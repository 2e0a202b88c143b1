"""Which tasks a list, a cancelation or a deletion matches."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from meilifake.engine.engine import Engine
from meilifake.engine.tasks.model import IndexCreation, IndexDeletion, IndexSwap, IndexUpdate, SnapshotCreation, Swap, TaskCancelation
from meilifake.engine.tasks.query import Query, Span
from meilifake.engine.tasks.task_query import list_tasks


@pytest.fixture
def history(engine: Engine) -> Engine:
    """0 create a, 1 create b, 2 create a again (fails), 3 swap a and b, 4 snapshot (runs first), 5 delete b, 6 rename a to c (waits),
    7 cancels 8, 8 create d."""
    for payload, uid in ((IndexCreation(), "a"), (IndexCreation(), "b"), (IndexCreation(), "a")):
        engine.enqueue(payload, uid)
        engine.tick()
    engine.enqueue(IndexSwap((Swap(("a", "b")),)))
    engine.enqueue(SnapshotCreation())
    while engine.tick():
        pass
    engine.enqueue(IndexDeletion(), "b")
    engine.tick()
    engine.enqueue(IndexUpdate(None, "c"), "a")
    engine.enqueue(IndexCreation(), "d")
    engine.enqueue(TaskCancelation("?uids=7", (7,)))
    engine.tick()
    return engine


def at(second: int) -> datetime:
    return datetime(2024, 1, 1, 0, 0, second, tzinfo=UTC)


@pytest.mark.parametrize(
    ("query", "uids"),
    [
        ({}, [8, 7, 6, 5, 4, 3, 2, 1, 0]),
        ({"limit": 2}, [8, 7]),
        ({"limit": 0}, []),
        ({"limit": 2, "reverse": True}, [0, 1]),
        ({"start": 3}, [3, 2, 1, 0]),
        ({"start": 99}, [8, 7, 6, 5, 4, 3, 2, 1, 0]),
        ({"start": 4_000_000_000}, [8, 7, 6, 5, 4, 3, 2, 1, 0]),
        ({"start": 6, "reverse": True}, [6, 7, 8]),
        ({"start": 99, "reverse": True}, []),
        ({"statuses": ("failed", "canceled")}, [7, 2]),
        ({"statuses": ("enqueued",)}, [6]),
        ({"statuses": ("processing",)}, []),
        ({"types": ("indexSwap", "snapshotCreation")}, [4, 3]),
        ({"uids": (1, 4_000_000_000)}, [1]),
        ({"uids": ()}, []),
        ({"batch_uids": (0, 99)}, [0]),
        ({"canceled_by": (8,)}, [7]),
        ({"canceled_by": (7,)}, []),
        ({"index_uids": ("c",)}, [6]),
        ({"index_uids": ("b",)}, [5, 2, 0]),  # the swap is not of one index, and renamed the history
        ({"enqueued": Span(after=at(0))}, [8, 7, 6, 5, 4, 3, 2, 1]),
        ({"enqueued": Span(before=at(1))}, [0]),
        ({"finished": Span(before=at(59))}, [8, 7, 5, 4, 3, 2, 1, 0]),
        ({"types": ("indexCreation",), "statuses": ("succeeded",)}, [1, 0]),
    ],
)
def test_matching(history: Engine, query: dict[str, Any], uids: list[int]) -> None:
    assert list_tasks(history.state, Query(**query), None).uids == uids


def test_bounds_on_dates_are_exclusive(history: Engine) -> None:
    started = history.state.tasks[0].started_at
    assert started is not None
    assert 0 not in list_tasks(history.state, Query(started=Span(after=started)), None).uids
    assert 0 not in list_tasks(history.state, Query(started=Span(before=started)), None).uids
    assert 6 not in list_tasks(history.state, Query(started=Span(before=at(59))), None).uids


def test_the_total_counts_what_the_page_hides(history: Engine) -> None:
    page = list_tasks(history.state, Query(limit=3, index_uids=("a", "b")), None)
    assert (page.uids, page.total) == ([6, 5], 6)  # the third is the swap


def test_a_key_of_some_indexes_sees_their_tasks_only(history: Engine) -> None:
    page = list_tasks(history.state, Query(), None, lambda uid: uid in ("b", "d"))
    assert (page.uids, page.total) == ([7, 5, 2, 0], 9)
    assert 6 not in list_tasks(history.state, Query(), None, lambda uid: uid != "c").uids, "a rename is about both names"


def test_the_batch_that_runs_is_laid_over(history: Engine) -> None:
    history.scheduler.begin()
    running = history.scheduler.processing
    assert running is not None
    assert list_tasks(history.state, Query(statuses=("processing",)), running).uids == [6]
    assert list_tasks(history.state, Query(statuses=("enqueued",)), running).uids == []
    assert list_tasks(history.state, Query(batch_uids=(running.uid,)), running).uids == [6]
    assert list_tasks(history.state, Query(started=Span(after=at(1))), running).uids[0] == 8
    assert 6 in list_tasks(history.state, Query(started=Span(after=at(1))), running).uids
    assert running.overlaid(history.state.tasks[6]).status == "processing"
    assert running.overlaid(history.state.tasks[5]) is history.state.tasks[5]


def test_years_before_1970_come_after_all_others() -> None:
    """The server keeps dates as unsigned keys."""
    old, new = datetime(1960, 1, 1, tzinfo=UTC), datetime(2024, 1, 1, tzinfo=UTC)
    assert Span(before=old).holds(new)
    assert not Span(after=old).holds(new)
    assert not Span(after=old, before=datetime(2099, 1, 1, tzinfo=UTC)).holds(new)
