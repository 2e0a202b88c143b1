"""The filter of a tenant token beside the caller's own."""

from __future__ import annotations

from typing import Any


def fuse(user: Any, rule: Any) -> Any:
    """The token's filter behind the user's: both as arrays, whose elements are all required."""
    if user is None or rule is None:
        return rule if user is None else user
    return [*(user if isinstance(user, list) else [user]), *(rule if isinstance(rule, list) else [rule])]
