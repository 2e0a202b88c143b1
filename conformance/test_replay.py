"""The corpus on the fake: every scenario answers as recorded, but for the gaps that are known and still there."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from meilifake.conformance.exchange import Scenario, scenarios
from meilifake.conformance.replay import replay
from meilifake.conformance.targets import FakeTarget

HERE = Path(__file__).parent
GAPS = {gap["scenario"]: gap for gap in tomllib.loads((HERE / "gaps.toml").read_text()).get("gap", [])}
CORPUS = [path for folder in ("corpus", "found") for path in scenarios(HERE / folder)]
FAMILIES = sorted({path.parent.name for path in CORPUS})


@pytest.mark.parametrize("family", FAMILIES)
def test_replay(family: str) -> None:
    failures = []
    for path in CORPUS:
        if path.parent.name != family:
            continue
        scenario = Scenario.load(path)
        target = FakeTarget(scenario.options)
        outcome = replay(scenario, target)
        target.close()
        gap = GAPS.get(scenario.name)
        if gap is None:
            failures += [f"{scenario.name} step {at}: {sent.method} {sent.path} {d}" for at, sent, d in outcome.differences[:1]]
            continue
        first = outcome.differences[0] if outcome.differences else None
        assert first is not None, f"the gap {gap} is closed: remove it"
        assert (first[0], first[2].path) == (gap["step"], gap["path"]), f"the gap {gap} is another one now: {first}"
    assert not failures, "\n".join(failures)


def test_saving_keeps_a_scenario(tmp_path: Path) -> None:
    for path in CORPUS[:3]:
        scenario = Scenario.load(path)
        scenario.save(tmp_path / "again.json")
        assert Scenario.load(tmp_path / "again.json") == scenario
