"""The next batch: the kinds that go first, as a table, then the oldest task's index through the autobatcher (guide tasks-documents, 5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from meilifake.engine import bitmap
from meilifake.engine.state import State
from meilifake.engine.tasks.association import indexes_of
from meilifake.engine.tasks.autobatcher import Draft, autobatch
from meilifake.engine.tasks.model import DocumentImport, Task
from meilifake.engine.tasks.queue import ENQUEUED
from meilifake.engine.tasks.reasons import reason
from meilifake.options import Options


class Plan(NamedTuple):
    """What to run next.

    `operation`: a key of `operations.registry.OPERATIONS`; `uids`: the tasks in processing order; `must_create`: the index is to exist
    before; `batch_uid`: of an earlier attempt, to be used again.
    """

    operation: str
    uids: tuple[int, ...]
    reason: str
    index_uid: str | None = None
    must_create: bool = False
    batch_uid: int | None = None


class Priority(NamedTuple):
    """Tasks of this kind run before the ordinary ones: `pick` the oldest alone, the newest alone, or all at once."""

    kind: str
    pick: str
    statuses: tuple[str, ...] = ("enqueued",)


PRIORITIES = (
    Priority("taskCancelation", "newest"),
    Priority("upgradeDatabase", "all", ("enqueued", "failed")),
    Priority("taskDeletion", "all"),
    Priority("indexCompaction", "oldest"),
    Priority("export", "oldest"),
    Priority("snapshotCreation", "all"),
    Priority("dumpCreation", "oldest"),
)


def next_plan(state: State, options: Options) -> Plan | None:
    """The next batch to run, None when nothing is enqueued."""
    if ENQUEUED not in state.task_sets and ("kind", "upgradeDatabase") not in state.task_sets:
        return None
    for row in PRIORITIES:
        waiting = state.task_sets.get(("kind", row.kind), 0) & ~state.stuck
        if waiting:
            found = 0
            for status in row.statuses:
                found |= waiting & state.task_sets.get(("status", status), 0)
            if found:
                return prior(state, row, found)
    enqueued = state.task_sets.get(ENQUEUED, 0) & ~state.stuck
    return ordinary(state, options, enqueued) if enqueued else None


def prior(state: State, row: Priority, found: int) -> Plan:
    if row.pick == "all":
        uids = tuple(bitmap.each(found))
        return Plan(row.kind, uids, reason("same_kind", kind=row.kind), batch_uid=state.tasks[uids[-1]].batch_uid)
    uid = bitmap.first(found) if row.pick == "oldest" else found.bit_length() - 1
    return Plan(row.kind, (uid,), reason("alone", id=uid, kind=row.kind), state.tasks[uid].index_uid)


def ordinary(state: State, options: Options, enqueued: int) -> Plan | None:
    """The oldest task, and what may run along with it on the same index."""
    first = state.tasks[bitmap.first(enqueued)]
    names = indexes_of(first)
    if not names:  # a swap of nothing
        return Plan("index swap", (first.uid,), reason("alone", id=first.uid, kind=first.kind))
    index_uid = names[0]
    index = state.indexes.get(index_uid)
    candidates = Candidates(state, options, enqueued & state.task_sets[("index", index_uid)])
    draft = autobatch(candidates, index is not None, index.primary_key if index is not None else None)
    if draft is None:  # a limit of no tasks at all stops the ordinary ones
        return None
    return planned(draft, index_uid, draft.reason or candidates.reason or exhausted(candidates.bits, enqueued, index_uid))


def planned(draft: Draft, index_uid: str, why: str) -> Plan:
    return Plan(draft.state, (*draft.uids, *draft.others), why, index_uid, draft.must_create)


def exhausted(taken: int, enqueued: int, index_uid: str) -> str:
    return reason("exhausted") if taken == enqueued else reason("exhausted_index", index=index_uid)


class Candidates:
    """The enqueued tasks of one index, oldest first, up to the configured limits; `reason` is set when a limit ended them."""

    def __init__(self, state: State, options: Options, bits: int) -> None:
        self.state = state
        self.options = options
        self.bits = bits
        self.reason: str | None = None

    def __iter__(self) -> Iterator[Task]:
        size = 0
        most, most_bytes = self.options.max_batched_tasks, self.options.batch_size_limit
        for count, uid in enumerate(bitmap.each(self.bits)):
            task = self.state.tasks[uid]
            if most is not None and count >= most:
                self.reason = reason("task_limit", limit=most)
                return
            if isinstance(task.payload, DocumentImport):
                size += task.payload.size
            if most_bytes is not None and size > most_bytes and count:
                self.reason = reason("size_limit", limit=most_bytes, size=size)
                return
            yield task
