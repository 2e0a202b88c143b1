"""Lines of `keys.jsonl`: everything about an API key but its value, which follows from the master key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from meilifake.dumps import moments
from meilifake.engine.keys import Expiry, Key


def write(key: Key) -> dict[str, Any]:
    told = {"description": key.description, "name": key.name}
    return {
        **{name: text for name, text in told.items() if text is not None},
        "uid": key.uid,
        "actions": list(key.actions),
        "indexes": list(key.indexes),
        "expires_at": None if key.expires_at is None else key.expires_at.text,
        "created_at": moments.write(key.created_at),
        "updated_at": moments.write(key.updated_at),
    }


def read(raw: Mapping[str, Any]) -> Key:
    expiry = raw.get("expires_at")
    return Key(
        raw["uid"],
        tuple(raw["actions"]),
        tuple(raw["indexes"]),
        moments.read(raw["created_at"]),
        moments.read(raw["updated_at"]),
        raw.get("name"),
        raw.get("description"),
        None if expiry is None else Expiry(moments.read(expiry), expiry),
    )
