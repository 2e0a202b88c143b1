"""Index compaction: nothing to gain in memory, but the task, its sizes and its failure are the server's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from meilifake.engine.index.stats import raw_size
from meilifake.engine.operations.outcome import Outcome
from meilifake.engine.tasks.model import Task
from meilifake.engine.tasks.size import exact_size

if TYPE_CHECKING:
    from meilifake.engine.engine import Engine

EMPTY = 69632
"""Bytes of the server's file for an index without documents."""


def run_compaction(engine: Engine, index_uid: str, tasks: Sequence[Task]) -> list[Outcome]:
    """Raises index_not_found (the scheduler does)."""
    size = exact_size(EMPTY + raw_size(engine.state.index(index_uid)))
    return [Outcome({"preCompactionSize": size, "postCompactionSize": size})]
