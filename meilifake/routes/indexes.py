"""Indexes: list, create, read, update, rename, delete, fields, statistics, compaction (guide http-surface, 10 to 12)."""

from __future__ import annotations

from meilifake.app.call import Call
from meilifake.engine.index.paths import known_fields
from meilifake.engine.index.patterns import Match, match_any
from meilifake.engine.tasks.model import IndexCompaction, IndexCreation, IndexDeletion, IndexUpdate
from meilifake.errors.base import MeiliError
from meilifake.errors.messages import check_index_uid
from meilifake.routes.enqueue import enqueued
from meilifake.views.fields import field_view
from meilifake.views.indexes import index_view
from meilifake.views.page import page_view
from meilifake.wire.message import Reply
from meilifake.wire.query import Param, positive_integer
from meilifake.wire.route import Route

LIST = (
    Param("offset", positive_integer, 0, "invalid_index_offset"),
    Param("limit", positive_integer, 20, "invalid_index_limit"),
)
CAPABILITIES = ("displayed", "searchable", "sortable", "distinct", "ranking_rule", "filterable")


def path_uid(call: Call) -> str:
    return check_index_uid(call.path["index_uid"])


def get_indexes(call: Call) -> Reply:
    """Those that the caller may see, in byte order."""
    indexes = call.engine.state.indexes
    uids = sorted(uid for uid in indexes if call.access.allows(uid))
    return Reply(page_view(uids, call.query["offset"], call.query["limit"], lambda uid: index_view(uid, indexes[uid])))


def create_index(call: Call) -> Reply:
    """Raises invalid_api_key when the key may not create this index."""
    uid = call.body.uid
    if not call.access.may_create(uid):
        raise MeiliError("invalid_api_key", "The provided API key is invalid.")
    return enqueued(call, IndexCreation(call.body.primary_key), uid)


def get_index(call: Call) -> Reply:
    uid = path_uid(call)
    return Reply(index_view(uid, call.engine.index(uid)))


def update_index(call: Call) -> Reply:
    uid, body = path_uid(call), call.body
    if body.uid is not None:
        check_index_uid(body.uid)
    return enqueued(call, IndexUpdate(body.primary_key, body.uid), uid)


def delete_index(call: Call) -> Reply:
    return enqueued(call, IndexDeletion(), path_uid(call))


def compact_index(call: Call) -> Reply:
    return enqueued(call, IndexCompaction(), path_uid(call), replicated=False)


def list_fields(call: Call) -> Reply:
    """Every field, by name; the server does not check the form of the uid here. Raises index_not_found."""
    index, body = call.engine.index(call.path["index_uid"]), call.body
    names = sorted(known_fields(index))
    wanted = body.filter
    if wanted is None:
        return Reply(page_view(names, body.offset, body.limit, lambda name: field_view(name, index.settings)))
    if wanted.attribute_patterns is not None:
        names = [name for name in names if match_any(wanted.attribute_patterns, name) is Match.MATCH]
    views = [field_view(name, index.settings) for name in names]
    for capability in CAPABILITIES:
        state = getattr(wanted, capability)
        key = "rankingRule" if capability == "ranking_rule" else capability
        if state is not None:
            views = [view for view in views if view[key]["enabled"] is state]
    return Reply(page_view(views, body.offset, body.limit, lambda view: view))


INDEX = "/indexes/{index_uid}"
ROUTES = (
    Route("GET", "/indexes", "indexes.get", get_indexes, query=LIST),
    Route("POST", "/indexes", "indexes.create", create_index, body="indexes:IndexCreate"),
    Route("GET", INDEX, "indexes.get", get_index),
    Route("PATCH", INDEX, "indexes.update", update_index, body="indexes:IndexPatch"),
    Route("DELETE", INDEX, "indexes.delete", delete_index),
    Route("POST", INDEX + "/fields", "fields.post", list_fields, body="indexes:FieldsQuery"),
    Route("POST", INDEX + "/compact", "indexes.compact", compact_index),
)
