"""An API key as answers show it (guide http-surface, section 8)."""

from __future__ import annotations

from typing import Any

from meilifake.engine.clock import rfc3339
from meilifake.engine.keys import Key, derive


def key_view(key: Key, master_key: str) -> dict[str, Any]:
    return {
        "name": key.name,
        "description": key.description,
        "key": derive(master_key, key.uid),
        "uid": key.uid,
        "actions": list(key.actions),
        "indexes": list(key.indexes),
        "expiresAt": key.expires_at.text if key.expires_at is not None else None,
        "createdAt": rfc3339(key.created_at),
        "updatedAt": rfc3339(key.updated_at),
    }
