"""The `chat` setting of an index: its defaults, and how an update is merged into it (guide http-surface, 14.5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from meilifake.engine.embedders.merge import DEFAULT_MAX_BYTES, DEFAULT_TEMPLATE
from meilifake.errors.base import MeiliError

DEFAULTS: Mapping[str, Any] = {
    "description": "",
    "documentTemplate": DEFAULT_TEMPLATE,
    "documentTemplateMaxBytes": DEFAULT_MAX_BYTES,
    "searchParameters": {},
}
PARAMETERS = ("hybrid", "limit", "sort", "distinct", "matchingStrategy", "attributesToSearchOn", "rankingScoreThreshold")


def complete(chat: Mapping[str, Any]) -> dict[str, Any]:
    """The setting as it is shown: every key, defaults included."""
    return {**DEFAULTS, **chat}


def merged(stored: Mapping[str, Any], submitted: Mapping[str, Any]) -> dict[str, Any]:
    """Key by key, search parameters one by one; null resets. Raises invalid_settings_embedders (sic),
    invalid_chat_setting_document_template."""
    chat = complete(stored)
    for key, value in submitted.items():
        if value is None:
            chat[key] = DEFAULTS[key]
        elif key == "searchParameters":
            both = {**chat[key], **value}
            chat[key] = {name: both[name] for name in PARAMETERS if both.get(name) is not None}
        else:
            chat[key] = value
    if chat["documentTemplateMaxBytes"] == 0:
        words = "`documentTemplateMaxBytes` cannot be zero"
        raise MeiliError("invalid_settings_embedders", f"`.chat.documentTemplateMaxBytes`: {words}")
    check_template(chat["documentTemplate"])
    return chat


def check_template(template: str) -> None:
    if template == DEFAULT_TEMPLATE:
        return
    from meilifake.engine.liquid.template import fault

    found = fault(template)
    if found is not None:
        words = f"Invalid document template: user error: cannot parse template: {found}."
        raise MeiliError("invalid_chat_setting_document_template", f"`.chat.documentTemplate`: {words}")
