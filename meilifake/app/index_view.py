"""One index as a test looks at it: what was asked of it, and what it holds."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, Protocol

from meilifake.app.journal import Exchange, Journal, Search
from meilifake.engine.engine import Engine
from meilifake.errors.messages import index_not_found


class Contents(Protocol):
    """Where an index is looked up: in memory, or on a real server."""

    def exists(self, uid: str) -> bool: ...

    def documents(self, uid: str) -> list[dict[str, Any]]: ...


class InMemory:
    """The contents of a fake."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def exists(self, uid: str) -> bool:
        return uid in self.engine.state.indexes

    def documents(self, uid: str) -> list[dict[str, Any]]:
        __tracebackhide__ = True
        if not self.exists(uid):
            raise index_not_found(uid)
        store = self.engine.index(uid).documents
        return [deepcopy(store.get(docid)) for docid in store]


class IndexView:
    """Made by `meili_fake.index(uid)`; the index need not exist."""

    def __init__(self, journal: Journal, contents: Contents, uid: str) -> None:
        self.journal = journal
        self.contents = contents
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
        """Whether there is such an index."""
        return self.contents.exists(self.uid)

    @property
    def documents(self) -> list[dict[str, Any]]:
        """Everything it holds, as stored, in the server's order. Raises MeiliError where there is none."""
        __tracebackhide__ = True
        return self.contents.documents(self.uid)
