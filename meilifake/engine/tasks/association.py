"""Which indexes a task is about: for filters, for access, for batching, and for the history that a swap rewrites."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from meilifake.engine.tasks.model import DsrClear, DsrUpdate, IndexSwap, IndexUpdate, Task

RULES_INDEX = ".meili_dsr"
"""The reserved index that holds the dynamic search rules: their tasks name it."""

GLOBAL_KINDS = frozenset(
    {
        "indexSwap", "taskCancelation", "taskDeletion", "dumpCreation", "snapshotCreation", "export", "upgradeDatabase",
        "networkTopologyChange",
    }
)  # fmt: skip
"""Kinds that are not about one index: hidden from lists by index (guide tasks-documents, 3)."""


def indexes_of(task: Task) -> tuple[str, ...]:
    """Every index that the task is associated with: both names of a rename, all those of a swap (guide tasks-documents, 1.1)."""
    payload = task.payload
    if isinstance(payload, IndexSwap):
        return tuple(dict.fromkeys(uid for swap in payload.swaps for uid in swap.indexes))
    if isinstance(payload, IndexUpdate) and payload.new_uid is not None and task.index_uid is not None:
        return (task.index_uid,) if payload.new_uid == task.index_uid else (task.index_uid, payload.new_uid)
    if isinstance(payload, (DsrUpdate, DsrClear)):
        return (RULES_INDEX,)
    return () if task.index_uid is None else (task.index_uid,)


def renamed(task: Task, left: str, right: str) -> Task:
    """The task of the history after the two index names were exchanged.

    The server rewrites the payload and the details of swaps, but not the old and new uid in the details of a rename.
    """
    names = {left: right, right: left}
    payload, details = task.payload, task.details
    if isinstance(payload, IndexSwap):
        swaps = tuple(swap._replace(indexes=(_named(names, swap.indexes[0]), _named(names, swap.indexes[1]))) for swap in payload.swaps)
        payload, details = IndexSwap(swaps), _renamed_swaps(details, names)
    elif isinstance(payload, IndexUpdate) and payload.new_uid is not None:
        payload = payload._replace(new_uid=_named(names, payload.new_uid))
    index_uid = task.index_uid and _named(names, task.index_uid)
    return task._replace(index_uid=index_uid, payload=payload, details=details)


def _named(names: Mapping[str, str], uid: str) -> str:
    return names.get(uid, uid)


def _renamed_swaps(details: Mapping[str, Any] | None, names: Mapping[str, str]) -> Mapping[str, Any] | None:
    if details is None:
        return None
    swaps = [{**swap, "indexes": [_named(names, uid) for uid in swap["indexes"]]} for swap in details.get("swaps", ())]
    return {**details, "swaps": swaps}
