"""API keys over HTTP (guide http-surface, section 8). None of these routes answers without a master key."""

from __future__ import annotations

from meilifake.app.call import Call
from meilifake.engine import keys
from meilifake.engine.keys import Expiry, Key
from meilifake.views.keys import key_view
from meilifake.views.page import page_view
from meilifake.wire.message import Reply
from meilifake.wire.query import Param, positive_integer
from meilifake.wire.route import Route

LIST = (
    Param("offset", positive_integer, 0, "invalid_api_key_offset"),
    Param("limit", positive_integer, 20, "invalid_api_key_limit"),
)


def master_key(call: Call) -> str:
    key = call.engine.options.master_key
    assert key is not None
    return key


def found(call: Call) -> Key:
    return keys.find(call.engine.state, master_key(call), call.path["key"])


def create_key(call: Call) -> Reply:
    """Raises what `keys.create` raises."""
    body, now = call.body, call.engine.now()
    expiry = None if body.expires_at is None else Expiry(body.expires_at.at, body.expires_at.text)
    uid = body.uid or call.engine.ids.uuid4()
    key = Key(uid, tuple(body.actions), tuple(body.indexes), now, now, body.name, body.description, expiry)
    return Reply(key_view(keys.create(call.engine.state, key), master_key(call)), 201)


def get_keys(call: Call) -> Reply:
    listed = keys.listed(call.engine.state)
    return Reply(page_view(listed, call.query["offset"], call.query["limit"], lambda key: key_view(key, master_key(call))))


def get_key(call: Call) -> Reply:
    return Reply(key_view(found(call), master_key(call)))


def update_key(call: Call) -> Reply:
    changes = {name: getattr(call.body, name) for name in call.body.model_fields_set}
    key = keys.update(call.engine.state, found(call), changes, call.engine.now())
    return Reply(key_view(key, master_key(call)))


def delete_key(call: Call) -> Reply:
    del call.engine.state.keys[found(call).uid]
    return Reply(status=204)


ROUTES = (
    Route("POST", "/keys", "keys.create", create_key, body="keys:KeyCreation"),
    Route("GET", "/keys", "keys.get", get_keys, query=LIST),
    Route("GET", "/keys/{key}", "keys.get", get_key),
    Route("PATCH", "/keys/{key}", "keys.update", update_key, body="keys:KeyUpdate"),
    Route("DELETE", "/keys/{key}", "keys.delete", delete_key),
)
