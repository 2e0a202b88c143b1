"""Lines of `tasks/queue.jsonl` and `batches/queue.jsonl`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from meilifake.dumps import details, moments
from meilifake.dumps.kinds import BY_PAYLOAD, BY_TAG
from meilifake.engine.tasks.model import Batch, DocumentImport, DumpCreation, Task
from meilifake.errors.base import Unsupported
from meilifake.views.batches import stats_view

ENTERPRISE = "networkTopologyChange"
"""The one kind of task that the community edition never makes."""


def task_line(task: Task, dump: Mapping[str, Any], *, own: bool) -> dict[str, Any]:
    """`dump`: the keys and the instance uid that tasks of dumps carry. The dump's `own` task is written as if it had succeeded already."""
    kind = BY_PAYLOAD[type(task.payload)]
    content: dict[str, Any] | None = None
    if isinstance(task.payload, DumpCreation):
        content = dict(dump)
    else:
        content = kind.write(task.payload) if kind.write is not None else None
    if isinstance(task.payload, DocumentImport) and content is not None:
        # The documents of a finished import are gone; their number is not.
        content["documents_count"] = (task.details or {})["receivedDocuments"]
    if kind.tag == "indexCompaction":
        content = {"index_uid": task.index_uid}
    waiting = task.status in ("enqueued", "processing")
    status = "succeeded" if own else "enqueued" if waiting else task.status
    line: dict[str, Any] = {
        "uid": task.uid,
        "batchUid": None if waiting else task.batch_uid,
        "indexUid": task.index_uid,
        "status": status,
        "type": kind.tag if content is None else {kind.tag: content},
    }
    optional = {
        "canceledBy": task.canceled_by,
        "details": details.write(task),
        "error": task.error,
    }
    line |= {name: value for name, value in optional.items() if value is not None}
    line["enqueuedAt"] = moments.write(task.enqueued_at)
    dates = {"startedAt": task.started_at, "finishedAt": task.finished_at}
    if own:
        dates = {"startedAt": task.started_at or task.enqueued_at, "finishedAt": task.started_at or task.enqueued_at}
    elif waiting:
        dates = {}
    line |= {name: moments.write(date) for name, date in dates.items() if date is not None}
    if task.custom_metadata is not None:
        line["customMetadata"] = task.custom_metadata
    return line


def read_task(raw: Mapping[str, Any]) -> Task:
    """Raises KeyError, ValueError or TypeError for a line that is not a task's, Unsupported for one of the enterprise edition."""
    kind = raw["type"]
    tag, content = (kind, {}) if isinstance(kind, str) else next(iter(kind.items()))
    if tag == ENTERPRISE:
        raise Unsupported(f"a dump with tasks of type {ENTERPRISE}")
    payload = BY_TAG[tag].read(content)
    return Task(
        raw["uid"],
        raw.get("indexUid"),
        payload,
        moments.read(raw["enqueuedAt"]),
        raw["status"],
        raw.get("batchUid"),
        details.read(raw.get("details"), payload),
        raw.get("error"),
        raw.get("canceledBy"),
        moments.read_optional(raw.get("startedAt")),
        moments.read_optional(raw.get("finishedAt")),
        raw.get("customMetadata"),
    )


def batch_line(batch: Batch) -> dict[str, Any]:
    earliest, oldest = batch.enqueued_at or (batch.started_at, batch.started_at)
    return {
        "uid": batch.uid,
        "details": dict(batch.details),
        "stats": dict(stats_view(batch)),
        "startedAt": moments.write(batch.started_at),
        "finishedAt": moments.write(batch.finished_at),
        "enqueuedAt": {"earliest": moments.write(earliest), "oldest": moments.write(oldest)},
        "stopReason": batch.strategy,
    }


def read_batch(raw: Mapping[str, Any], tasks: Sequence[int]) -> Batch:
    dates, stats = raw.get("enqueuedAt"), raw["stats"]
    return Batch(
        raw["uid"],
        moments.read(raw["startedAt"]),
        raw.get("stopReason", "unspecified"),
        raw.get("details") or {},
        stats if "progressTrace" in stats else {**stats, "progressTrace": {}},
        moments.read_optional(raw.get("finishedAt")),
        tuple(tasks),
        tuple(stats.get("indexUids") or ()),
        None if dates is None else (moments.read(dates["earliest"]), moments.read(dates["oldest"])),
    )


def kept(raw: Mapping[str, Any], tasks: set[int]) -> bool:
    """The server's import keeps a batch if one of its counts happens to be the uid of a task (a bug of its filter)."""
    stats = raw["stats"]
    counts = [count for name in ("status", "types", "indexUids") for count in (stats.get(name) or {}).values()]
    return any(count in tasks for count in counts)
