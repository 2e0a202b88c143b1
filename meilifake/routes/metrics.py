"""Metrics (guide http-surface, section 25)."""

from __future__ import annotations

from datetime import timedelta

from meilifake.app.call import Call
from meilifake.engine import bitmap
from meilifake.engine.features import require
from meilifake.engine.tasks.batch_query import list_batches
from meilifake.engine.tasks.model import KINDS, STATUSES
from meilifake.engine.tasks.query import Query, union
from meilifake.views.batches import RUNNING, WORK
from meilifake.views.metrics import Metrics
from meilifake.views.stats import database_size
from meilifake.wire.message import Reply
from meilifake.wire.route import Route

PROMETHEUS = "text/plain; version=0.0.4"
COUNTED = {"index": "indexes", "status": "statuses", "kind": "types"}
"""The sets of tasks that are counted, and the server's name of the count."""
QUEUE_SIZE = 20 * 1024**3
"""Bytes that the task queue may take; it takes no new task beyond two fifths."""
QUEUE_BASE, PER_TASK = 86016, 1024
"""Bytes that it does take: an estimate."""
WRITES = ("documentAdditionOrUpdate", "documentEdition", "documentDeletion")
WRITTEN = ("indexedDocuments", "editedDocuments", "deletedDocuments")
FRESH = timedelta(minutes=5)
"""How long after its end, its own duration apart, a write of documents is told of."""
MILLISECOND = timedelta(milliseconds=1)


def get_metrics(call: Call) -> Reply:
    """The guard lets in no key that may not see every index.

    What is not told: the process, and counters of searches that were cut short, personalised, or made for a chat.
    """
    require(call.engine.state.features, "metrics", "Getting metrics")
    metrics = Metrics(lapses=call.traffic.lapses)
    for labels, count in call.traffic.answered.items():
        metrics.set("meilisearch_http_requests_total", count, *labels)
    tell_indexes(call, metrics)
    tell_searches(call, metrics)
    tell_tasks(call, metrics)
    tell_batches(call, metrics)
    return Reply(raw=metrics.text().encode(), content_type=PROMETHEUS)


def tell_indexes(call: Call, metrics: Metrics) -> None:
    indexes = call.engine.state.indexes
    size = database_size(indexes)
    metrics.set("meilisearch_db_size_bytes", size)
    metrics.set("meilisearch_used_db_size_bytes", size // 2)
    metrics.set("meilisearch_index_count", len(indexes))
    for uid in indexes:
        metrics.set("meilisearch_index_docs_count", len(indexes[uid].documents), uid)
    if indexes:
        metrics.set("meilisearch_last_update", int(max(index.updated_at for index in indexes.values()).timestamp()))


def tell_searches(call: Call, metrics: Metrics) -> None:
    metrics.set("meilisearch_search_queue_size", call.engine.options.search_queue_size)
    metrics.set("meilisearch_searches_running", 0)
    metrics.set("meilisearch_searches_waiting_to_be_processed", 0)


def tell_tasks(call: Call, metrics: Metrics) -> None:
    """Every status and type is there, at 0 too; indexes are those that have tasks."""
    state = call.engine.state
    for kind, values in (("statuses", STATUSES), ("types", KINDS)):
        for value in values:
            metrics.set("meilisearch_nb_tasks", 0, kind, value)
    for (name, shared), tasks in state.task_sets.items():
        if name in COUNTED:
            metrics.set("meilisearch_nb_tasks", tasks.bit_count(), COUNTED[name], str(shared))
    waiting = next(bitmap.each(union(state.task_sets, "status", ("enqueued", "processing"))), None)
    latency = 0.0 if waiting is None else (call.engine.now() - state.tasks[waiting].enqueued_at).total_seconds()
    metrics.set("meilisearch_task_queue_latency_seconds", latency)
    used = QUEUE_BASE + PER_TASK * len(state.tasks)
    metrics.set("meilisearch_task_queue_max_size", QUEUE_SIZE)
    metrics.set("meilisearch_task_queue_used_size", used)
    metrics.set("meilisearch_task_queue_size_until_stop_registering", QUEUE_SIZE * 2 // 5 - used)


def tell_batches(call: Call, metrics: Metrics) -> None:
    """The batch that runs, the last one that ended, and the last one that wrote documents, if that is not long ago."""
    state, processing = call.engine.state, call.engine.scheduler.processing
    metrics.set("meilisearch_is_indexing", int(processing is not None))
    if processing is not None:
        for step in RUNNING["steps"]:
            share = step["finished"] / step["total"]
            metrics.set("meilisearch_batch_running_progress_trace", share, str(processing.uid), step["currentStep"])
    for uid in list_batches(state, Query(limit=1, statuses=("succeeded", "failed")), processing).uids:
        batch = state.batches[uid]
        if batch.finished_at is not None:
            lapse = (batch.finished_at - batch.started_at) // MILLISECOND
            metrics.set("meilisearch_last_finished_batches_progress_trace_ms", lapse, str(uid), WORK)
    for uid in list_batches(state, Query(limit=1, statuses=("succeeded",), types=WRITES), processing).uids:
        batch = state.batches[uid]
        if batch.finished_at is None or call.engine.now() - batch.finished_at > batch.finished_at - batch.started_at + FRESH:
            continue
        index = min(batch.index_uids, default="")
        written = sum(batch.details.get(name) or 0 for name in WRITTEN)
        metrics.set("meilisearch_last_indexed_documents_count", written, str(uid), index)
        metrics.set(
            "meilisearch_last_indexed_documents_duration_ms", (batch.finished_at - batch.started_at) // MILLISECOND, str(uid), index
        )


ROUTES = (Route("GET", "/metrics", "metrics.get", get_metrics),)
