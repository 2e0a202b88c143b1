"""The settings of a chat workspace as answers show them (guide http-surface, 29)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from meilifake.engine.tasks.secret import masked


def workspace_view(settings: Mapping[str, Any]) -> dict[str, Any]:
    secret = settings["apiKey"]
    return {**settings, "apiKey": None if secret is None else masked(secret)}
