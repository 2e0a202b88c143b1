"""API keys: the store, the value derived from the master key, and what a key authorises (guide http-surface, sections 7 and 8)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from meilifake.engine.actions import ACTIONS, expanded
from meilifake.engine.clock import Ids
from meilifake.engine.state import State
from meilifake.engine.uuid_text import parse_uuid
from meilifake.errors.base import Broken, MeiliError
from meilifake.wire import jsontext


class Expiry(NamedTuple):
    """The moment until which a key is good, and its text with the offset that was sent."""

    at: datetime
    text: str


class Key(NamedTuple):
    """`actions` and `indexes` as given, duplicates included."""

    uid: str
    actions: tuple[str, ...]
    indexes: tuple[str, ...]
    created_at: datetime
    updated_at: datetime
    name: str | None = None
    description: str | None = None
    expires_at: Expiry | None = None

    def expired(self, now: datetime) -> bool:
        return self.expires_at is not None and now >= self.expires_at.at


DEFAULTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Default Chat API Key", "Use it to chat and search from the frontend", ("chatCompletions", "search")),
    (
        "Default Read-Only Admin API Key",
        "Use it to read information across the whole database. Caution! Do not expose this key on a public frontend",
        ("*.get", "keys.get"),
    ),
    (
        "Default Admin API Key",
        "Use it for anything that is not a search operation. Caution! Do not expose it on a public frontend",
        ("*",),
    ),
    ("Default Search API Key", "Use it to search from the frontend", ("search",)),
)
"""Name, description and actions, in the order of creation."""


def create_defaults(state: State, now: datetime, ids: Ids) -> None:
    """What a server does at launch with an empty store."""
    for name, description, actions in DEFAULTS:
        uid = ids.uuid4()
        state.keys[uid] = Key(uid, actions, ("*",), now, now, name, description)


@lru_cache(maxsize=1024)
def derive(master_key: str, uid: str) -> str:
    """The value of a key: what a client presents. It exists for any uid, stored or not."""
    import hmac

    return hmac.new(master_key.encode(), uid.encode(), "sha256").hexdigest()


def find_presented(state: State, master_key: str, presented: str) -> Key | None:
    """The key whose value was presented, hexadecimal in either case."""
    value = presented.lower()
    return next((key for key in state.keys.values() if derive(master_key, key.uid) == value), None)


def find(state: State, master_key: str, text: str) -> Key:
    """The key of a path: by uid when the text is a uuid, by value otherwise. Raises api_key_not_found with the text as printed."""
    try:
        uid = parse_uuid(text)
    except Broken as crash:
        raise crash.aside() from None
    except ValueError:
        key = find_presented(state, master_key, text)
        shown = text
    else:
        key, shown = state.keys.get(uid), uid
    if key is None:
        raise MeiliError("api_key_not_found", f"API key `{shown}` not found.")
    return key


def listed(state: State) -> list[Key]:
    """Newest first; keys of one moment in the reverse order of their creation, which is what a clock that moves would give."""
    latest_first = list(state.keys.values())[::-1]
    return sorted(latest_first, key=lambda key: key.created_at, reverse=True)


def create(state: State, key: Key) -> Key:
    """Store a new key. Raises index_scoped_api_key_with_global_action, api_key_already_exists."""
    if key.indexes and "*" not in key.indexes:
        refused = next((name for name in key.actions if ACTIONS[name].everywhere), None)
        if refused is not None:
            name = jsontext.dumps(refused)
            hint = f"remove action `{name}` from the action list, or remove `indexes` to make the key global"
            text = f"cannot create index-scoped API key with global action `{name}`\n  - Hint: {hint}"
            raise MeiliError("index_scoped_api_key_with_global_action", text)
    if key.uid in state.keys:
        raise MeiliError("api_key_already_exists", f"`uid` field value `{key.uid}` is already an existing API key.")
    state.keys[key.uid] = key
    return key


def update(state: State, key: Key, changes: dict[str, Any], now: datetime) -> Key:
    """`changes`: new name and description, absent ones kept."""
    state.keys[key.uid] = changed = key._replace(updated_at=now, **changes)
    return changed


def matches(patterns: Iterable[str], index_uid: str) -> bool:
    """Whether one of the index patterns covers the uid."""
    return any(index_uid.startswith(pattern[:-1]) if pattern.endswith("*") else pattern == index_uid for pattern in patterns)


def authorises(key: Key, action: str, index_uid: str | None, now: datetime) -> bool:
    """Whether the key allows an action, on the index of the path if there is one. Names of the action's row decide for a scoped key
    on a route without index."""
    if key.expired(now) or action not in expanded(key.actions):
        return False
    if "*" in key.indexes:
        return True
    if index_uid is not None:
        return matches(key.indexes, index_uid)
    return bool(key.indexes) and ACTIONS[action].handled
