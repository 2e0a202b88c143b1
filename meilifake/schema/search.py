"""The body of a search, and the parts that the other bodies of the search family share (guide http-surface, section 15.1)."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator

from meilifake.engine.locales import LOCALES
from meilifake.schema.base import Code, WireModel
from meilifake.schema.scalars import Usize, enumeration
from meilifake.wire.rusttext import UNIT_RANGE

Strings = list[str]
MatchingStrategy = Literal["last", "all", "frequency"]
Locale = Annotated[Any, enumeration(LOCALES)]


def unit_float(name: str) -> AfterValidator:
    """Refuses a number outside 0..1 in the words of the option it is for."""

    def check(value: float) -> float:
        if not 0.0 <= value <= 1.0:
            raise ValueError(UNIT_RANGE.format(name))
        return value

    return AfterValidator(check)


Threshold = Annotated[float, unit_float("rankingScoreThreshold")]


class Hybrid(WireModel):
    code: ClassVar[str | None] = "invalid_search_hybrid_query"
    semantic_ratio: Annotated[float, unit_float("semanticRatio"), Code("invalid_search_semantic_ratio")] = 0.5
    embedder: Annotated[str, Code("invalid_search_embedder")]


class Personalize(WireModel):
    code: ClassVar[str | None] = "invalid_search_personalize"
    user_context: Annotated[str, Code("invalid_search_personalize_user_context")]


class SearchQuery(WireModel):
    """POST /indexes/{uid}/search."""

    repeated: ClassVar[bool] = True

    q: Annotated[str | None, Code("invalid_search_q")] = None
    offset: Annotated[Usize, Code("invalid_search_offset")] = 0
    limit: Annotated[Usize, Code("invalid_search_limit")] = 20
    page: Annotated[Usize | None, Code("invalid_search_page")] = None
    hits_per_page: Annotated[Usize | None, Code("invalid_search_hits_per_page")] = None
    attributes_to_retrieve: Annotated[Strings | None, Code("invalid_search_attributes_to_retrieve")] = None
    attributes_to_crop: Annotated[Strings | None, Code("invalid_search_attributes_to_crop")] = None
    crop_length: Annotated[Usize, Code("invalid_search_crop_length")] = 10
    crop_marker: Annotated[str, Code("invalid_search_crop_marker")] = "…"
    attributes_to_highlight: Annotated[Strings | None, Code("invalid_search_attributes_to_highlight")] = None
    highlight_pre_tag: Annotated[str, Code("invalid_search_highlight_pre_tag")] = "<em>"
    highlight_post_tag: Annotated[str, Code("invalid_search_highlight_post_tag")] = "</em>"
    show_matches_position: Annotated[bool, Code("invalid_search_show_matches_position")] = False
    filter: Annotated[Any, Code("invalid_search_filter")] = None
    sort: Annotated[Strings | None, Code("invalid_search_sort")] = None
    distinct: Annotated[str | None, Code("invalid_search_distinct")] = None
    facets: Annotated[Strings | None, Code("invalid_search_facets")] = None
    matching_strategy: Annotated[MatchingStrategy, Code("invalid_search_matching_strategy")] = "last"
    attributes_to_search_on: Annotated[Strings | None, Code("invalid_search_attributes_to_search_on")] = None
    ranking_score_threshold: Annotated[Threshold | None, Code("invalid_search_ranking_score_threshold")] = None
    locales: Annotated[list[Locale] | None, Code("invalid_search_locales")] = None
    hybrid: Annotated[Hybrid | None, Code("invalid_search_hybrid_query")] = None
    vector: Annotated[list[float] | None, Code("invalid_search_vector")] = None
    retrieve_vectors: Annotated[bool, Code("invalid_search_retrieve_vectors")] = False
    media: Annotated[Any, Code("invalid_search_media")] = None
    personalize: Annotated[Personalize | None, Code("invalid_search_personalize")] = None
    use_network: Annotated[bool | None, Code("invalid_search_use_network")] = None
    show_ranking_score: Annotated[bool, Code("invalid_search_show_ranking_score")] = False
    show_ranking_score_details: Annotated[bool, Code("invalid_search_show_ranking_score_details")] = False
    show_performance_details: Annotated[bool, Code("invalid_search_show_performance_details")] = False
