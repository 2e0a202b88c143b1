"""Guide search-semantics, 12.3: which attribute a request may be distinct on."""

from collections.abc import Callable
from typing import Any

import pytest

from meilifake.engine.index.index import Index
from meilifake.engine.search.facets.distinct import check_distinct
from meilifake.engine.settings import FilterableRule
from meilifake.errors.base import MeiliError

MakeIndex = Callable[..., Index]


@pytest.mark.parametrize(
    ("rules", "displayed", "tail"),
    [
        ((), None, "This index does not have configured filterable attributes."),
        ((FilterableRule(("a",)),), ("z",), "This index does not have configured filterable attributes."),
        ((FilterableRule(("b",)), FilterableRule(("a",))), None, "Available filterable attributes patterns are: `a, b`."),
        (
            (FilterableRule(("b",)), FilterableRule(("a",))),
            ("b",),
            "Available filterable attributes patterns are: `b, <..hidden-attributes>`.",
        ),
        (
            (FilterableRule(("x*",), plain=False, equality=False, comparison=False),),
            None,
            "Note: this attribute matches rule #0 in filterableAttributes, but this rule does not enable filtering.\n"
            "Hint: enable filtering in rule #0 by adding appropriate filter features.\n"
            "Hint: prepend another rule matching x.y with filter features before rule #0",
        ),
    ],
)
def test_refusals(make_index: MakeIndex, rules: Any, displayed: Any, tail: str) -> None:
    with pytest.raises(MeiliError) as error:
        check_distinct(make_index([], rules=rules, displayed_attributes=displayed), "x.y")
    assert error.value.code == "invalid_search_distinct"
    assert error.value.message == f"Attribute `x.y` is not filterable and thus, cannot be used as distinct attribute. {tail}"


def test_children_of_a_filterable_field(make_index: MakeIndex) -> None:
    check_distinct(make_index([], ["x"]), "x.y")
