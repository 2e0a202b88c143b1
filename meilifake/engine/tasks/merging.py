"""The `details` and `stats` of a batch, folded from those of its tasks (guide tasks-documents, 4 and 4.1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from meilifake.engine.tasks.details import SETTINGS
from meilifake.engine.tasks.model import KINDS, STATUSES, Task

Details = Mapping[str, Any]

SUMS = (
    "receivedDocuments", "indexedDocuments", "editedDocuments", "providedIds", "deletedDocuments", "matchedTasks", "canceledTasks",
    "deletedTasks", "updatedRules",
)  # fmt: skip
"""Counters: numbers add up, a null gives way."""

NULLABLE = frozenset(
    {
        "indexedDocuments", "editedDocuments", "primaryKey", "deletedDocuments", "canceledTasks", "deletedTasks", "originalFilter",
        "dumpUid", "context",
    }
)  # fmt: skip
"""Nulls that a finished batch loses: it is read back from JSON, where the server cannot tell them from absent keys."""

ORDER = {
    name: place
    for place, name in enumerate(
        (
            "receivedDocuments", "indexedDocuments", "editedDocuments", "primaryKey", "providedIds", "deletedDocuments", "matchedTasks",
            "canceledTasks", "deletedTasks", "originalFilter", "dumpUid", "context", "function", *SETTINGS, "swaps", "upgradeFrom",
            "upgradeTo", "url", "apiKey", "payloadSize", "indexes", "oldIndexUid", "newIndexUid", "preCompactionSize",
            "postCompactionSize", "movedDocuments", "message", "rule", "updatedRules",
        )
    )
}  # fmt: skip
"""The keys of details in wire order (guide tasks-documents, 1.2)."""


def merged(details: Iterable[Details | None]) -> dict[str, Any]:
    """One object for the batch, in wire order, nulls kept."""
    found = [item for item in details if item]
    if len(found) == 1:
        return dict(found[0])
    total: dict[str, Any] = {}
    for item in found:
        several_rules = "rule" in item and "rule" in total
        for name, value in item.items():
            total[name] = joined(name, total[name], value) if name in total else value
        if several_rules:
            del total["rule"]  # none rather than several; the server lets a third one show again
    return {name: total[name] for name in sorted(total, key=ORDER.__getitem__)}


def joined(name: str, left: Any, right: Any) -> Any:
    """Two values of one key of the details."""
    if name == "embedders" and left is not None and right is not None:
        both = {**left, **right}
        return {key: both[key] for key in sorted(both)}
    if name in SETTINGS or name == "upgradeTo":
        return right
    if left is None or right is None:
        return right if left is None else left
    if name in SUMS:
        return left + right
    if name == "originalFilter":
        return f"{left}&{right}"
    return [*left, *right] if name == "swaps" else left


def reloaded(details: Details) -> dict[str, Any]:
    """The details as a finished batch shows them."""
    return {name: value for name, value in details.items() if value is not None or name not in NULLABLE}


def stats(tasks: Sequence[Task], status: str | None = None) -> dict[str, Any]:
    """How many tasks, of what status (all of them `status` while they run), kind and index."""
    if len(tasks) == 1:
        (task,) = tasks
        indexes = {} if task.index_uid is None else {task.index_uid: 1}
        return {"totalNbTasks": 1, "status": {status or task.status: 1}, "types": {task.kind: 1}, "indexUids": indexes}
    statuses = Counter([status or task.status for task in tasks])
    kinds = Counter([task.kind for task in tasks])
    named = Counter([task.index_uid for task in tasks if task.index_uid is not None])
    return {
        "totalNbTasks": len(tasks),
        "status": {name: statuses[name] for name in STATUSES if name in statuses},
        "types": {name: kinds[name] for name in KINDS if name in kinds},
        "indexUids": {uid: named[uid] for uid in sorted(named)},
    }
