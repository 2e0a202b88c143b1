"""A batch of settings tasks met by a clear-all: the documents go first, so that the settings have nothing to index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from meilifake.engine.operations.outcome import Outcome
from meilifake.engine.operations.registry import runner
from meilifake.engine.tasks.model import SettingsUpdate, Task

if TYPE_CHECKING:
    from meilifake.engine.engine import Engine


def run_clear_and_settings(engine: Engine, index_uid: str, tasks: Sequence[Task]) -> list[Outcome]:
    """The settings tasks stand first in `tasks`, and in the answer. A refusal of the settings brings the documents back, as the server's
    transaction does (guide tasks-documents, 7.4)."""
    settings = [task for task in tasks if isinstance(task.payload, SettingsUpdate)]
    others = [task for task in tasks if not isinstance(task.payload, SettingsUpdate)]
    before = engine.state.held(index_uid)
    try:
        cleared = runner("clear")(engine, index_uid, others)
        return runner("settings")(engine, index_uid, settings) + cleared
    except Exception:
        engine.state.indexes[index_uid] = before
        raise
