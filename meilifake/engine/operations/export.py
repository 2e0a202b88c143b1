"""Exports to a remote server: registered, batched and shown; the transfer itself is not done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from meilifake.engine.operations.outcome import Outcome
from meilifake.engine.tasks.model import Task
from meilifake.errors.base import Unsupported

if TYPE_CHECKING:
    from meilifake.engine.engine import Engine


def run_export(engine: Engine, index_uid: str, tasks: Sequence[Task]) -> list[Outcome]:
    """Raises Unsupported: the task fails and says so."""
    raise Unsupported("exporting documents to a remote server")
