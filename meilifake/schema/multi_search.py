"""The body of a multi-search (guide http-surface, section 18)."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, Field

from meilifake.schema.base import Code, WireModel
from meilifake.schema.scalars import IndexUid, Usize, typed_key
from meilifake.schema.search import Hybrid, Locale, MatchingStrategy, Personalize, Strings, Threshold


def check_weight(value: float) -> float:
    if value < 0.0:
        raise ValueError("the value of `weight` is invalid, expected a positive float (>= 0.0).")
    return value


UidKey = Annotated[str, typed_key("meilisearch_types::index_uid::IndexUid")]


class FederationOptions(WireModel):
    weight: Annotated[float, AfterValidator(check_weight), Code("invalid_multi_search_weight")] = 1.0
    remote: Annotated[str | None, Code("invalid_multi_search_remote")] = None
    query_position: Annotated[Usize | None, Code("invalid_multi_search_query_position")] = None


class Query(WireModel):
    """One of the queries: a search with its index, whose pagination is optional since a federation forbids it."""

    index_uid: Annotated[IndexUid, Code("invalid_index_uid", missing="missing_index_uid")]
    q: Annotated[str | None, Code("invalid_search_q")] = None
    offset: Annotated[Usize | None, Code("invalid_search_offset")] = None
    limit: Annotated[Usize | None, Code("invalid_search_limit")] = None
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
    show_performance_details: Annotated[bool | None, Code("invalid_search_show_performance_details")] = None
    federation_options: FederationOptions | None = None


class MergeFacets(WireModel):
    code: ClassVar[str | None] = "invalid_multi_search_merge_facets"
    max_values_per_facet: Annotated[Usize | None, Code("invalid_multi_search_max_values_per_facet")] = None


class Federation(WireModel):
    limit: Annotated[Usize, Code("invalid_search_limit")] = 20
    offset: Annotated[Usize, Code("invalid_search_offset")] = 0
    page: Annotated[Usize | None, Code("invalid_search_page")] = None
    hits_per_page: Annotated[Usize | None, Code("invalid_search_hits_per_page")] = None
    facets_by_index: Annotated[dict[UidKey, Strings | None], Code("invalid_multi_search_facets_by_index")] = Field(default_factory=dict)
    merge_facets: Annotated[MergeFacets | None, Code("invalid_multi_search_merge_facets")] = None
    distinct: Annotated[str | None, Code("invalid_search_distinct")] = None
    show_performance_details: Annotated[bool, Code("invalid_search_show_performance_details")] = False
    personalize: Annotated[Personalize | None, Code("invalid_search_personalize")] = None


class MultiSearch(WireModel):
    """POST /multi-search."""

    repeated: ClassVar[bool] = True

    queries: list[Query]
    federation: Federation | None = None
