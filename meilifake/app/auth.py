"""The authorization header against the action of a route: who may do what, on which indexes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from meilifake.engine.engine import Engine
from meilifake.wire.message import Request


@dataclass(frozen=True, slots=True)
class Access:
    """What the caller may touch.

    `indexes`: the patterns of the key's indexes, None for all; `search_rules`: the rules of a tenant token, None without one;
    `create_indexes`: the patterns on which the key may create indexes (None for all, empty for none).
    """

    indexes: tuple[str, ...] | None = None
    search_rules: dict[str, Any] | None = None
    create_indexes: tuple[str, ...] | None = None

    def allows(self, index_uid: str) -> bool:
        """Whether this index is in the caller's scope."""
        return True

    def may_create(self, index_uid: str) -> bool:
        """Whether a write to this missing index may create it."""
        return True

    def search_filter(self, index_uid: str) -> Any:
        """The filter that the tenant token's most specific rule for this index imposes, None without one."""
        return None


OPEN = Access()


def authorise(engine: Engine, request: Request, action: str | None, index_uid: str | None) -> Access:
    """Raises missing_authorization_header, invalid_api_key, missing_master_key. `index_uid`: the one in the path, if any."""
    return OPEN
