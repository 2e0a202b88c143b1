"""The fake beside another server: where they differ, what is told of it, and the program that is kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import strategies as st

from meilifake.conformance.cli import Found
from meilifake.conformance.exchange import Got, Scenario, Sent
from meilifake.conformance.machines import beside
from meilifake.conformance.replay import replay
from meilifake.conformance.strategies.pools import json_sent
from meilifake.conformance.targets import MASTER, FakeTarget

OPTIONS = {"master_key": MASTER}
AREA = st.sampled_from(
    [Sent("GET", "/health"), json_sent("POST", "/indexes", {"uid": "movies"}), json_sent("POST", "/indexes/movies/search", {"q": ""})]
)


class Other(FakeTarget):
    """A server that counts one more than it has."""

    def send(self, sent: Sent) -> Got:
        got = super().send(sent)
        value = got.value()
        return replace(got, body={"json": {**value, "estimatedTotalHits": 7}}) if "estimatedTotalHits" in value else got


def pair() -> beside.Pair:
    return FakeTarget(OPTIONS), Other(OPTIONS)


def test_two_that_agree() -> None:
    beside.run(AREA, lambda: (FakeTarget(OPTIONS), FakeTarget(OPTIONS)), 5, 5, MASTER)


def test_a_difference_is_shrunk_and_kept(tmp_path: Path) -> None:
    with pytest.raises(beside.Disagreement) as raised:
        beside.run(AREA, pair, 20, 10, MASTER)
    assert "POST /indexes/movies/search\n.estimatedTotalHits: the server says 7, the fake 0" in str(raised.value)
    found = Found("queries", tmp_path, MASTER)
    found.met(raised.value)
    (path,) = tmp_path.iterdir()
    kept = Scenario.load(path)
    first, *_, last = [step.sent.path for step in kept.steps if step.sent]  # which request makes the index is a matter of chance
    assert first in ("/indexes", "/indexes/movies/settings", "/indexes/movies/documents")
    assert last == "/indexes/movies/search"
    assert len(kept.steps) <= 4
    outcome = replay(kept, FakeTarget(kept.options))
    assert [difference.path for _, _, difference in outcome.differences] == [".estimatedTotalHits"]


def test_a_survey_goes_on(tmp_path: Path) -> None:
    found = Found("queries", tmp_path, MASTER)
    beside.run(AREA, pair, 30, 10, MASTER, survey=found.met)
    assert 1 < found.count == len(list(tmp_path.iterdir())) <= 30
