"""Dynamic search rules as they are submitted."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from meilifake.errors.base import MeiliError
from meilifake.schema.base import parse_model
from meilifake.schema.rules import RuleUpdate, displayed

PIN = {"selector": {"id": "1"}, "action": {"type": "pin", "position": 0}}


def test_what_is_kept() -> None:
    assert parse_model(RuleUpdate, {}).rule() == {}
    given = {"actions": [PIN], "precedence": 3, "conditions": {"query": {"words": "a b"}}, "active": None}
    assert parse_model(RuleUpdate, given).rule() == given


@pytest.mark.parametrize(
    ("body", "code", "message"),
    [
        ({"actions": [{"selector": {"id": 1}, "action": PIN["action"]}]}, "invalid_dynamic_search_rule_actions", "Invalid value type at `"),
        (
            {"actions": [{"selector": {"id": "1"}, "action": {}}]},
            "invalid_dynamic_search_rule_actions",
            "Missing field `type` inside `.act",
        ),
        (
            {"actions": [{"selector": {"id": "1"}, "action": {"type": "boost"}}]},
            "invalid_dynamic_search_rule_actions",
            "Invalid value at `.actions[0].action`: Incorrect tag value",
        ),
        (
            {"actions": [{"selector": {"id": "1"}, "action": {"type": "pin", "position": 2**32}}]},
            "invalid_dynamic_search_rule_actions",
            "Invalid value at `.actions[0].action.position`: value: `4294967296` is too large to be deserialized, maximum value authorized",
        ),
        (
            {"conditions": {"query": {"isEmpty": True, "words": "x"}}},
            "bad_request",
            "Invalid value at `.conditions.query`: either `isEmpty` or `words` can be used, not both at once",
        ),
        (
            {"conditions": {"time": {"start": "2020-01-02T00:00:00Z", "end": "2020-01-01T00:00:00.5+01:00"}}},
            "bad_request",
            "Invalid value at `.conditions.time`: `end` (`2020-01-01 0:00:00.5 +01:00:00`) should be later than `start` (`2020-",
        ),
        (
            {"uid": "x"},
            "bad_request",
            "Unknown field `uid`: expected one of `description`, `precedence`, `active`, `conditions`, `actions`",
        ),
    ],
)
def test_refusals(body: Any, code: str, message: str) -> None:
    with pytest.raises(MeiliError) as caught:
        parse_model(RuleUpdate, body).rule()
    assert (caught.value.code, caught.value.message[: len(message)]) == (code, message)


def test_dates_for_people() -> None:
    assert (
        displayed(datetime(2020, 1, 2, 3, 4, 5, 60, tzinfo=timezone(-timedelta(hours=1, minutes=30))))
        == "2020-01-02 3:04:05.00006 -01:30:00"
    )
