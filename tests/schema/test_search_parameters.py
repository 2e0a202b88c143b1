"""The query strings of GET search and GET similar."""

from __future__ import annotations

from typing import Any

import pytest

from meilifake.engine.search.filters import NULL
from meilifake.errors.base import MeiliError
from meilifake.schema.search_parameters import SEARCH_PARAMS, SIMILAR_PARAMS
from meilifake.wire.query import Param, parse_query


def refused(query: str, params: tuple[Param, ...]) -> tuple[str, str]:
    with pytest.raises(MeiliError) as caught:
        parse_query(query, params)
    return caught.value.code, caught.value.message


@pytest.mark.parametrize(
    ("query", "name", "value"),
    [
        ("filter=a%20%3D%201", "filter", "a = 1"),
        ("filter=%5B%22a%22%5D", "filter", ["a"]),
        ("filter=3", "filter", 3),
        ("filter=null", "filter", NULL),
        ("sort=a:asc,%20b:desc", "sort", ["a:asc", "b:desc"]),
        ("sort=_geoPoint(1,%202):asc,b:desc", "sort", ["_geoPoint(1,2):asc", "b:desc"]),
        ('sort="a:asc"', "sort", ["a:asc"]),
        ("vector=1,.5,-3e1", "vector", [1.0, 0.5, -30.0]),
        ("locales=en,fra", "locales", ["en", "fra"]),
        ("rankingScoreThreshold=.5", "rankingScoreThreshold", 0.5),
        ("attributesToRetrieve=*", "attributesToRetrieve", ["*"]),
    ],
)
def test_values(query: str, name: str, value: Any) -> None:
    assert parse_query(query, SEARCH_PARAMS)[name] == value


@pytest.mark.parametrize(
    ("query", "code", "message"),
    [
        ("vector=1,x", "invalid_search_vector", "Invalid value in parameter `vector`: invalid float literal"),
        (
            "hybridSemanticRatio=2",
            "invalid_search_semantic_ratio",
            "Invalid value in parameter `hybridSemanticRatio`: "
            "the value of `semanticRatio` is invalid, expected a float between `0.0` and `1.0`.",
        ),
        (
            "rankingScoreThreshold=x",
            "invalid_search_ranking_score_threshold",
            "Invalid value in parameter `rankingScoreThreshold`: "
            "the value of `rankingScoreThreshold` is invalid, "
            "expected a float between `0.0` and `1.0`.",
        ),
        (
            "matchingStrategy=Last",
            "invalid_search_matching_strategy",
            "Unknown value `Last` for parameter `matchingStrategy`: did you mean `last`? expected one of `last`, `all`, `frequency`",
        ),
    ],
)
def test_refusals(query: str, code: str, message: str) -> None:
    assert refused(query, SEARCH_PARAMS) == (code, message)


def test_locales_are_listed_short_ones_first() -> None:
    message = refused("locales=en,invalid", SEARCH_PARAMS)[1]
    assert message.startswith(
        "Invalid value in parameter `locales`: Unsupported locale `invalid`, expected one of af, ak, am, ar, az, be, bg, bn,"
    )
    assert message.endswith(", yid, zho, zul")


def test_similar_misses_its_id_first() -> None:
    assert refused("", SIMILAR_PARAMS) == ("bad_request", "Missing parameter `id`")
    assert refused("id=1", SIMILAR_PARAMS) == ("bad_request", "Missing parameter `embedder`")
    assert parse_query("id=1&embedder=e", SIMILAR_PARAMS)["limit"] == 20
