"""Dynamic search rules: registered, batched and shown; storing them is not done yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from meilifake.engine.operations.outcome import Outcome
from meilifake.engine.tasks.model import Task
from meilifake.errors.base import Unsupported

if TYPE_CHECKING:
    from meilifake.engine.engine import Engine


def run_rule_updates(engine: Engine, index_uid: str, tasks: Sequence[Task]) -> list[Outcome]:
    """Raises Unsupported: the tasks fail and say so."""
    raise Unsupported("dynamic search rules")


def run_rule_clear(engine: Engine, index_uid: str, tasks: Sequence[Task]) -> list[Outcome]:
    """Raises Unsupported: the tasks fail and say so."""
    raise Unsupported("dynamic search rules")
