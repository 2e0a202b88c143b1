"""Chat workspaces: their settings (guide http-surface, 29). For the conversations themselves see `chat_provider`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from meilifake.engine.chat_prompts import PROMPTS
from meilifake.engine.state import State
from meilifake.errors.base import MeiliError

DEFAULTS: Mapping[str, Any] = {
    "source": "openAi",
    "orgId": None,
    "projectId": None,
    "apiVersion": None,
    "deploymentId": None,
    "baseUrl": None,
    "apiKey": None,
    "prompts": PROMPTS,
}
"""In the order of answers."""

REQUIRED: Mapping[str, tuple[tuple[str, ...], str]] = {
    "azureOpenAi": (("baseUrl", "deploymentId", "apiVersion"), "`baseUrl`, `deploymentId`, and `apiVersion`"),
    "vLlm": (("baseUrl",), "`baseUrl`"),
}
"""What a source cannot do without, and how the refusal lists it."""


def merged(stored: Mapping[str, Any] | None, submitted: Mapping[str, Any]) -> dict[str, Any]:
    """The settings after a patch; null resets a key, and all prompts. Raises bad_request for what the source still lacks."""
    settings = dict(DEFAULTS if stored is None else stored)
    for key, value in submitted.items():
        if value is None:
            settings[key] = DEFAULTS[key]
        elif key == "prompts":
            changes = {name: PROMPTS[name] if prompt is None else prompt for name, prompt in value.items()}
            settings[key] = {**settings[key], **changes}
        else:
            settings[key] = value
    keys, listed = REQUIRED.get(settings["source"], ((), ""))
    if any(settings[key] is None for key in keys):
        raise MeiliError("bad_request", f"{settings['source']} requires setting a valid {listed}")
    return settings


def workspace(state: State, uid: str) -> Mapping[str, Any]:
    """The settings of a workspace. Raises chat_not_found, in the words of its settings' routes."""
    if uid not in state.chats:
        raise MeiliError("chat_not_found", f"Chat `{uid}` not found")
    found: Mapping[str, Any] = state.chats[uid]
    return found
