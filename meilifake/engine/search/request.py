"""A search as the engine takes it: validated, in the engine's own names. Routes build these; nothing here knows the wire.

Named tuples, since every search makes some: a frozen dataclass of so many fields takes seven times as long.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

DEFAULT_LIMIT = 20


class Hybrid(NamedTuple):
    embedder: str
    semantic_ratio: float = 0.5


class FederationOptions(NamedTuple):
    weight: float = 1.0
    remote: str | None = None
    query_position: int | None = None


class SearchRequest(NamedTuple):
    """One query on one index. Pagination, facets and distinct are optional here: a single search lifts them to a `Federation`."""

    index_uid: str
    q: str | None = None
    vector: Sequence[float] | None = None
    media: Any = None
    hybrid: Hybrid | None = None
    offset: int | None = None
    limit: int | None = None
    page: int | None = None
    hits_per_page: int | None = None
    attributes_to_retrieve: Sequence[str] | None = None
    retrieve_vectors: bool = False
    attributes_to_crop: Sequence[str] | None = None
    crop_length: int = 10
    crop_marker: str = "…"
    attributes_to_highlight: Sequence[str] | None = None
    highlight_pre_tag: str = "<em>"
    highlight_post_tag: str = "</em>"
    show_matches_position: bool = False
    show_ranking_score: bool = False
    show_ranking_score_details: bool = False
    show_performance_details: bool = False
    filter: Any = None
    sort: Sequence[str] | None = None
    distinct: str | None = None
    facets: Sequence[str] | None = None
    matching_strategy: str = "last"
    attributes_to_search_on: Sequence[str] | None = None
    ranking_score_threshold: float | None = None
    locales: Sequence[str] | None = None
    personalize: Mapping[str, Any] | None = None
    use_network: bool | None = None
    federation_options: FederationOptions | None = None

    @property
    def order_only(self) -> bool:
        """Whether the answer shows which documents are found and in what order, but nothing of why."""
        return not (self.scored or self.show_matches_position or self.attributes_to_highlight or self.attributes_to_crop)

    @property
    def scored(self) -> bool:
        """Whether the answer depends on scores."""
        return self.show_ranking_score or self.show_ranking_score_details or self.ranking_score_threshold is not None


class Federation(NamedTuple):
    """How the results of the queries become one list. `merge_facets`: None, or `{}` / `{"maxValuesPerFacet": n}`."""

    limit: int = DEFAULT_LIMIT
    offset: int = 0
    page: int | None = None
    hits_per_page: int | None = None
    facets_by_index: Mapping[str, Sequence[str] | None] | None = None
    merge_facets: Mapping[str, Any] | None = None
    distinct: str | None = None
    show_performance_details: bool = False
    personalize: Mapping[str, Any] | None = None

    @property
    def finite(self) -> bool:
        """Whether page or hitsPerPage asks for exact counts."""
        return self.page is not None or self.hits_per_page is not None

    @property
    def window(self) -> tuple[int, int]:
        """How many merged hits to skip, and how many to take."""
        if not self.finite:
            return self.offset, self.limit
        size = DEFAULT_LIMIT if self.hits_per_page is None else self.hits_per_page
        page = 1 if self.page is None else self.page
        return (0, 0) if page == 0 else ((page - 1) * size, size)

    @property
    def need(self) -> int:
        """How many hits each query must bring, from its start."""
        return sum(self.window)


def lift(query: SearchRequest) -> Federation:
    """The federation that a lone query amounts to: the server runs every search as a federated one (guide search-semantics, 1.1)."""
    return Federation(
        limit=DEFAULT_LIMIT if query.limit is None else query.limit,
        offset=query.offset or 0,
        page=query.page,
        hits_per_page=query.hits_per_page,
        facets_by_index={query.index_uid: query.facets} if query.facets else None,
        distinct=query.distinct,
        show_performance_details=query.show_performance_details,
        personalize=query.personalize,
    )
