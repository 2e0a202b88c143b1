"""Statistics of one index and of the server (guide http-surface, 10)."""

from __future__ import annotations

from meilifake.app.call import Call
from meilifake.errors.messages import check_index_uid
from meilifake.views.stats import index_stats_view, stats_view
from meilifake.wire.message import Reply
from meilifake.wire.query import Param, boolean, enumeration
from meilifake.wire.route import Route

PARAMS = (
    Param("showInternalDatabaseSizes", boolean, False, "invalid_stats_show_internal_database_sizes"),
    Param("sizeFormat", enumeration("human", "raw"), "raw", "invalid_stats_size_format"),
)


def indexing(call: Call, uid: str) -> bool:
    """Whether a batch that runs now is about the index."""
    processing = call.engine.scheduler.processing
    return processing is not None and uid in processing.batch.index_uids


def get_index_stats(call: Call) -> Reply:
    """Raises invalid_index_uid, index_not_found."""
    uid = check_index_uid(call.path["index_uid"])
    index = call.engine.index(uid)
    return Reply(index_stats_view(index, indexing(call, uid), call.query["sizeFormat"], call.query["showInternalDatabaseSizes"]))


def get_stats(call: Call) -> Reply:
    every = call.engine.state.indexes
    shown = {uid: every[uid] for uid in sorted(every) if call.access.allows(uid)}
    busy = {uid: indexing(call, uid) for uid in shown}
    return Reply(stats_view(every, shown, busy, call.query["sizeFormat"], call.query["showInternalDatabaseSizes"]))


ROUTES = (
    Route("GET", "/stats", "stats.get", get_stats, query=PARAMS),
    Route("GET", "/indexes/{index_uid}/stats", "stats.get", get_index_stats, query=PARAMS),
)
