"""Fields that serde looks at once it has read them all."""

from __future__ import annotations

from typing import Any

import pytest

from meilifake.wire.buffered import Fields, one
from meilifake.wire.readers import Late

FIELDS = Fields("struct Pet", {"name": one(str, "a string"), "wild": one(bool, "a boolean", null=True)}, optional=("wild",))


@pytest.mark.parametrize("rest", [[("name", "x")], [("other", 1), ("wild", None), ("name", "x")], ("x", True)])
def test_good_fields(rest: Any) -> None:
    FIELDS.check(rest)


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
