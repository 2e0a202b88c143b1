"""Which tasks a query matches: the filter behind GET /tasks, cancelations and deletions (guide tasks-documents, 3)."""

from __future__ import annotations

from typing import NamedTuple

from meilifake.engine import bitmap
from meilifake.engine.state import State
from meilifake.engine.tasks.association import GLOBAL_KINDS
from meilifake.engine.tasks.model import Task
from meilifake.engine.tasks.processing import Processing
from meilifake.engine.tasks.query import ANY_TIME, Allows, Query, named, paged, union


class TaskPage(NamedTuple):
    uids: list[int]
    total: int


def list_tasks(state: State, query: Query, processing: Processing | None, allows: Allows | None = None) -> TaskPage:
    """One page of tasks.

    Kinds without an index are taken out after the page is cut when the query or the caller's key names indexes, and the total counts
    them nevertheless: the server does so.
    """
    bits = match_tasks(state, query, processing)
    uids = paged(bits, query)
    hidden = 0
    if query.index_uids is not None or allows is not None:
        hidden = union(state.task_sets, "kind", GLOBAL_KINDS)
    if allows is not None:
        hidden |= union(state.task_sets, "index", [uid for uid in index_names(state) if not allows(uid)])
    return TaskPage([uid for uid in uids if not hidden >> uid & 1], bits.bit_count())


def index_names(state: State) -> list[str]:
    return [str(value) for name, value in state.task_sets if name == "index"]


def match_tasks(state: State, query: Query, processing: Processing | None) -> int:
    """The set of matching tasks, page limits aside."""
    sets, running = state.task_sets, processing.tasks if processing is not None else 0
    bits = union(sets, "status", ("enqueued", "succeeded", "failed", "canceled"))
    if query.batch_uids is not None:
        bits &= tasks_of_batches(state, query.batch_uids, processing)
    if query.statuses is not None:
        # The queue's own tables still say "enqueued" of what is being processed.
        bits &= (union(sets, "status", query.statuses) & ~running) | (running if "processing" in query.statuses else 0)
    if query.uids is not None:
        bits &= named(query.uids, bits.bit_length())
    for name, values in (("canceledBy", query.canceled_by), ("kind", query.types), ("index", query.index_uids)):
        if values is not None:
            bits &= union(sets, name, values)
    return in_spans(state, bits, query, processing)


def tasks_of_batches(state: State, batch_uids: tuple[int, ...], processing: Processing | None) -> int:
    found = 0
    for uid in batch_uids:
        if processing is not None and processing.uid == uid:
            found |= processing.tasks
        elif uid in state.batches:
            found |= bitmap.of(state.batches[uid].task_uids)
    return found


def in_spans(state: State, bits: int, query: Query, processing: Processing | None) -> int:
    if query.enqueued == query.started == query.finished == ANY_TIME:
        return bits
    return bitmap.of([uid for uid in bitmap.each(bits) if in_time(state.tasks[uid], query, processing)])


def in_time(task: Task, query: Query, processing: Processing | None) -> bool:
    running = processing is not None and processing.tasks >> task.uid & 1
    started = processing.started_at if running and processing is not None else task.started_at
    dates = ((query.enqueued, task.enqueued_at), (query.started, started), (query.finished, task.finished_at))
    return all(span == ANY_TIME or span.holds(date) for span, date in dates)
