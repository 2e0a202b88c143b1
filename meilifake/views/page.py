"""The two envelopes of lists: by offset, and by uid."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
MOST = 2**32 - 1


def page_view(items: Sequence[T], offset: int, limit: int, view: Callable[[T], Any]) -> dict[str, Any]:
    """`results, offset, limit, total`: only the items of the page are viewed."""
    results = [view(item) for item in items[offset : offset + limit]]
    return {"results": results, "offset": offset, "limit": limit, "total": len(items)}


def fetched(limit: int) -> int:
    """How many items a list by uid fetches: one more than asked for tells whether there are others."""
    return min(limit + 1, MOST)


def uid_page_view(uids: Sequence[int], total: int, fetch: int, view: Callable[[int], Any]) -> dict[str, Any]:
    """`results, total, limit, from, next` of the fetched uids."""
    following = uids[-1] if len(uids) == fetch else None
    shown = uids[:-1] if following is not None else uids
    return {
        "results": [view(uid) for uid in shown],
        "total": total,
        "limit": fetch - 1,
        "from": shown[0] if shown else None,
        "next": following,
    }
