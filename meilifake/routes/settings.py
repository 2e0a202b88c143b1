"""Settings over HTTP: all of them, and a route for each row of the table (guide http-surface, section 14)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from meilifake.app.call import Call
from meilifake.engine.embedders.gates import check_embedders
from meilifake.engine.features import require
from meilifake.engine.settings_table import SETTINGS, Setting
from meilifake.engine.tasks.model import SettingsUpdate
from meilifake.errors.base import MeiliError
from meilifake.errors.messages import check_index_uid
from meilifake.routes.enqueue import enqueued
from meilifake.views.settings import setting_view, settings_view
from meilifake.wire.message import Reply
from meilifake.wire.route import Route

ALL = "/indexes/{index_uid}/settings"
GATED = tuple((setting.name, setting.gate, setting.action) for setting in reversed(SETTINGS) if setting.gate is not None)
"""Those of experimental features, with what a refusal says, in the order in which the server looks at them."""


def get_all(call: Call) -> Reply:
    return Reply(settings_view(call.engine.index(check_index_uid(call.path["index_uid"])).settings, call.engine.state.features))


def delete_all(call: Call) -> Reply:
    return register(call, {setting.name: None for setting in SETTINGS}, is_deletion=True)


def update(call: Call) -> Reply:
    return register(call, call.body)


def getter(setting: Setting) -> Callable[[Call], Reply]:
    return lambda call: Reply(setting_view(setting, call.engine.index(check_index_uid(call.path["index_uid"])).settings))


def deleter(setting: Setting) -> Callable[[Call], Reply]:
    return lambda call: register(call, {setting.name: None}, is_deletion=True)


def register(call: Call, settings: dict[str, Any], *, is_deletion: bool = False) -> Reply:
    """Enqueue the submitted settings, checked as far as they can be without the stored ones.

    Raises invalid_index_uid, feature_not_enabled, invalid_settings_ranking_rules, invalid_settings_embedders, vector_embedding_error.
    """
    uid = check_index_uid(call.path["index_uid"])
    features = call.engine.state.features
    embedders = settings.get("embedders") or {}
    check_embedders(embedders, features)
    for name, gate, action in GATED:
        if settings.get(name) is not None:
            require(features, gate, action)
    check_ranking_rules(settings.get("rankingRules") or [])
    if embedders:
        from meilifake.engine.embedders.gates import stored_form
        from meilifake.engine.embedders.validate import validate
        from meilifake.schema.embedders import check_nested_values

        check_nested_values(embedders)
        for name, embedder in embedders.items():
            if embedder is not None:
                validate(name, embedder, whole=False)
        settings = {**settings, "embedders": stored_form(embedders)}
    return enqueued(call, SettingsUpdate(settings, is_deletion, call.access.may_create(uid)), uid)


def check_ranking_rules(rules: list[str]) -> None:
    """`attribute` is the other two in one: it may not stand beside them."""
    if "attribute" in rules and not {"attributeRank", "wordPosition"}.isdisjoint(rules):
        words = "You must either use the attribute ranking rule alone or the attributeRank and wordPosition ranking rules."
        mixed = f"Mixed usage of the attribute, attributeRank, and wordPosition ranking rules. {words}"
        raise MeiliError("invalid_settings_ranking_rules", mixed)


def rows(setting: Setting) -> Iterator[Route]:
    path = f"{ALL}/{setting.path}"
    yield Route("GET", path, "settings.get", getter(setting))
    yield Route(setting.verb, path, "settings.update", update, body=f"settings:{setting.path.replace('-', '_')}")
    yield Route("DELETE", path, "settings.update", deleter(setting))


ROUTES = (
    Route("PATCH", ALL, "settings.update", update, body="settings:settings_body"),
    Route("GET", ALL, "settings.get", get_all),
    Route("DELETE", ALL, "settings.update", delete_all),
    *(route for setting in SETTINGS for route in rows(setting)),
)
