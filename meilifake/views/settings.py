"""Settings as answers show them: every one, or one; the embedders' own keys masked (guide http-surface, 14.2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from meilifake.engine.settings import IndexSettings
from meilifake.engine.settings_table import SETTINGS, Setting
from meilifake.engine.tasks.secret import masked


def settings_view(settings: IndexSettings, features: Mapping[str, bool]) -> dict[str, Any]:
    """All settings in the server's order, those behind an experimental feature only when it is on."""
    return {row.name: setting_view(row, settings) for row in SETTINGS if row.gate is None or features.get(row.gate)}


def setting_view(setting: Setting, settings: IndexSettings) -> Any:
    value = setting.read(settings)
    if setting.name != "embedders":
        return value
    return {name: hidden(embedder) for name, embedder in value.items()}


def hidden(embedder: Mapping[str, Any]) -> Mapping[str, Any]:
    """The keys of nested embedders stay in clear, as on the server."""
    return {**embedder, "apiKey": masked(embedder["apiKey"])} if "apiKey" in embedder else embedder
