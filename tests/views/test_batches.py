"""A batch in its answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from meilifake.dumps.queue import batch_line, read_batch
from meilifake.engine.tasks.model import Batch
from meilifake.views.batches import batch_view, lapse_view

START = datetime(2026, 1, 1, tzinfo=UTC)
STATS = {"totalNbTasks": 1, "status": {"succeeded": 1}, "types": {"indexCreation": 1}, "indexUids": {"a": 1}}


def test_a_finished_batch_traces_its_steps_after_its_counts() -> None:
    stats = STATS | {"embedderRequests": {"total": 1, "failed": 0}}
    view = batch_view(Batch(0, START, "s", stats=stats, finished_at=START + timedelta(milliseconds=3, microseconds=630)))
    assert list(view["stats"]) == [*STATS, "progressTrace", "embedderRequests"]
    assert view["stats"]["progressTrace"] == {"processing tasks": "3.63ms"}


def test_a_running_batch_has_no_trace_but_progress() -> None:
    view = batch_view(Batch(0, START, "s", stats=STATS))
    assert view["stats"] == STATS
    assert view["progress"]["percentage"] == 0.0


def test_a_trace_that_came_with_a_dump_stays() -> None:
    stats = STATS | {"progressTrace": {"processing tasks": "1.00s", "writing tasks to disk": "2.00ms"}}
    assert batch_view(Batch(0, START, "s", stats=stats, finished_at=START))["stats"] == stats


def test_a_batch_of_an_old_dump_has_no_trace() -> None:
    """Servers before 1.14 traced nothing: the one of a dump of 1.13 shows `stats` without it."""
    line = {"uid": 0, "details": {}, "stats": STATS, "startedAt": "2025-02-04T10:14:43.559526162Z", "finishedAt": "2025-02-04T10:14:44Z"}
    batch = read_batch(line, [0])
    assert batch_view(batch)["stats"] == batch_line(batch)["stats"] == STATS


def test_a_batch_of_our_own_is_dumped_with_its_trace() -> None:
    batch = Batch(0, START, "s", stats=STATS, finished_at=START + timedelta(milliseconds=2))
    line = batch_line(batch)
    assert line["stats"]["progressTrace"] == {"processing tasks": "2.00ms"}
    assert batch_view(read_batch(line, [0])) == batch_view(batch)


@pytest.mark.parametrize(
    ("micros", "text"),
    [
        (0, "0.00µs"),
        (854, "854.00µs"),
        (1_000, "1.00ms"),
        (60_120, "60.12ms"),
        (999_999, "1000.00ms"),
        (2_000_000, "2.00s"),
        (-5, "0.00µs"),
    ],
)
def test_lapses(micros: int, text: str) -> None:
    assert lapse_view(timedelta(microseconds=micros)) == text
