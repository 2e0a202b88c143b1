"""Chat workspaces over HTTP (guide http-surface, 29)."""

from __future__ import annotations

from collections.abc import Collection

from meilifake.app.call import Call
from meilifake.engine import chats
from meilifake.engine.chat_tool import SEARCH_TOOL, search_tool, system_message
from meilifake.engine.features import require
from meilifake.errors.base import Broken, MeiliError
from meilifake.errors.messages import BAD_KEY, check_index_uid
from meilifake.routes.chat_events import APPEND, PROGRESS, SOURCES, Wanted
from meilifake.routes.conversation import converse
from meilifake.views.chats import workspace_view
from meilifake.views.page import page_view
from meilifake.wire.message import Reply
from meilifake.wire.query import Param, positive_integer
from meilifake.wire.route import Route

LIST = (
    Param("offset", positive_integer, 0, "invalid_index_offset"),
    Param("limit", positive_integer, 20, "invalid_index_limit"),
)
STREAM = (
    ("transfer-encoding", "chunked"),
    ("content-encoding", "identity"),
    ("cache-control", "no-cache"),
    ("x-accel-buffering", "no"),
)
LONGEST_UID = 511
TOOLS = (PROGRESS, APPEND, SOURCES)
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
    """Creates the workspace. Raises internal for a name that is longer than a key of the server's database."""
    gate(call, "using the /chats/settings route")
    state, uid = call.engine.state, call.path["workspace_uid"]
    settings = chats.merged(state.chats.get(uid), call.body)
    if len(uid.encode()) > LONGEST_UID:
        raise MeiliError("internal", BAD_KEY)
    state.chats[uid] = settings
    return get_settings(call)


def reset_settings(call: Call) -> Reply:
    """Raises chat_not_found: only a patch creates a workspace."""
    gate(call, "using the /chats/settings route")
    state, uid = call.engine.state, call.path["workspace_uid"]
    chats.workspace(state, uid)
    state.chats[uid] = chats.DEFAULTS
    return get_settings(call)


def complete(call: Call) -> Reply:
    """A conversation as a stream of events. Raises Broken without a bearer token, even where no key is needed."""
    gate(call, "using the /chats chat completions route")
    body = call.body
    if body.choices not in (None, 1):
        words = f"You tried to specify n = {body.choices} but only single choices are supported (n = 1)."
        raise MeiliError("unimplemented_multi_choice_chat_completions", words)
    if not body.stream:
        raise MeiliError("unimplemented_non_streaming_chat_completions", "Non-streamed chat completions is not implemented")
    state = call.engine.state
    workspace = chats.workspace(state, call.path["workspace_uid"])
    if "authorization" not in call.request.headers:
        raise Broken
    wanted = declared(body.tools)
    tool = search_tool(state, workspace["prompts"], call.access.allows, call.access.search_filter)
    messages = [system_message(workspace, body.fields["model"]), *body.fields["messages"]]
    raw = converse(call, workspace, {**body.fields, "messages": messages, "tools": [tool]}, wanted)
    return Reply(raw=raw, content_type="text/event-stream", headers=STREAM)


def declared(names: Collection[str]) -> Wanted:
    """Raises bad_request for the server's own tool, unimplemented_external_function_calling for one that it does not know."""
    for name in names:
        if name == SEARCH_TOOL:
            raise MeiliError("bad_request", f"{SEARCH_TOOL} function is already defined.")
        if name not in TOOLS:
            words = f"{name}: External functions are not supported yet."
            raise MeiliError("unimplemented_external_function_calling", words)
    return Wanted(*(name in names for name in TOOLS))


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
