"""Where an error happened, put before its message: the query, the index, the facet; and the filter's text as evaluation sees it."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from meilifake.engine.search import filters
from meilifake.errors.base import MeiliError

if TYPE_CHECKING:
    from meilifake.engine.search.local import Found, Plan

UNPREFIXED = frozenset(
    {
        "invalid_search_facets", "missing_search_hybrid", "invalid_search_embedder", "invalid_vector_dimensions",
        "invalid_search_media_and_vector", "vector_embedding_error", "feature_not_enabled",
    }
)  # fmt: skip
"""Errors raised outside the engine proper: the server does not name the index in them."""


class Place:
    """Where in a federation an error happens; nothing is said for other searches. (`contextmanager` takes twice as long, and a search has
    five of these.)
    """

    __slots__ = ("federated",)

    def __init__(self, federated: bool) -> None:
        self.federated = federated

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.federated and isinstance(error, MeiliError):
            raise self.told(error) from None

    def told(self, error: MeiliError) -> MeiliError:
        raise NotImplementedError


class at_query(Place):
    __slots__ = ("position",)

    def __init__(self, position: int, federated: bool) -> None:
        super().__init__(federated)
        self.position = position

    def told(self, error: MeiliError) -> MeiliError:
        return error.prefixed(f"Inside `.queries[{self.position}]`: ")


class in_facets(Place):
    __slots__ = ("uid", "unused")

    def __init__(self, uid: str, federated: bool, *, unused: bool = False) -> None:
        super().__init__(federated)
        self.uid = uid
        self.unused = unused

    def told(self, error: MeiliError) -> MeiliError:
        note = f"\n - Note: index `{self.uid}` is not used in queries" if self.unused else ""
        return MeiliError(error.code, f"Inside `.federation.facetsByIndex.{self.uid}`: {error.message}{note}", status=error.status)


def in_index(uid: str, search: Callable[[], Found]) -> Found:
    try:
        return search()
    except MeiliError as error:
        raise error if error.code in UNPREFIXED else error.prefixed(f"Index `{uid}`: ") from None


def evaluated_filter(plan: Plan, search: Callable[[Plan], Found]) -> Found:
    """The server re-serialises the filter and evaluates that text: its errors quote it. Only an error pays for the detour."""
    try:
        return search(plan)
    except MeiliError as error:
        if plan.condition is None or error.code != "invalid_search_filter":
            raise
    canonical = filters.parse(filters.canonical(plan.condition))
    return search(plan._replace(condition=canonical))
