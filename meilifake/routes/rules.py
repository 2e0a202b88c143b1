"""Dynamic search rules over HTTP (guide http-surface, 27)."""

from __future__ import annotations

from collections.abc import Mapping

from meilifake.app.call import Call
from meilifake.engine import rules
from meilifake.engine.features import require
from meilifake.engine.tasks.model import DsrClear, DsrUpdate
from meilifake.errors.base import MeiliError, PathRefused
from meilifake.errors.messages import index_uid_message, is_index_uid
from meilifake.routes.enqueue import enqueued
from meilifake.wire.message import Reply
from meilifake.wire.query import Param, text
from meilifake.wire.route import Route

METADATA = (Param("customMetadata", text, None, "invalid_index_custom_metadata"),)
FEATURE = "dynamicSearchRules"


def check_uid(path: Mapping[str, str]) -> None:
    """A malformed uid is refused where paths are read: by the bare words, as 404 (guide http-surface, 1.1)."""
    if not is_index_uid(path["uid"]):
        raise PathRefused(index_uid_message(path["uid"]))


def gate(call: Call, action: str = "Using the `/dynamic-search-rules` routes") -> None:
    require(call.engine.state.features, FEATURE, action)


def list_rules(call: Call) -> Reply:
    gate(call, "Calling the `POST /dynamic-search-rules` route")
    body = call.body
    query, active = (None, None) if body.filter is None else (body.filter.query, body.filter.active)
    page, total = rules.listed(call.engine.state, query, active, body.offset, body.limit, call.engine.now())
    return Reply({"results": [rules.view(rule) for rule in page], "offset": body.offset, "limit": body.limit, "total": total})


def get_rule(call: Call) -> Reply:
    gate(call, "Calling the `GET /dynamic-search-rules/{:ruleUid}` route")
    uid = call.path["uid"]
    if uid not in call.engine.state.rules:
        raise MeiliError("dynamic_search_rule_not_found", f"Dynamic search rule `{uid}` not found.")
    return Reply(rules.view(call.engine.state.rules[uid]))


def update_rule(call: Call) -> Reply:
    gate(call)
    return enqueued(call, DsrUpdate(call.path["uid"], call.body.rule()), rules.INDEX_UID, replicated=False)


def delete_rule(call: Call) -> Reply:
    """Here the query string is read before the path."""
    check_uid(call.path)
    gate(call)
    return enqueued(call, DsrUpdate(call.path["uid"], None), rules.INDEX_UID, replicated=False)


def clear_rules(call: Call) -> Reply:
    gate(call)
    return enqueued(call, DsrClear(), rules.INDEX_UID, replicated=False)


ROUTES = (
    Route("POST", "/dynamic-search-rules", "dynamicSearchRules.get", list_rules, body="rules:RuleList"),
    Route("DELETE", "/dynamic-search-rules", "dynamicSearchRules.delete", clear_rules, query=METADATA),
    Route("GET", "/dynamic-search-rules/{uid}", "dynamicSearchRules.get", get_rule, check_path=check_uid),
    Route(
        "PATCH",
        "/dynamic-search-rules/{uid}",
        "dynamicSearchRules.update",
        update_rule,
        query=METADATA,
        body="rules:RuleUpdate",
        check_path=check_uid,
    ),
    Route("DELETE", "/dynamic-search-rules/{uid}", "dynamicSearchRules.delete", delete_rule, query=METADATA),
)
