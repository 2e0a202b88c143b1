"""Batches of dynamic search rules."""

from __future__ import annotations

from meilifake import MeiliFake
from meilifake.engine.tasks.model import DsrClear, DsrUpdate


def test_a_clear_swallows_the_updates_before_it() -> None:
    engine = MeiliFake(tasks="manual").engine
    engine.enqueue(DsrUpdate("kept", {}), ".meili_dsr")
    engine.tick()
    for payload in (DsrUpdate("r", {}), DsrClear(), DsrClear()):
        engine.enqueue(payload, ".meili_dsr")
    engine.tick()
    assert engine.state.rules == {}
    assert [task.details for task in engine.state.tasks.values()][1:] == [
        {"rule": {}, "updatedRules": 1},
        {"deletedDocuments": 1},
        {"deletedDocuments": 1},
    ]
