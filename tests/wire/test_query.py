"""The query flavour of the server's errors (guide http-surface, section 5)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from meilifake.errors.base import MeiliError
from meilifake.wire.query import (
    Param,
    boolean,
    character,
    comma_list,
    date_after,
    date_before,
    enumeration,
    parse_query,
    positive_integer,
    positive_integer_u32,
    star_or,
    star_or_list,
    text,
    untyped,
)

PARAMS = (
    Param("limit", positive_integer, 20, "invalid_search_limit"),
    Param("uids", star_or_list(positive_integer_u32), None, "invalid_task_uids"),
    Param("names", comma_list(), None, "invalid_search_facets"),
    Param("from", star_or(positive_integer_u32), 7, "invalid_task_from"),
    Param("flag", boolean, False, "invalid_task_reverse"),
    Param("char", character, ",", "invalid_document_csv_delimiter"),
    Param("mode", enumeration("last", "all"), "last", "invalid_search_matching_strategy"),
    Param("raw", untyped, None, "invalid_document_use_network"),
    Param("after", date_after, None, "invalid_task_after_enqueued_at"),
    Param("before", date_before, None, "invalid_task_before_enqueued_at"),
)


def refused(query: str, params: tuple[Param, ...] = PARAMS) -> tuple[str, str]:
    with pytest.raises(MeiliError) as caught:
        parse_query(query, params)
    return caught.value.code, caught.value.message


def test_defaults_fill_what_is_absent() -> None:
    values = parse_query("", PARAMS)
    assert values["limit"] == 20
    assert list(values) == [param.name for param in PARAMS]


def test_values() -> None:
    values = parse_query("limit=%2B5&uids=1,,2&names=a,*&from=*&flag=true&char=%F0%9F%8D%B0&mode=all", PARAMS)
    assert values["limit"] == 5
    assert values["uids"] == [1, 2]
    assert values["names"] == ["a", "*"]
    assert values["from"] is None
    assert values["flag"] is True
    assert values["char"] == "🍰"
    assert values["mode"] == "all"


def test_a_plus_is_a_space_and_the_last_of_repeated_keys_wins() -> None:
    assert parse_query("names=x&names=a+b", PARAMS)["names"] == ["a b"]


def test_a_star_lifts_the_restriction_but_an_empty_value_is_an_empty_list() -> None:
    assert parse_query("uids=1,*", PARAMS)["uids"] is None
    assert parse_query("uids=", PARAMS)["uids"] == []
    assert parse_query("uids", PARAMS)["uids"] == []


def test_a_bare_day_after_means_the_next_midnight() -> None:
    values = parse_query("after=2024-01-31&before=2024-01-31", PARAMS)
    assert values["after"] == datetime(2024, 2, 1, tzinfo=UTC)
    assert values["before"] == datetime(2024, 1, 31, tzinfo=UTC)
    assert parse_query("after=2024-01-31T10:00:00.5%2B02:00", PARAMS)["after"] == datetime(2024, 1, 31, 8, 0, 0, 500000, tzinfo=UTC)


@pytest.mark.parametrize(
    ("query", "code", "message"),
    [
        ("limit=-1", "invalid_search_limit", "Invalid value in parameter `limit`: could not parse `-1` as a positive integer"),
        ("limit=", "invalid_search_limit", "Invalid value in parameter `limit`: could not parse `` as a positive integer"),
        ("uids=4294967296", "invalid_task_uids", "Invalid value in parameter `uids`: could not parse `4294967296` as a positive integer"),
        ("uids=*,a", "invalid_task_uids", "Invalid value in parameter `uids[1]`: could not parse `a` as a positive integer"),
        (
            "flag=True",
            "invalid_task_reverse",
            "Invalid value in parameter `flag`: could not parse `True` as a boolean, expected either `true` or `false`",
        ),
        (
            "char=",
            "invalid_document_csv_delimiter",
            "Invalid value in parameter `char`: expected a string of one character, but found an empty string",
        ),
        (
            "char=ab",
            "invalid_document_csv_delimiter",
            "Invalid value in parameter `char`: expected a string of one character, but found the following string of 2 characters: `ab`",
        ),
        (
            "mode=lasst",
            "invalid_search_matching_strategy",
            "Unknown value `lasst` for parameter `mode`: did you mean `last`? expected one of `last`, `all`",
        ),
        ("mode=%00", "invalid_search_matching_strategy", "Unknown value `\0` for parameter `mode`: expected one of `last`, `all`"),
        ("raw", "invalid_document_use_network", "Invalid value type for parameter `raw`: expected a string, but found a string: ``"),
        (
            "after=x",
            "invalid_task_after_enqueued_at",
            "Invalid value in parameter `after`: `x` is an invalid date-time. "
            "It should follow the YYYY-MM-DD or RFC 3339 date-time format.",
        ),
    ],
)
def test_refusals(query: str, code: str, message: str) -> None:
    assert refused(query) == (code, message)


def test_an_unknown_parameter_is_met_in_its_place() -> None:
    params = PARAMS[:2]
    assert refused("limitt=1&limit=a", params) == (
        "bad_request",
        "Unknown parameter `limitt`: did you mean `limit`? expected one of `limit`, `uids`",
    )
    assert refused("limit=a&limitt=1", params)[0] == "invalid_search_limit"


def test_a_missing_parameter_comes_last() -> None:
    params = (Param("id", text, code="invalid_similar_id", missing="bad_request"), *PARAMS[:1])
    assert refused("", params) == ("bad_request", "Missing parameter `id`")
    assert refused("limit=x", params)[0] == "invalid_search_limit"
