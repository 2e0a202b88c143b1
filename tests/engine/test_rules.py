"""Dynamic search rules: the store, and what a query pins (guide http-surface, 27)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from meilifake.engine import bitmap, rules
from meilifake.engine.index.index import Index
from meilifake.engine.rules import Pin
from meilifake.engine.state import State
from meilifake.errors.base import MeiliError

NOW = datetime(2030, 1, 1, 12, tzinfo=UTC)


def pin(document: str, position: int, **selector: Any) -> dict[str, Any]:
    return {"selector": {"id": document, **selector}, "action": {"type": "pin", "position": position}}


@pytest.fixture
def state() -> State:
    return State()


@pytest.fixture
def index() -> Index:
    index = Index(NOW)
    index.documents.put_many([(docid, str(docid + 1), {"id": docid + 1}) for docid in range(3)])
    index.documents.touched([0, 1, 2])
    return index


def pinned(state: State, index: Index, words: tuple[str, ...] | None = None, universe: tuple[int, ...] = (0, 1, 2)) -> list[Pin]:
    return rules.pins(state, "m", index, words, bitmap.of(list(universe)), NOW)


def uids(state: State, query: str | None = None, active: bool | None = None, **page: int) -> tuple[list[str], int]:
    found, total = rules.listed(state, query, active, page.get("offset", 0), page.get("limit", 20), NOW)
    return [rule.uid for rule in found], total


def test_updates_merge_and_holes_are_filled(state: State) -> None:
    for uid in ("b", "a", "c"):
        rules.put(state, uid, {"description": uid})
    del state.rules["b"]
    rules.put(state, "d", {"precedence": 1})
    rules.put(state, "a", {"precedence": 2})
    assert rules.view(state.rules["a"]) == {
        "uid": "a", "description": "a", "precedence": 2, "active": True, "conditions": {}, "actions": [],
    }  # fmt: skip
    assert uids(state) == (["d", "a", "c"], 3)
    assert uids(state, offset=1, limit=1) == (["a"], 3)


def test_lists_are_filtered_and_searched(state: State) -> None:
    rules.put(state, "a", {"description": "summer sale", "active": False})
    rules.put(state, "b", {"description": "winter"})
    rules.put(state, "c", {"conditions": {"query": {"words": "summer"}}})
    assert uids(state, active=False) == (["a"], 1)
    assert uids(state, "summer") == (["c", "a"], 2)
    # Once a rule has said whether it is active, those that have not are neither.
    assert uids(state, "summer", active=True) == ([], 0)
    rules.put(state, "c", {"active": True})
    assert uids(state, "summer", active=True) == (["c"], 1)


def test_a_stored_null_does_not_read_back(state: State) -> None:
    rules.put(state, "a", {"active": None, "description": None})
    with pytest.raises(MeiliError, match="invalid type: null, expected a boolean at line 1 column 4"):
        rules.view(state.rules["a"])


def test_first_come_first_pinned(state: State, index: Index) -> None:
    rules.put(state, "late", {"actions": [pin("1", 0), pin("2", 5)]})
    rules.put(state, "early", {"precedence": 9, "actions": [pin("2", 1), pin("nope", 2), pin("3", 3, indexUid="other")]})
    assert pinned(state, index) == [Pin(1, 1), Pin(0, 0)]
    assert pinned(state, index, universe=(0,)) == [Pin(0, 0)]


def test_an_empty_id_is_not_looked_for_once_enough_is_pinned(state: State, index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    rules.put(state, "a", {"actions": [pin("1", 0), pin("", 1, indexUid="other"), pin("2", 1), pin("", 2)]})
    with pytest.raises(MeiliError, match="internal: MDB_BAD_VALSIZE"):
        pinned(state, index)
    monkeypatch.setattr(rules, "PINS", 2)
    assert pinned(state, index) == [Pin(0, 0), Pin(1, 1)]


def test_a_precedence_of_null_is_no_place_in_the_order(state: State, index: Index) -> None:
    rules.put(state, "a", {"actions": [pin("1", 0)], "precedence": None})
    rules.put(state, "b", {"actions": [pin("2", 1)]})
    assert pinned(state, index) == [Pin(1, 1)]


@pytest.mark.parametrize(
    ("condition", "words", "applies"),
    [
        ({"isEmpty": True}, None, True),
        ({"isEmpty": True}, (), False),
        ({"isEmpty": True}, ("a",), False),
        ({"isEmpty": False}, None, False),
        ({"words": "Black Friday"}, ("friday", "big", "black"), True),
        ({"words": "black friday"}, ("black",), False),
        ({"words": "black black"}, ("black",), False),
        ({"words": "z"}, (*"abcdefghij", "z"), False),
        ({"words": "z"}, (*"abcdefghi", "z"), True),
    ],
)
def test_conditions_on_the_query(state: State, index: Index, condition: Any, words: tuple[str, ...] | None, applies: bool) -> None:
    rules.put(state, "a", {"conditions": {"query": condition}, "actions": [pin("1", 0)]})
    assert bool(pinned(state, index, words)) is applies


@pytest.mark.parametrize(
    ("condition", "applies"),
    [
        ({"start": "2029-01-01T00:00:00Z"}, True),
        ({"start": "2031-01-01T00:00:00Z"}, False),
        ({"end": "2031-01-01T00:00:00Z"}, True),
        ({"end": "2029-01-01T00:00:00Z", "start": "2028-01-01T00:00:00Z"}, False),
    ],
)
def test_conditions_on_time(state: State, index: Index, condition: Any, applies: bool) -> None:
    rules.put(state, "a", {"conditions": {"time": condition}, "actions": [pin("1", 0)]})
    assert bool(pinned(state, index)) is applies


def test_once_a_rule_says_whether_it_is_active_silence_is_no_answer(state: State, index: Index) -> None:
    rules.put(state, "a", {"actions": [pin("1", 0)]})
    assert (len(pinned(state, index)), uids(state, active=True), uids(state, active=False)) == (1, (["a"], 1), ([], 0))
    rules.put(state, "b", {"active": True})
    del state.rules["b"]
    assert (pinned(state, index), uids(state, active=True), uids(state, active=False)) == ([], ([], 0), ([], 0))
    assert rules.clear(state) == 1
    rules.put(state, "a", {"actions": [pin("1", 0)]})
    assert len(pinned(state, index)) == 1


def test_a_rule_of_very_many_words_asks_for_none(state: State, index: Index) -> None:
    for count, found in ((30, 0), (31, 1)):
        words = " ".join(f"w{number}" for number in range(count))
        rules.put(state, "a", {"conditions": {"query": {"words": words}}, "actions": [pin("1", 0)]})
        assert len(pinned(state, index)) == found


def test_an_inactive_rule_pins_nothing(state: State, index: Index) -> None:
    rules.put(state, "a", {"active": False, "actions": [pin("1", 0)]})
    assert pinned(state, index) == []
