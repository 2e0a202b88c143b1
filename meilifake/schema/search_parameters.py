"""The query strings of the two search routes that also answer GET (guide http-surface, 15.2 and 17)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from meilifake.engine.locales import LOCALES
from meilifake.engine.search.filters import NULL
from meilifake.wire.jsonscan import JsonError
from meilifake.wire.jsontext import loads
from meilifake.wire.query import Param, boolean, comma_list, enumeration, positive_integer, text
from meilifake.wire.rusttext import UNIT_RANGE, parse_float


def filter_expression(raw: str) -> Any:
    """As JSON if it is JSON, else as the expression that it is. A JSON null is a filter of the wrong kind here, not an absent one."""
    try:
        value = loads(raw.encode())
    except JsonError:
        return raw
    return NULL if value is None else value


def sort_list(raw: str) -> list[str]:
    """Split on the commas outside of `_geoPoint(…)`; surrounding quotes are dropped, a habit of some clients."""
    parts: list[str] = []
    merging = False
    for part in map(str.strip, raw.strip('"').split(",")):
        if merging:
            parts[-1] += f",{part}"
            merging = not part.endswith(("):desc", "):asc"))
        else:
            parts.append(part)
            merging = part.startswith("_geoPoint(")
    return parts


def unit_float(name: str) -> Callable[[str], float]:
    def parse(raw: str) -> float:
        try:
            value = parse_float(raw)
        except ValueError:
            value = -1.0
        if value < 0.0 or value > 1.0:
            raise ValueError(UNIT_RANGE.format(name))
        return value

    return parse


def floats(raw: str) -> list[float]:
    return [parse_float(part) for part in raw.split(",") if part]


def locales(raw: str) -> list[str]:
    parts = [part for part in raw.split(",") if part]
    for part in parts:
        if part not in LOCALES:
            known = ", ".join(sorted(LOCALES, key=lambda code: (len(code), code)))
            raise ValueError(f"Unsupported locale `{part}`, expected one of {known}")
    return parts


SEARCH_PARAMS = (
    Param("q", text, None, "invalid_search_q"),
    Param("offset", positive_integer, 0, "invalid_search_offset"),
    Param("limit", positive_integer, 20, "invalid_search_limit"),
    Param("page", positive_integer, None, "invalid_search_page"),
    Param("hitsPerPage", positive_integer, None, "invalid_search_hits_per_page"),
    Param("attributesToRetrieve", comma_list(), None, "invalid_search_attributes_to_retrieve"),
    Param("attributesToCrop", comma_list(), None, "invalid_search_attributes_to_crop"),
    Param("cropLength", positive_integer, 10, "invalid_search_crop_length"),
    Param("cropMarker", text, "…", "invalid_search_crop_marker"),
    Param("attributesToHighlight", comma_list(), None, "invalid_search_attributes_to_highlight"),
    Param("highlightPreTag", text, "<em>", "invalid_search_highlight_pre_tag"),
    Param("highlightPostTag", text, "</em>", "invalid_search_highlight_post_tag"),
    Param("showMatchesPosition", boolean, False, "invalid_search_show_matches_position"),
    Param("filter", filter_expression, None, "invalid_search_filter"),
    Param("sort", sort_list, None, "invalid_search_sort"),
    Param("distinct", text, None, "invalid_search_distinct"),
    Param("facets", comma_list(), None, "invalid_search_facets"),
    Param("matchingStrategy", enumeration("last", "all", "frequency"), "last", "invalid_search_matching_strategy"),
    Param("attributesToSearchOn", comma_list(), None, "invalid_search_attributes_to_search_on"),
    Param("rankingScoreThreshold", unit_float("rankingScoreThreshold"), None, "invalid_search_ranking_score_threshold"),
    Param("locales", locales, None, "invalid_search_locales"),
    Param("hybridEmbedder", text, None, "invalid_search_embedder"),
    Param("hybridSemanticRatio", unit_float("semanticRatio"), None, "invalid_search_semantic_ratio"),
    Param("vector", floats, None, "invalid_search_vector"),
    Param("retrieveVectors", boolean, False, "invalid_search_retrieve_vectors"),
    Param("personalizeUserContext", text, None, "invalid_search_personalize_user_context"),
    Param("useNetwork", boolean, None, "invalid_search_use_network"),
    Param("showRankingScore", boolean, False, "invalid_search_show_ranking_score"),
    Param("showRankingScoreDetails", boolean, False, "invalid_search_show_ranking_score_details"),
    Param("showPerformanceDetails", boolean, False, "invalid_search_show_performance_details"),
)
SIMILAR_PARAMS = (
    Param("id", text, None, "invalid_similar_id", missing="bad_request"),
    Param("embedder", text, None, "invalid_similar_embedder", missing="bad_request"),
    Param("offset", positive_integer, 0, "invalid_similar_offset"),
    Param("limit", positive_integer, 20, "invalid_similar_limit"),
    Param("attributesToRetrieve", comma_list(), None, "invalid_similar_attributes_to_retrieve"),
    Param("retrieveVectors", boolean, False, "invalid_similar_retrieve_vectors"),
    Param("filter", filter_expression, None, "invalid_similar_filter"),
    Param("showRankingScore", boolean, False, "invalid_similar_show_ranking_score"),
    Param("showRankingScoreDetails", boolean, False, "invalid_similar_show_ranking_score_details"),
    Param("showPerformanceDetails", boolean, False, "invalid_similar_show_performance_details"),
    Param("rankingScoreThreshold", unit_float("rankingScoreThreshold"), None, "invalid_similar_ranking_score_threshold"),
)
