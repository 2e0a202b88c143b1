"""Metrics (guide http-surface, section 25)."""

from __future__ import annotations

from meilifake.app.call import Call
from meilifake.engine.features import require
from meilifake.engine.tasks.model import KINDS, STATUSES
from meilifake.views.metrics import metrics_text, server_gauges
from meilifake.wire.message import Reply
from meilifake.wire.route import Route

PROMETHEUS = "text/plain; version=0.0.4"
COUNTED = {"indexes": "index", "statuses": "status", "types": "kind"}
"""The server's name of a count of tasks, and that of the sets behind it."""


def get_metrics(call: Call) -> Reply:
    """The gauges alone: no request is counted and no time measured. The guard lets in no key that may not see every index."""
    require(call.engine.state.features, "metrics", "Getting metrics")
    state = call.engine.state
    documents = {uid: len(state.indexes[uid].documents) for uid in state.indexes}
    dates = [index.updated_at for index in state.indexes.values()]
    indexing = call.engine.scheduler.processing is not None
    gauges = server_gauges(documents, task_counts(call), indexing, call.engine.options.search_queue_size, max(dates, default=None))
    return Reply(raw=metrics_text(gauges).encode(), content_type=PROMETHEUS)


def task_counts(call: Call) -> dict[tuple[str, str], int]:
    """Every status and type is there, at 0 too; indexes are those that have tasks."""
    names = {name: kind for kind, name in COUNTED.items()}
    counts = dict.fromkeys([("statuses", status) for status in STATUSES] + [("types", kind) for kind in KINDS], 0)
    for (name, value), tasks in call.engine.state.task_sets.items():
        if name in names:
            counts[names[name], str(value)] = tasks.bit_count()
    return counts


ROUTES = (Route("GET", "/metrics", "metrics.get", get_metrics),)
