"""Which function runs which batch: `run(engine, index_uid, tasks) -> one Outcome per task, in their order`, found at first use."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

from meilifake.engine.operations.outcome import Outcome
from meilifake.engine.tasks.model import Task

if TYPE_CHECKING:
    from meilifake.engine.engine import Engine

Run = Callable[["Engine", str, Sequence[Task]], list[Outcome]]


class Operation(NamedTuple):
    """`module:function` below `engine.operations`; `on_index`: fails with index_not_found before it starts when there is no index."""

    place: str
    on_index: bool = False


OPERATIONS: Mapping[str, Operation] = {
    "documents": Operation("documents_write:run_document_operations", True),
    "deletion": Operation("documents_delete:run_deletions", True),
    "filtered deletion": Operation("documents_delete:run_deletions", True),
    "clear": Operation("documents_delete:run_clear", True),
    "edition": Operation("documents_edit:run_edition", True),
    "settings": Operation("settings_update:run_settings", True),
    "clear and settings": Operation("clear_and_settings:run_clear_and_settings", True),
    "index creation": Operation("indexes:run_creation"),
    "index update": Operation("indexes:run_update"),
    "index deletion": Operation("indexes:run_deletion"),
    "index swap": Operation("swap:run_swap"),
    "rule update": Operation("rules:run_rule_updates"),
    "rule clear": Operation("rules:run_rule_clear"),
    "taskCancelation": Operation("task_control:run_cancelation"),
    "taskDeletion": Operation("task_control:run_deletions"),
    "indexCompaction": Operation("compaction:run_compaction", True),
    "export": Operation("export:run_export"),
    "snapshotCreation": Operation("backups:run_snapshots"),
    "dumpCreation": Operation("backups:run_dump"),
    "upgradeDatabase": Operation("backups:run_upgrade"),
}
"""By `Plan.operation`: the states of the autobatcher, and the kinds that go before it."""


@cache
def runner(operation: str) -> Run:
    """The function of a row of `OPERATIONS`."""
    module, _, name = OPERATIONS[operation].place.partition(":")
    return cast(Run, getattr(import_module(f"meilifake.engine.operations.{module}"), name))
