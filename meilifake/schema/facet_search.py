"""The body of a facet search (guide http-surface, section 16): the one of its family that ignores unknown keys."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import ConfigDict

from meilifake.schema.base import Code, WireModel
from meilifake.schema.search import Hybrid, Locale, MatchingStrategy, Strings, Threshold


class FacetSearchQuery(WireModel):
    """POST /indexes/{uid}/facet-search."""

    model_config = ConfigDict(extra="ignore")

    facet_query: Annotated[str | None, Code("invalid_facet_search_query")] = None
    facet_name: Annotated[str, Code("invalid_facet_search_facet_name", missing="missing_facet_search_facet_name")]
    q: Annotated[str | None, Code("invalid_search_q")] = None
    vector: Annotated[list[float] | None, Code("invalid_search_vector")] = None
    media: Annotated[Any, Code("invalid_search_media")] = None
    hybrid: Annotated[Hybrid | None, Code("invalid_search_hybrid_query")] = None
    filter: Annotated[Any, Code("invalid_search_filter")] = None
    matching_strategy: Annotated[MatchingStrategy, Code("invalid_search_matching_strategy")] = "last"
    attributes_to_search_on: Annotated[Strings | None, Code("invalid_search_attributes_to_search_on")] = None
    ranking_score_threshold: Annotated[Threshold | None, Code("invalid_search_ranking_score_threshold")] = None
    locales: Annotated[list[Locale] | None, Code("invalid_search_locales")] = None
    exhaustive_facet_count: Annotated[bool | None, Code("invalid_facet_search_exhaustive_facet_count")] = None
    use_network: Annotated[bool | None, Code("invalid_search_use_network")] = None
