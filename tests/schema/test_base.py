"""The first error of a body, in payload order and in the server's words (guide http-surface, section 4)."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

import pytest
from pydantic import AfterValidator, Field

from meilifake.errors.base import MeiliError
from meilifake.schema.base import Code, WireModel, parse_as, parse_model
from meilifake.schema.scalars import U8, IndexUid, NonZeroUsize, Usize, enumeration, typed_key
from meilifake.schema.validation import Refusal, exactly, invalid, missing_field


class Inner(WireModel):
    code: ClassVar[str | None] = "invalid_search_hybrid_query"
    ratio: Annotated[float, Code("invalid_search_semantic_ratio")] = 0.5
    embedder: Annotated[str, Code("invalid_search_embedder")]


class Heir(WireModel):
    code: ClassVar[str | None] = None
    one_typo: U8 = 5


def refuse_b(value: str) -> str:
    if value == "b":
        raise ValueError("no b")
    return value


def refuse_anything(value: Any) -> Any:
    refusals: dict[str, Refusal] = {
        "exact": exactly("Whole words.", code="invalid_search_sort"),
        "below": invalid("deep", below=("x", 0)),
        "missing": missing_field("type"),
    }
    raise refusals[value]


class Body(WireModel):
    immutable: ClassVar[dict[str, str]] = {"createdAt": "immutable_index_created_at"}
    uid: Annotated[IndexUid, Code("invalid_index_uid", missing="missing_index_uid")]
    limit: Annotated[Usize, Code("invalid_search_limit")] = 20
    page: Annotated[NonZeroUsize | None, Code("invalid_search_page")] = None
    hybrid: Annotated[Inner | None, Code("invalid_search_q")] = None
    tags: Annotated[list[str] | None, Code("invalid_search_facets")] = None
    sizes: Annotated[dict[Annotated[str, typed_key("a::Type")], U8], Code("invalid_search_filter")] = Field(default_factory=dict)
    mode: Annotated[Literal["all", "last"], Code("invalid_search_matching_strategy")] = "last"
    language: Annotated[Any, enumeration(("aa", "bbbbb")), Code("invalid_search_locales")] = "aa"
    flag: Annotated[bool, Code("invalid_search_use_network")] = False
    letter: Annotated[str, AfterValidator(refuse_b), Code("invalid_search_distinct")] = "a"
    free: Annotated[Any, AfterValidator(refuse_anything), Code("invalid_search_media")] = None
    heirs: Annotated[list[Heir], Code("invalid_settings_typo_tolerance")] = Field(default_factory=list)


def refused(value: Any) -> tuple[str, str]:
    with pytest.raises(MeiliError) as caught:
        parse_model(Body, value)
    return caught.value.code, caught.value.message


KEYS = "`uid`, `limit`, `page`, `hybrid`, `tags`, `sizes`, `mode`, `language`, `flag`, `letter`, `free`, `heirs`"


@pytest.mark.parametrize(
    ("value", "code", "message"),
    [
        ([], "bad_request", "Invalid value type: expected an object, but found an array: `[]`"),
        (None, "bad_request", "Invalid value type: expected an object, but found null"),
        ({}, "missing_index_uid", "Missing field `uid`"),
        ({"limt": 1}, "bad_request", f"Unknown field `limt`: did you mean `limit`? expected one of {KEYS}"),
        ({"createdAt": 1}, "immutable_index_created_at", f"Immutable field `createdAt`: expected one of {KEYS}"),
        (
            {"limit": -1},
            "invalid_search_limit",
            "Invalid value type at `.limit`: expected a positive integer, but found a negative integer: `-1`",
        ),
        ({"limit": None}, "invalid_search_limit", "Invalid value type at `.limit`: expected a positive integer, but found null"),
        ({"limit": 1.0}, "invalid_search_limit", "Invalid value type at `.limit`: expected a positive integer, but found a number: `1.0`"),
        (
            {"limit": True},
            "invalid_search_limit",
            "Invalid value type at `.limit`: expected a positive integer, but found a boolean: `true`",
        ),
        (
            {"limit": 1e20},
            "invalid_search_limit",
            "Invalid value type at `.limit`: expected a positive integer, but found a number: `1e+20`",
        ),
        (
            {"page": 0},
            "invalid_search_page",
            "Invalid value at `.page`: a non-zero integer value lower than `18446744073709551615` was expected, but found a zero",
        ),
        (
            {"hybrid": 3},
            "invalid_search_hybrid_query",
            "Invalid value type at `.hybrid`: expected an object, but found a positive integer: `3`",
        ),
        ({"hybrid": {}}, "invalid_search_hybrid_query", "Missing field `embedder` inside `.hybrid`"),
        (
            {"hybrid": {"x": 1}},
            "invalid_search_hybrid_query",
            "Unknown field `x` inside `.hybrid`: expected one of `ratio`, `embedder`",
        ),
        (
            {"hybrid": {"ratio": "a"}},
            "invalid_search_semantic_ratio",
            'Invalid value type at `.hybrid.ratio`: expected a number, but found a string: `"a"`',
        ),
        (
            {"tags": ["a", 1]},
            "invalid_search_facets",
            "Invalid value type at `.tags[1]`: expected a string, but found a positive integer: `1`",
        ),
        (
            {"sizes": {"a": 300}},
            "invalid_search_filter",
            "Invalid value at `.sizes.a`: value: `300` is too large to be deserialized, maximum value authorized is `255`",
        ),
        (
            {"sizes": {"a b": 3}},
            "invalid_search_filter",
            'Invalid value at `.sizes`: the key "a b" could not be deserialized into the key type `a::Type`',
        ),
        (
            {"mode": "lasst"},
            "invalid_search_matching_strategy",
            "Unknown value `lasst` at `.mode`: did you mean `last`? expected one of `all`, `last`",
        ),
        (
            {"mode": 3},
            "invalid_search_matching_strategy",
            "Invalid value type at `.mode`: expected a string, but found a positive integer: `3`",
        ),
        ({"language": "cc"}, "invalid_search_locales", "Unknown value `cc` at `.language`: expected one of `aa`, `bbbbb`"),
        ({"flag": "true"}, "invalid_search_use_network", 'Invalid value type at `.flag`: expected a boolean, but found a string: `"true"`'),
        ({"letter": "b"}, "invalid_search_distinct", "Invalid value at `.letter`: no b"),
        ({"free": "exact"}, "invalid_search_sort", "Whole words."),
        ({"free": "below"}, "invalid_search_media", "Invalid value at `.free.x[0]`: deep"),
        ({"free": "missing"}, "invalid_search_media", "Missing field `type` inside `.free`"),
        (
            {"heirs": [{"oneTypo": 1}, {"twoTypos": 1}]},
            "invalid_settings_typo_tolerance",
            "Unknown field `twoTypos` inside `.heirs[1]`: expected one of `oneTypo`",
        ),
    ],
)
def test_words_and_codes(value: Any, code: str, message: str) -> None:
    assert refused(value) == (code, message)


def test_an_index_uid_is_text_of_few_letters() -> None:
    code, message = refused({"uid": "a b"})
    assert code == "invalid_index_uid"
    assert message.startswith("Invalid value at `.uid`: `a b` is not a valid index uid. Index uid can be an integer")
    assert refused({"uid": 3})[1] == "Invalid value type at `.uid`: expected a string, but found a positive integer: `3`"
    assert parse_model(Body, {"uid": "a" * 400}).uid == "a" * 400
    assert refused({"uid": "a" * 401})[0] == "invalid_index_uid"


def test_the_first_error_of_the_payload_wins() -> None:
    assert refused({"tags": 1, "limit": "a"})[0] == "invalid_search_facets"
    assert refused({"limit": "a", "tags": 1})[0] == "invalid_search_limit"
    assert refused({"nope": 1, "limit": "a"})[0] == "bad_request"
    assert refused({"hybrid": {"embedder": 1, "ratio": "x"}, "limit": "a"})[0] == "invalid_search_embedder"


def test_missing_fields_come_after_all_present_ones() -> None:
    assert refused({"hybrid": {"ratio": 1}, "limit": "a"}) == (
        "invalid_search_hybrid_query",
        "Missing field `embedder` inside `.hybrid`",
    )
    assert refused({"limit": "a"})[0] == "invalid_search_limit"


def test_absent_null_and_given() -> None:
    body = parse_model(Body, {"uid": "x", "page": None})
    assert body.given("page")
    assert body.page is None
    assert not body.given("tags")


def test_a_location_before_the_value() -> None:
    with pytest.raises(MeiliError) as caught:
        parse_model(Inner, {"embedder": 1}, ".queries[0].hybrid")
    assert (
        caught.value.message == "Invalid value type at `.queries[0].hybrid.embedder`: expected a string, but found a positive integer: `1`"
    )


def test_a_root_that_is_no_object() -> None:
    with pytest.raises(MeiliError) as caught:
        parse_as(list[Inner], [{"embedder": "a"}, {}], code="invalid_swap_indexes")
    assert (caught.value.code, caught.value.message) == ("invalid_search_hybrid_query", "Missing field `embedder` inside `[1]`")
    with pytest.raises(MeiliError) as caught:
        parse_as(list[str], {}, code="invalid_settings_stop_words")
    assert caught.value.code == "invalid_settings_stop_words"
    assert caught.value.message == "Invalid value type: expected an array, but found an object: `{}`"
    assert parse_as(list[str] | None, None) is None
