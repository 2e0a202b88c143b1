"""Dumps, snapshots and database upgrades, as tasks. A snapshot writes nothing: its file holds databases that this server has not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from meilifake.engine.operations.outcome import DONE, Outcome
from meilifake.engine.tasks.model import Task

if TYPE_CHECKING:
    from meilifake.engine.engine import Engine


def run_dump(engine: Engine, index_uid: str, tasks: Sequence[Task]) -> list[Outcome]:
    """Names the dump; `engine.dump_writer`, when set, is given that name and writes the file (guide tasks-documents, 16)."""
    name = dump_uid(engine.now())
    if engine.dump_writer is not None:
        engine.dump_writer(engine, name, tasks[0])
    return [Outcome({"dumpUid": name})]


def dump_uid(moment: datetime) -> str:
    """The moment of processing, to the millisecond."""
    return f"{moment:%Y%m%d-%H%M%S}{moment.microsecond // 1000:03d}"


def run_snapshots(engine: Engine, index_uid: str, tasks: Sequence[Task]) -> list[Outcome]:
    """All that are enqueued, at once."""
    return [DONE] * len(tasks)


def run_upgrade(engine: Engine, index_uid: str, tasks: Sequence[Task]) -> list[Outcome]:
    """A state in memory is never of an older version."""
    return [DONE] * len(tasks)
