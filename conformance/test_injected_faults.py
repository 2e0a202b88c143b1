"""The suite would notice: a fault put into each of five places is caught by the check named beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from meilifake.conformance.exchange import Scenario, scenarios
from meilifake.conformance.replay import replay
from meilifake.conformance.targets import FakeTarget

HERE = Path(__file__).parent


def differs(family: str, count: int = 10) -> bool:
    """Whether the replay of a family of the corpus finds anything."""
    for path in list(scenarios(HERE / "corpus" / family))[:count]:
        scenario = Scenario.load(path)
        target = FakeTarget(scenario.options)
        found = replay(scenario, target).differences
        target.close()
        if found:
            return True
    return False


def test_a_ranking_cost_is_caught_by_the_replay_of_ranking(monkeypatch: pytest.MonkeyPatch) -> None:
    from meilifake.engine.search.ranking import word_position

    reaches = list(word_position.REACHES)
    reaches[2] -= 1
    monkeypatch.setattr(word_position, "REACHES", tuple(reaches))
    assert differs("ranking")


def test_a_filter_edge_is_caught_by_the_replay_of_filters(monkeypatch: pytest.MonkeyPatch) -> None:
    from meilifake.engine.search.filters import operators

    monkeypatch.setattr(
        operators, "inside", lambda pairs, low, high: operators.above(pairs, low, True) & operators.below(pairs, high, False)
    )
    assert differs("filters")


def test_a_batch_rule_is_caught_by_the_replay_of_autobatch(monkeypatch: pytest.MonkeyPatch) -> None:
    from meilifake.engine.tasks import autobatcher

    monkeypatch.setitem(autobatcher.MOVES["documents"], "filtered deletion", autobatcher.to("documents"))
    assert differs("autobatch")


def test_an_error_code_is_caught_by_the_replay_of_lifecycle(monkeypatch: pytest.MonkeyPatch) -> None:
    from meilifake.errors import codes

    monkeypatch.setitem(codes.CODES, "index_not_found", ("invalid_request", 400))
    assert differs("lifecycle")


def test_a_null_of_a_view_is_caught_by_the_replay_of_lifecycle(monkeypatch: pytest.MonkeyPatch) -> None:
    from meilifake.routes import indexes

    view = indexes.index_view
    monkeypatch.setattr(indexes, "index_view", lambda uid, index: {k: v for k, v in view(uid, index).items() if v is not None})
    assert differs("lifecycle")
