"""Batches of changes to the dynamic search rules (guide http-surface, 27)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from meilifake.engine import rules
from meilifake.engine.operations.outcome import DONE, Outcome
from meilifake.engine.tasks.model import DsrClear, DsrUpdate, Task

if TYPE_CHECKING:
    from meilifake.engine.engine import Engine


def run_rule_updates(engine: Engine, index_uid: str, tasks: Sequence[Task]) -> list[Outcome]:
    """Creations, merges and deletions, in order. Deleting a rule that is not there succeeds."""
    for task in tasks:
        assert isinstance(task.payload, DsrUpdate)
        if task.payload.rule is None:
            engine.state.rules.pop(task.payload.uid, None)
        else:
            rules.put(engine.state, task.payload.uid, task.payload.rule)
    return [DONE] * len(tasks)


def run_rule_clear(engine: Engine, index_uid: str, tasks: Sequence[Task]) -> list[Outcome]:
    """Every clear of the batch tells the same number; updates before them are swallowed."""
    cleared = Outcome({"deletedDocuments": rules.clear(engine.state)})
    return [cleared if isinstance(task.payload, DsrClear) else DONE for task in tasks]
