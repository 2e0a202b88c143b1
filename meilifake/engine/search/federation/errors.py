"""Where an error happened, put before its message: the query, the index, the facet; and the filter's text as evaluation sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
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


@contextmanager
def at_query(position: int, federated: bool) -> Iterator[None]:
    try:
        yield
    except MeiliError as error:
        raise error.prefixed(f"Inside `.queries[{position}]`: ") if federated else error from None


@contextmanager
def in_facets(uid: str, federated: bool, *, unused: bool = False) -> Iterator[None]:
    try:
        yield
    except MeiliError as error:
        if not federated:
            raise
        note = f"\n - Note: index `{uid}` is not used in queries" if unused else ""
        raise MeiliError(error.code, f"Inside `.federation.facetsByIndex.{uid}`: {error.message}{note}", status=error.status) from None


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
    return search(replace(plan, condition=canonical))
