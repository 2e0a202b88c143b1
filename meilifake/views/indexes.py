"""An index in its answers."""

from __future__ import annotations

from typing import Any

from meilifake.engine.clock import rfc3339
from meilifake.engine.index.index import Index


def index_view(uid: str, index: Index) -> dict[str, Any]:
    return {
        "uid": uid,
        "createdAt": rfc3339(index.created_at),
        "updatedAt": rfc3339(index.updated_at),
        "primaryKey": index.primary_key,
    }
