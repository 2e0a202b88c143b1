"""One index as a test looks at it: what was asked of it, and what it holds."""

from __future__ import annotations

from typing import Any

from meilifake.app.journal import Exchange, Journal, Search
from meilifake.engine.engine import Engine


class IndexView:
    """Made by `MeiliFake.index(uid)`; the index need not exist."""

    def __init__(self, journal: Journal, engine: Engine, uid: str) -> None:
        self.journal = journal
        self.engine = engine
        self.uid = uid

    @property
    def searches(self) -> list[Search]:
        """Oldest first."""
        return self.journal.searches(self.uid)

    @property
    def last_search(self) -> Search | None:
        """The newest search, None without one."""
        found = self.searches
        return found[-1] if found else None

    @property
    def writes(self) -> list[Exchange]:
        """Requests that may have changed it, oldest first."""
        return self.journal.writes(self.uid)

    @property
    def exists(self) -> bool:
        return self.uid in self.engine.state.indexes

    @property
    def documents(self) -> list[dict[str, Any]]:
        """Everything it holds, as stored, in the server's order. Raises MeiliError for an index that does not exist."""
        store = self.engine.index(self.uid).documents
        return [dict(store.get(docid)) for docid in store]
