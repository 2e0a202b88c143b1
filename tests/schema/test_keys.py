"""Keys as they are submitted: the first refusal, in the server's words (guide http-surface, section 8)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from meilifake.errors.base import Broken, MeiliError
from meilifake.schema.base import parse_model
from meilifake.schema.keys import KeyCreation, KeyUpdate

NOW = datetime(2030, 1, 1, tzinfo=UTC)
GOOD = {"actions": ["search"], "indexes": ["*"], "expiresAt": None}


def created(**changes: Any) -> KeyCreation:
    return parse_model(KeyCreation, GOOD | changes, context=NOW)


def test_what_is_kept() -> None:
    key = created(actions=["search", "search"], indexes=["b", "a*"], uid="{A1111111-1111-4111-8111-111111111111}", expiresAt="2030-01-02")
    assert (key.actions, key.indexes, key.uid) == (["search", "search"], ["b", "a*"], "a1111111-1111-4111-8111-111111111111")
    assert key.expires_at is not None
    assert key.expires_at.text == "2030-01-02T00:00:00Z"


@pytest.mark.parametrize(
    ("changes", "code", "message"),
    [
        (
            {"actions": ["Search"]},
            "invalid_api_key_actions",
            "Unknown value `Search` at `.actions[0]`: did you mean `search`? expected one of",
        ),
        (
            {"indexes": ["a b"]},
            "invalid_api_key_indexes",
            "Invalid value at `.indexes[0]`: `a b` is not a valid index uid pattern. Index uid",
        ),
        ({"indexes": ["a**"]}, "invalid_api_key_indexes", "Invalid value at `.indexes[0]`: `a*` is not a valid index uid pattern."),
        ({"uid": "x"}, "invalid_api_key_uid", "Invalid value at `.uid`: invalid character: found `x` at 0"),
        ({"uid": None}, "invalid_api_key_uid", "Invalid value type at `.uid`: expected a string, but found null"),
        (
            {"expiresAt": "2030-01-01"},
            "invalid_api_key_expires_at",
            "Invalid value at `.expiresAt`: `2030-01-01` is not a valid date. It should follow the RFC 3339 format to represents a date or",
        ),
        ({"expiresAt": 1}, "invalid_api_key_expires_at", "Invalid value type at `.expiresAt`: expected a string, but found a positive int"),
        ({"name": 1}, "invalid_api_key_name", "Invalid value type at `.name`: expected a string, but found a positive integer: `1`"),
        ({"x": 1}, "bad_request", "Unknown field `x`: expected one of `description`, `name`, `uid`, `actions`, `indexes`, `expiresAt`"),
    ],
)
def test_refusals(changes: Any, code: str, message: str) -> None:
    with pytest.raises(MeiliError) as caught:
        created(**changes)
    assert (caught.value.code, caught.value.message[: len(message)]) == (code, message)


@pytest.mark.parametrize("missing", list(GOOD))
def test_mandatory_fields(missing: str) -> None:
    with pytest.raises(MeiliError, match=f"^Missing field `{missing}`$"):
        parse_model(KeyCreation, {key: value for key, value in GOOD.items() if key != missing}, context=NOW)


def test_updates() -> None:
    assert parse_model(KeyUpdate, {"name": None}).model_fields_set == {"name"}
    with pytest.raises(MeiliError, match=r"^Immutable field `uid`: expected one of `description`, `name`$") as caught:
        parse_model(KeyUpdate, {"uid": 1})
    assert caught.value.code == "immutable_api_key_uid"


def test_the_server_crashes_over_a_uid_only_when_it_gets_there() -> None:
    with pytest.raises(Broken):
        created(uid="{}")
    with pytest.raises(MeiliError):
        parse_model(KeyCreation, {"actions": [5], "indexes": ["*"], "uid": "{}"}, context=NOW)
