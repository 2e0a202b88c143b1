"""Keyword, semantic or hybrid: what kind of search a query asks for (guide search-semantics, 15.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from meilifake.engine.index.index import Index
from meilifake.engine.search.request import SearchRequest
from meilifake.engine.search.vectors.embedders import Embedders, dimensions_of
from meilifake.errors.base import MeiliError


@dataclass(frozen=True, slots=True)
class Kind:
    """`ratio` 0 is keyword search, 1 semantic search, anything between hybrid."""

    ratio: float = 0.0
    embedder: str = ""
    configuration: Mapping[str, Any] | None = None

    @property
    def keyword(self) -> bool:
        return self.configuration is None

    @property
    def semantic(self) -> bool:
        return self.configuration is not None and self.ratio == 1.0


KEYWORD = Kind()


def search_kind(index: Index, query: SearchRequest, custom: Embedders) -> Kind:
    """The order of the cases is the server's: a ratio of 0 and a placeholder never look at the embedder's name.

    `custom`: the user's own embedders. Raises invalid_search_media_and_vector, missing_search_hybrid, invalid_search_embedder,
    invalid_vector_dimensions.
    """
    blank = query.q is None or not query.q.strip()
    if query.media is not None and query.vector is not None:
        raise MeiliError("invalid_search_media_and_vector", "Invalid request: both `media` and `vector` parameters are present.")
    if query.hybrid is None:
        if query.media is not None or query.vector is not None:
            words = "Invalid request: missing `hybrid` parameter when `vector` or `media` are present."
            raise MeiliError("missing_search_hybrid", words)
        return KEYWORD
    if query.hybrid.semantic_ratio == 0 or (blank and query.vector is None and query.media is None):
        return KEYWORD
    configuration = embedder_named(index, query.hybrid.embedder, "invalid_search_embedder")
    if query.vector is not None:
        check_dimensions(len(query.vector), dimensions_of(query.hybrid.embedder, configuration, custom))
    ratio = 1.0 if blank else query.hybrid.semantic_ratio
    return Kind(ratio, query.hybrid.embedder, configuration)


def embedder_named(index: Index, name: str, code: str) -> Mapping[str, Any]:
    """The stored configuration of an embedder. Raises `code` when the index has none of this name."""
    configuration: Mapping[str, Any] | None = index.settings.embedders.get(name)
    if configuration is None:
        raise MeiliError(code, f"Cannot find embedder with name `{name}`.")
    return configuration


def check_dimensions(found: int, expected: int) -> None:
    if found != expected:
        raise MeiliError("invalid_vector_dimensions", f"Invalid vector dimensions: expected: `{expected}`, found: `{found}`.")
