"""The machine of the fake alone: each of its checks notices the fault that it is there for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from meilifake.conformance.exchange import Got, Sent
from meilifake.conformance.machines import alone
from meilifake.conformance.strategies import AREAS
from meilifake.conformance.strategies.pools import json_sent
from meilifake.conformance.targets import MASTER, FakeTarget

ROWS = [{"id": number, "year": number} for number in range(5)]
FILL = json_sent("POST", "/indexes/movies/documents", ROWS)


class Broken(FakeTarget):
    """A fake whose requests or answers are changed on their way."""

    asked: Callable[[Sent], Sent] = staticmethod(lambda sent: sent)
    told: Callable[[Sent, Any], Any] = staticmethod(lambda sent, value: value)

    def __init__(self) -> None:
        super().__init__({"master_key": MASTER}, key=MASTER)

    def send(self, sent: Sent) -> Got:
        got = super().send(self.asked(sent))
        return replace(got, body={kind: self.told(sent, value) for kind, value in got.body.items()})


def started(make: Callable[[], FakeTarget] = alone.fresh) -> Any:
    state: Any = alone.machine(AREAS["documents"], make)()
    state.request(FILL)
    return state


def test_a_sound_fake_passes_every_check() -> None:
    state = started()
    state.tasks_follow_their_life()
    state.hits_obey_their_filter("movies", "", "year > 1")
    state.restore_is_exact()
    state.teardown()


def test_a_search_that_forgets_its_filter() -> None:
    class Unfiltered(Broken):
        @staticmethod
        def asked(sent: Sent) -> Sent:
            body = sent.body.get("json")
            return replace(sent, body={"json": {**body, "filter": None}}) if sent.path.endswith("/search") and body else sent

    with pytest.raises(AssertionError, match="year > 1"):
        started(Unfiltered).hits_obey_their_filter("movies", "", "year > 1")


def test_pages_in_another_order() -> None:
    class Shuffled(Broken):
        @staticmethod
        def told(sent: Sent, value: Any) -> Any:
            return {**value, "hits": value["hits"][::-1]} if isinstance(value, dict) and "hitsPerPage" in value else value

    with pytest.raises(AssertionError, match="year > 1"):
        started(Shuffled).hits_obey_their_filter("movies", "", "year > 1")


def test_a_task_that_comes_back_to_life() -> None:
    state = started()
    state.tasks_follow_their_life()
    state.statuses[0] = "failed"
    with pytest.raises(AssertionError):
        state.tasks_follow_their_life()


def test_a_restore_that_leaves_something(monkeypatch: pytest.MonkeyPatch) -> None:
    state = started()
    monkeypatch.setattr(state.target.fake, "restore", lambda snapshot: None)
    with pytest.raises(AssertionError):
        state.restore_is_exact()


def test_an_answer_that_depends_on_more_than_the_history() -> None:
    state = started()
    state.request(Sent("GET", "/indexes/movies/documents/1"))
    state.history[-1] = (state.history[-1][0], replace(state.history[-1][1], body={"json": {"id": 1, "year": 2}}))
    with pytest.raises(AssertionError, match="year"):
        alone.replayed_is_the_same(state.history, alone.fresh)


def test_a_dump_that_loses_something() -> None:
    class Forgetful(Broken):
        @staticmethod
        def told(sent: Sent, value: Any) -> Any:
            return {**value, "stopWords": []} if isinstance(value, dict) and "stopWords" in value else value

    state = started()
    state.request(json_sent("PUT", "/indexes/movies/settings/stop-words", ["a"]))
    with pytest.raises(AssertionError, match="/indexes/movies/settings"):
        alone.dumped_is_the_same(state.target, Forgetful)


def test_a_failure_of_the_fake() -> None:
    state = started()
    state.target.fake.fail("/health", status=500)
    with pytest.raises(AssertionError, match="/health"):
        state.request(Sent("GET", "/health"))
