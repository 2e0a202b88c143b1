"""Fields that serde looks at once it has read them all."""

from __future__ import annotations

from typing import Any

import pytest

from meilifake.wire.buffered import Fields, any_of, array, named, nullable, one, tagged
from meilifake.wire.readers import Late

FIELDS = Fields("struct Pet", {"name": one(str, "a string"), "wild": one(bool, "a boolean", null=True)}, optional=("wild",))


@pytest.mark.parametrize(
    ("rest", "kept"),
    [
        ([("name", "x")], {"name": "x"}),
        ([("other", 1), ("wild", True), ("name", "x")], {"name": "x", "wild": True}),
        (("x", None), {"name": "x"}),
    ],
)
def test_good_fields(rest: Any, kept: Any) -> None:
    assert FIELDS.check(rest) == kept


def test_a_field_may_be_shown_though_it_is_null_and_missing_at_the_end_of_an_array() -> None:
    fields = Fields("struct Pet", {"name": one(str, "a string"), "wild": nullable(one(bool, "a boolean"))}, ("wild",), ("wild",), ("wild",))
    assert fields.of(["x"]) == fields.of({"name": "x"}) == {"name": "x", "wild": None}
    with pytest.raises(Late, match=r"^invalid type: integer `1`, expected struct Pet$"):
        fields.of(1)


def test_the_first_variant_that_fits_is_taken() -> None:
    check = any_of("Names", one(str, "a string"), array(one(str, "a string")))
    assert (check("x"), check(["x"])) == ("x", ["x"])
    with pytest.raises(Late, match=r"^data did not match any variant of untagged enum Names$"):
        check([1])


@pytest.mark.parametrize("value", [{"kind": "pet", "name": "x"}, {"name": "x", "kind": 1}, ["pet", "x", None]])
def test_a_tag_says_which_fields_there_are(value: Any) -> None:
    assert tagged("kind", {"man": Fields("struct Man", {}), "pet": FIELDS})(value) == {"kind": "pet", "name": "x"}


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("c", "unknown variant `c`, expected `a` or `b`"),
        ({"a": 1}, "invalid type: integer `1`, expected unit"),
        ({}, "invalid value: map, expected map with a single key"),
        (1, "invalid type: integer `1`, expected string or map"),
    ],
)
def test_names(value: Any, words: str) -> None:
    check = named(("a", "b"))
    assert check("a") == check({"a": None}) == "a"
    with pytest.raises(Late, match=f"^{words}$"):
        check(value)


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        ([], "missing field `name`"),
        ([("name", "x"), ("name", "y")], "duplicate field `name`"),
        ([("name", None)], "invalid type: null, expected a string"),
        ([("wild", {})], "invalid type: map, expected a boolean"),
        (("x",), "invalid length 1, expected struct Pet with 2 elements"),
        (("x", None, 1), "invalid length 3, expected 2 elements in sequence"),
    ],
)
def test_faults(rest: Any, words: str) -> None:
    with pytest.raises(Late, match=f"^{words}$"):
        FIELDS.check(rest)
