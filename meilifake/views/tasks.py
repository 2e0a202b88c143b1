"""A task in its answers, and the date and duration texts that batches share (guide tasks-documents, 1 and 2)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from meilifake.engine.clock import rfc3339
from meilifake.engine.tasks.model import Task


def date_view(moment: datetime | None) -> str | None:
    return None if moment is None else rfc3339(moment)


def duration_view(start: datetime | None, end: datetime | None) -> str | None:
    """`PT3700.5S`: days and seconds only, the fraction in three or six digits; null until both are known, or when time ran backwards."""
    if start is None or end is None or end < start:
        return None
    lapse = end - start
    micros = lapse.microseconds
    fraction = "" if not micros else f".{micros // 1000:03d}" if micros % 1000 == 0 else f".{micros:06d}"
    days = f"{lapse.days}D" if lapse.days else ""
    time = f"T{lapse.seconds}{fraction}S" if lapse.seconds or micros or not days else ""
    return f"P{days}{time}"


def task_view(task: Task) -> dict[str, Any]:
    """The whole task. A kind without details has no such key."""
    return {
        "uid": task.uid,
        "batchUid": task.batch_uid,
        "indexUid": task.index_uid,
        "status": task.status,
        "type": task.kind,
        "canceledBy": task.canceled_by,
        **({} if task.details is None else {"details": task.details}),
        "error": task.error,
        "duration": duration_view(task.started_at, task.finished_at),
        "enqueuedAt": rfc3339(task.enqueued_at),
        "startedAt": date_view(task.started_at),
        "finishedAt": date_view(task.finished_at),
        **({} if task.custom_metadata is None else {"customMetadata": task.custom_metadata}),
    }


def summary(task: Task) -> dict[str, Any]:
    """The task as the answer to the request that enqueued it."""
    return {
        "taskUid": task.uid,
        "indexUid": task.index_uid,
        "status": task.status,
        "type": task.kind,
        "enqueuedAt": rfc3339(task.enqueued_at),
        **({} if task.custom_metadata is None else {"customMetadata": task.custom_metadata}),
    }
