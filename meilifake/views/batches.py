"""A batch in its answers (guide tasks-documents, 4)."""

from __future__ import annotations

from typing import Any

from meilifake.engine.tasks.model import Batch
from meilifake.views.tasks import date_view, duration_view

RUNNING = {"steps": [{"currentStep": "processing tasks", "finished": 0, "total": 2}], "percentage": 0.0}
"""The progress of a batch that runs: the finer steps of the real server have no counterpart here."""


def batch_view(batch: Batch) -> dict[str, Any]:
    return {
        "uid": batch.uid,
        "progress": RUNNING if batch.finished_at is None else None,
        "details": batch.details,
        "stats": batch.stats,
        "duration": duration_view(batch.started_at, batch.finished_at),
        "startedAt": date_view(batch.started_at),
        "finishedAt": date_view(batch.finished_at),
        "batchStrategy": batch.strategy,
    }
