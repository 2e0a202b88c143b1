"""A batch in its answers (guide tasks-documents, 4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from meilifake.engine.tasks.model import Batch
from meilifake.views.tasks import date_view, duration_view

WORK = "processing tasks"
"""The one step that the work has here."""
RUNNING: Mapping[str, Any] = {"steps": [{"currentStep": WORK, "finished": 0, "total": 2}], "percentage": 0.0}
"""The progress of a batch that runs: the finer steps of the real server have no counterpart here."""


COUNTS = ("totalNbTasks", "status", "types", "indexUids")
"""What precedes the trace in the statistics of a batch."""
SECOND, MILLISECOND, MICROSECOND = timedelta(seconds=1), timedelta(milliseconds=1), timedelta(microseconds=1)


def batch_view(batch: Batch) -> dict[str, Any]:
    return {
        "uid": batch.uid,
        "progress": RUNNING if batch.finished_at is None else None,
        "details": batch.details,
        "stats": stats_view(batch),
        "duration": duration_view(batch.started_at, batch.finished_at),
        "startedAt": date_view(batch.started_at),
        "finishedAt": date_view(batch.finished_at),
        "batchStrategy": batch.strategy,
    }


def stats_view(batch: Batch) -> Mapping[str, Any]:
    """Every finished batch of the real server tells how long each step took. The one step that it has here is the work itself.

    One that came with a dump tells what the dump does: those of older servers trace nothing, and an empty trace is not shown.
    """
    if batch.finished_at is None:
        return batch.stats
    if "progressTrace" in batch.stats:
        return {name: value for name, value in batch.stats.items() if name != "progressTrace" or value}
    counts = {name: batch.stats[name] for name in COUNTS if name in batch.stats}
    return {**counts, "progressTrace": {WORK: lapse_view(batch.finished_at - batch.started_at)}, **batch.stats}


def lapse_view(lapse: timedelta) -> str:
    """`1.23s`, `60.12ms`, `854.78µs`: two decimals of the largest unit that fits."""
    lapse = max(lapse, timedelta())
    unit, name = next((row for row in ((SECOND, "s"), (MILLISECOND, "ms")) if lapse >= row[0]), (MICROSECOND, "µs"))
    return f"{lapse / unit:.2f}{name}"
