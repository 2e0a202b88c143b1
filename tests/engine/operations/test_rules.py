"""Batches of dynamic search rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from meilifake import MeiliFake
from meilifake.engine.engine import Engine
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


PIN = {"selector": {"id": "1"}, "action": {"type": "pin", "position": 0}}
CRASH = "An unexpected crash occurred when processing the task: called `Result::unwrap()` on an `Err` value: Any { .. }"


def outcome(engine: Engine, *payloads: DsrUpdate) -> str | None:
    """The words with which the last of them failed, run in one batch."""
    for payload in payloads:
        engine.enqueue(payload, ".meili_dsr")
    engine.tick()
    error = engine.state.tasks[len(engine.state.tasks) - 1].error
    return error and error["message"]


def test_actions_that_come_to_a_rule_later_stop_the_server() -> None:
    """Words are looked for in conditions and descriptions only, so what is inside of actions gets no ids."""
    engine = MeiliFake(tasks="manual").engine
    assert outcome(engine, DsrUpdate("r", {})) is None
    assert outcome(engine, DsrUpdate("r", {"actions": [PIN]})) is None
    assert outcome(engine, DsrUpdate("r", {"description": "d"}), DsrUpdate("other", None)) == CRASH
    assert set(engine.state.rules) == {"r"}
    engine.enqueue(DsrClear(), ".meili_dsr")
    engine.tick()
    assert outcome(engine, DsrUpdate("r", {})) is None


@pytest.mark.parametrize(
    "batches",
    [
        [[{"actions": [PIN]}], [{"active": True}]],
        [[{}, {"actions": [PIN]}]],
        [[{}], [{"actions": [PIN], "description": "d"}]],
        [[{}], [{"actions": [PIN], "conditions": {}}]],
        [[{"description": "d"}], [None, {"actions": [PIN]}]],
    ],
)
def test_actions_that_come_with_what_is_searched_do_not(batches: list[list[dict[str, Any] | None]]) -> None:
    engine = MeiliFake(tasks="manual").engine
    for fields in batches:
        assert outcome(engine, *(DsrUpdate("r", given) for given in fields)) is None
    assert outcome(engine, DsrUpdate("r", {"active": False})) is None


def test_rules_of_a_dump_are_new_ones(tmp_path: Path) -> None:
    fake = MeiliFake(tasks="manual")
    outcome(fake.engine, DsrUpdate("r", {}))
    outcome(fake.engine, DsrUpdate("r", {"actions": [PIN]}))
    fake.client().http_client.post("/dumps")
    fake.drain()
    path = tmp_path / "rules.dump"
    path.write_bytes(next(iter(fake.dumps.values())))
    loaded = MeiliFake(tasks="manual")
    loaded.load_dump(path)
    assert outcome(loaded.engine, DsrUpdate("r", {"active": True})) is None
