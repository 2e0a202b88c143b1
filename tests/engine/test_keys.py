"""Keys: derived values, the four default ones, and what a key authorises (guide http-surface, sections 7 and 8)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from meilifake.engine import keys
from meilifake.engine.clock import Ids
from meilifake.engine.keys import Expiry, Key
from meilifake.engine.state import State
from meilifake.errors.base import MeiliError

NOW = datetime(2030, 1, 2, tzinfo=UTC)
UID = "11111111-1111-4111-8111-111111111111"


def key(*actions: str, indexes: tuple[str, ...] = ("*",), uid: str = UID, expires_at: Expiry | None = None) -> Key:
    return Key(uid, actions, indexes, NOW, NOW, expires_at=expires_at)


@pytest.mark.parametrize(
    ("uid", "value"),
    [
        ("4bc0887a-0e41-4f3b-935d-0c451dcee9c8", "d9e776b8412f1db6974c9a5556b961c3559440b6588216f4ea5d9ed49f7c8f3c"),
        ("00000000-0000-0000-0000-000000000000", "aeb94973e0b6e912d94165430bbe87dee91a7c4f891ce19050c3910ec96977e9"),
    ],
)
def test_derived_values(uid: str, value: str) -> None:
    assert keys.derive("MASTER_KEY", uid) == value


def test_default_keys_are_listed_newest_first() -> None:
    state = State()
    keys.create_defaults(state, NOW, Ids(1))
    assert [row.actions for row in keys.listed(state)] == [("search",), ("*",), ("*.get", "keys.get"), ("chatCompletions", "search")]
    keys.create(state, key("search"))
    assert keys.listed(state)[0].uid == UID


def test_a_key_is_found_by_uid_or_by_value_in_any_spelling() -> None:
    state = State()
    mine = keys.create(state, key("search"))
    value = keys.derive("master", UID)
    for text in (UID, UID.replace("-", ""), f"{{{UID}}}", f"urn:uuid:{UID}", value, value.upper()):
        assert keys.find(state, "master", text) is mine
    for text, shown in ((UID.replace("1", "2").replace("-", ""), UID.replace("1", "2")), ("nope", "nope")):
        with pytest.raises(MeiliError, match=f"API key `{shown}` not found") as caught:
            keys.find(state, "master", text)
        assert caught.value.code == "api_key_not_found"


def test_creation_refuses_a_known_uid_and_global_actions_of_a_scoped_key() -> None:
    state = State()
    keys.create(state, key("version", "*", indexes=()))
    with pytest.raises(MeiliError, match=f"^`uid` field value `{UID}` is already an existing API key.$"):
        keys.create(state, key("search"))
    with pytest.raises(MeiliError) as caught:
        keys.create(state, key("search", "keys.get", "version", indexes=("a",)))
    assert caught.value.code == "index_scoped_api_key_with_global_action"
    assert caught.value.message == (
        'cannot create index-scoped API key with global action `"keys.get"`\n'
        '  - Hint: remove action `"keys.get"` from the action list, or remove `indexes` to make the key global'
    )


def test_expiry_is_inclusive() -> None:
    mine = key("search", expires_at=Expiry(NOW, ""))
    assert keys.authorises(mine, "search", None, NOW - timedelta(microseconds=1))
    assert not keys.authorises(mine, "search", None, NOW)


@pytest.mark.parametrize(
    ("mine", "action", "index", "allowed"),
    [
        (key("search"), "search", "a", True),
        (key("search"), "documents.get", "a", False),
        (key("documents.*"), "documents.get", "a", True),
        (key("*"), "keys.create", None, True),
        (key("*.get"), "keys.get", None, False),
        (key("*.get"), "settings.get", "a", True),
        (key("search", indexes=("a*",)), "search", "ab", True),
        (key("search", indexes=("a*",)), "search", "b", False),
        (key("search", indexes=("ab",)), "search", "abc", False),
        (key("search", indexes=()), "search", None, False),
        (key("search", indexes=("a",)), "search", None, True),
        (key("*", indexes=("a",)), "version", None, False),
    ],
)
def test_rights(mine: Key, action: str, index: str | None, allowed: bool) -> None:
    assert keys.authorises(mine, action, index, NOW) is allowed
