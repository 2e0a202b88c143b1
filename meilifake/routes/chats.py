"""Chat workspaces over HTTP (guide http-surface, 29)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from meilifake.app.call import Call
from meilifake.engine import chats
from meilifake.engine.chat_provider import failure
from meilifake.engine.features import require
from meilifake.errors.base import MeiliError, Unsupported
from meilifake.errors.messages import check_index_uid
from meilifake.views.chats import workspace_view
from meilifake.views.page import page_view
from meilifake.wire.jsontext import dumps
from meilifake.wire.message import Reply
from meilifake.wire.query import Param, positive_integer
from meilifake.wire.route import Route

LIST = (
    Param("offset", positive_integer, 0, "invalid_index_offset"),
    Param("limit", positive_integer, 20, "invalid_index_limit"),
)
SEARCH_TOOL = "_meiliSearchInIndex"
STREAM = (
    ("transfer-encoding", "chunked"),
    ("content-encoding", "identity"),
    ("cache-control", "no-cache"),
    ("x-accel-buffering", "no"),
)
TOOLS = frozenset(("_meiliSearchProgress", "_meiliAppendConversationMessage", "_meiliSearchSources"))
"""The functions that a client may declare."""


def gate(call: Call, action: str) -> None:
    require(call.engine.state.features, "chatCompletions", action)


def list_chats(call: Call) -> Reply:
    gate(call, "listing the chats")
    uids = sorted(call.engine.state.chats)
    return Reply(page_view(uids, call.query["offset"], call.query["limit"], lambda uid: {"uid": uid}))


def known(call: Call, uid: str) -> str:
    """Raises chat_not_found, in the words of the workspaces' own routes."""
    if uid not in call.engine.state.chats:
        raise MeiliError("chat_not_found", f"chat {uid} not found")
    return uid


def get_chat(call: Call) -> Reply:
    gate(call, "displaying a chat")
    return Reply({"uid": known(call, check_index_uid(call.path["workspace_uid"]))})


def delete_chat(call: Call) -> Reply:
    gate(call, "deleting a chat")
    del call.engine.state.chats[known(call, call.path["workspace_uid"])]
    return Reply(status=204)


def get_settings(call: Call) -> Reply:
    gate(call, "using the /chats/settings route")
    return Reply(workspace_view(chats.workspace(call.engine.state, call.path["workspace_uid"])))


def patch_settings(call: Call) -> Reply:
    """Creates the workspace."""
    gate(call, "using the /chats/settings route")
    state, uid = call.engine.state, call.path["workspace_uid"]
    state.chats[uid] = chats.merged(state.chats.get(uid), call.body)
    return get_settings(call)


def reset_settings(call: Call) -> Reply:
    """Raises chat_not_found: only a patch creates a workspace."""
    gate(call, "using the /chats/settings route")
    state, uid = call.engine.state, call.path["workspace_uid"]
    chats.workspace(state, uid)
    state.chats[uid] = chats.DEFAULTS
    return get_settings(call)


def complete(call: Call) -> Reply:
    """A stream of events that ends at once: the language model is out of reach."""
    gate(call, "using the /chats chat completions route")
    body = call.body
    if body.choices not in (None, 1):
        words = f"You tried to specify n = {body.choices} but only single choices are supported (n = 1)."
        raise MeiliError("unimplemented_multi_choice_chat_completions", words)
    if not body.stream:
        raise MeiliError("unimplemented_non_streaming_chat_completions", "Non-streamed chat completions is not implemented")
    workspace = chats.workspace(call.engine.state, call.path["workspace_uid"])
    if not call.request.headers.get("authorization", "").startswith("Bearer "):
        raise Unsupported("a conversation without a bearer, at which the server breaks off")
    for name in body.tools:
        if name == SEARCH_TOOL:
            raise MeiliError("bad_request", f"{SEARCH_TOOL} function is already defined.")
        if name not in TOOLS:
            words = f"{name}: External functions are not supported yet."
            raise MeiliError("unimplemented_external_function_calling", words)
    return Reply(raw=conversation(call, workspace), content_type="text/event-stream", headers=STREAM)


def conversation(call: Call, workspace: Mapping[str, Any]) -> bytes:
    """The events of a conversation whose model cannot be reached."""
    events = ["retry: 10000"]
    fault = failure(workspace, call.engine.options.allowed_ip_networks)
    if fault is not None:
        error = {"type": "transport_error", "code": None, "message": fault, "param": None, "event_id": None}
        event = {"event_id": call.engine.ids.uuid4(), "type": "error", "error": error}
        events += [f"data: {dumps(event)}", "data: [DONE]"]
    return "".join(f"{event}\n\n" for event in events).encode()


PATH = "/chats/{workspace_uid}"

ROUTES = (
    Route("GET", "/chats", "chats.get", list_chats, query=LIST),
    Route("GET", PATH, "chats.get", get_chat),
    Route("DELETE", PATH, "chats.delete", delete_chat),
    Route("GET", f"{PATH}/settings", "chatsSettings.get", get_settings),
    Route("PATCH", f"{PATH}/settings", "chatsSettings.update", patch_settings, body="chats:workspace"),
    Route("DELETE", f"{PATH}/settings", "chatsSettings.update", reset_settings),
    Route("POST", f"{PATH}/chat/completions", "chatCompletions", complete, body="completions:Completion"),
)
