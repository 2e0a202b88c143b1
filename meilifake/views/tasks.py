"""A task in its answers, and the date and duration texts that batches share (guide tasks-documents, 1 and 2)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from meilifake.engine.clock import nanoseconds_between, rfc3339
from meilifake.engine.tasks.model import Task


def date_view(moment: datetime | None) -> str | None:
    return None if moment is None else rfc3339(moment)


def duration_view(start: datetime | None, end: datetime | None) -> str | None:
    """`PT3700.5S`: days and seconds only, the fraction in 3, 6 or 9 digits; null until both are known, or when time ran backwards."""
    if start is None or end is None:
        return None
    lapse = nanoseconds_between(start, end)
    if lapse < 0:
        return None
    whole, part = divmod(lapse, 1_000_000_000)
    days, seconds = divmod(whole, 86_400)
    digits = f"{part:09d}"
    while digits.endswith("000"):
        digits = digits[:-3]
    time = f"T{seconds}{'.' if digits else ''}{digits}S" if seconds or part or not days else ""
    return f"P{days}D{time}" if days else f"P{time}"


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
