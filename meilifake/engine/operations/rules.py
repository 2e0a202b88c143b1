"""Batches of changes to the dynamic search rules (guide http-surface, 27)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from meilifake.engine import rules
from meilifake.engine.operations.outcome import DONE, Outcome
from meilifake.engine.tasks.model import DsrClear, DsrUpdate, Task

if TYPE_CHECKING:
    from meilifake.engine.engine import Engine


def run_rule_updates(engine: Engine, index_uid: str, tasks: Sequence[Task]) -> list[Outcome]:
    """Creations, merges and deletions, in order. Deleting a rule that is not there succeeds. Raises Crash (see `rules.check_names`)."""
    state = engine.state
    rules.check_names(state)
    before = dict(state.rules)
    changes: dict[str, Asked] = {}
    for task in tasks:
        assert isinstance(task.payload, DsrUpdate)
        uid, fields = task.payload.uid, task.payload.rule
        changes[uid] = changes.get(uid, Asked({})).then(fields)
        if fields is None:
            state.rules.pop(uid, None)
        else:
            rules.put(state, uid, fields)
    for uid, (given, scratch) in changes.items():
        rules.register(state, before.get(uid), given, scratch)
    return [DONE] * len(tasks)


class Asked(NamedTuple):
    """What a batch says of one rule. `given`: None to delete it; `scratch`: not merged with the stored one."""

    given: Mapping[str, Any] | None
    scratch: bool = False

    def then(self, fields: Mapping[str, Any] | None) -> Asked:
        if fields is None or self.given is None:
            return Asked(fields, scratch=True)
        return Asked({**self.given, **fields}, self.scratch)


def run_rule_clear(engine: Engine, index_uid: str, tasks: Sequence[Task]) -> list[Outcome]:
    """Every clear of the batch tells the same number; updates before them are swallowed."""
    cleared = Outcome({"deletedDocuments": rules.clear(engine.state)})
    return [cleared if isinstance(task.payload, DsrClear) else DONE for task in tasks]
