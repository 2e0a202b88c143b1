"""Which batches a query matches (guide tasks-documents, 4 and 4.2)."""

from __future__ import annotations

from meilifake.engine import bitmap
from meilifake.engine.state import State
from meilifake.engine.tasks.association import GLOBAL_KINDS
from meilifake.engine.tasks.model import Batch
from meilifake.engine.tasks.processing import Processing
from meilifake.engine.tasks.query import ANY_TIME, Allows, Query, named, paged, union
from meilifake.engine.tasks.task_query import TaskPage


def list_batches(state: State, query: Query, processing: Processing | None, allows: Allows | None = None) -> TaskPage:
    """One page of batches.

    A query or a key that names indexes hides global batches, by a slip of the server: it takes the ids of their *tasks* away from the
    ids of the batches. A batch is hidden from a key only if all its indexes are.
    """
    bits = match_batches(state, query, processing)
    uids = paged(bits, query)
    hidden = 0
    if query.index_uids is not None or allows is not None:
        hidden = union(state.task_sets, "kind", GLOBAL_KINDS)
        if processing is not None and processing.kinds & GLOBAL_KINDS:
            hidden |= 1 << processing.uid
    if allows is not None:
        hidden |= forbidden(state, processing, allows)
    return TaskPage([uid for uid in uids if not hidden >> uid & 1], bits.bit_count())


def forbidden(state: State, processing: Processing | None, allows: Allows) -> int:
    seen = {True: 0, False: 0}
    for (name, value), ids in state.batch_sets.items():
        if name == "index":
            seen[allows(str(value))] |= ids
    if processing is not None:
        for uid in processing.batch.index_uids:
            seen[allows(uid)] |= 1 << processing.uid
    return seen[False] & ~seen[True]


def match_batches(state: State, query: Query, processing: Processing | None) -> int:
    """The set of matching batches, page limits aside."""
    sets, running = state.batch_sets, 1 << processing.uid if processing is not None else 0
    bits = union(sets, "status", ("succeeded", "failed", "canceled")) | running
    if query.batch_uids is not None:
        bits &= named(query.batch_uids, bits.bit_length())
    if query.statuses is not None:
        bits &= (union(sets, "status", query.statuses) & ~running) | (running if "processing" in query.statuses else 0)
    if query.uids is not None:
        tasks = [state.tasks[uid] for uid in query.uids if uid in state.tasks]
        bits &= bitmap.of([task.batch_uid for task in tasks if task.batch_uid is not None])
    if query.canceled_by is not None:
        bits &= cancelations(state, query.canceled_by)
    if query.types is not None:
        now = running if processing is not None and processing.kinds.intersection(query.types) else 0
        bits &= union(sets, "kind", query.types) | now
    if query.index_uids is not None:
        now = running if processing is not None and set(processing.batch.index_uids) & set(query.index_uids) else 0
        bits &= union(sets, "index", query.index_uids) | now
    return in_spans(state, bits, query, processing)


def cancelations(state: State, uids: tuple[int, ...]) -> int:
    """The batches that ran these cancelations, if they succeeded."""
    tasks = [state.tasks[uid] for uid in uids if uid in state.tasks]
    ran = [task for task in tasks if task.kind == "taskCancelation" and task.status == "succeeded"]
    return bitmap.of([task.batch_uid for task in ran if task.batch_uid is not None])


def in_spans(state: State, bits: int, query: Query, processing: Processing | None) -> int:
    if query.enqueued == query.started == query.finished == ANY_TIME:
        return bits
    kept = []
    for uid in bitmap.each(bits):
        batch = processing.batch if processing is not None and processing.uid == uid else state.batches[uid]
        if in_time(batch, query):
            kept.append(uid)
    return bitmap.of(kept)


def in_time(batch: Batch, query: Query) -> bool:
    """A batch is enqueued when its first or its last task is: one of the two within bounds is enough."""
    enqueued = query.enqueued == ANY_TIME or any(query.enqueued.holds(date) for date in batch.enqueued_at or ())
    dates = ((query.started, batch.started_at), (query.finished, batch.finished_at))
    return enqueued and all(span == ANY_TIME or span.holds(date) for span, date in dates)
