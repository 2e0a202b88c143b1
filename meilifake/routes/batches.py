"""Batches over HTTP: lists and single ones, with the parameters of the tasks (guide http-surface, 19.4)."""

from __future__ import annotations

from meilifake.app.call import Call
from meilifake.engine.tasks.batch_query import list_batches
from meilifake.engine.tasks.model import Batch
from meilifake.engine.tasks.query import Query
from meilifake.errors.base import MeiliError
from meilifake.errors.messages import batch_not_found
from meilifake.routes.tasks import LIST, query_of, scope
from meilifake.views.batches import batch_view
from meilifake.views.page import fetched, uid_page_view
from meilifake.wire.message import Reply
from meilifake.wire.query import DIGITS, U32
from meilifake.wire.route import Route


def shown(call: Call, uid: int) -> Batch:
    processing = call.engine.scheduler.processing
    return processing.batch if processing is not None and processing.uid == uid else call.engine.state.batches[uid]


def get_batches(call: Call) -> Reply:
    fetch = fetched(call.query["limit"])
    page = list_batches(call.engine.state, query_of(call.query, fetch), call.engine.scheduler.processing, scope(call))
    return Reply(uid_page_view(page.uids, page.total, fetch, lambda uid: batch_view(shown(call, uid))))


def get_batch(call: Call) -> Reply:
    """Raises invalid_batch_uids, batch_not_found."""
    raw = call.path["batch_id"]
    if DIGITS.fullmatch(raw) is None or int(raw) > U32:
        raise MeiliError("invalid_batch_uids", f"Batch uid `{raw}` is invalid. It should only contain numeric characters.")
    uid = int(raw)
    query = Query(batch_uids=(uid,))
    if not list_batches(call.engine.state, query, call.engine.scheduler.processing, scope(call)).uids:
        raise batch_not_found(uid)
    return Reply(batch_view(shown(call, uid)))


ROUTES = (
    Route("GET", "/batches", "tasks.get", get_batches, query=LIST),
    Route("GET", "/batches/{batch_id}", "tasks.get", get_batch),
)
