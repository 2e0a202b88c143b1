"""Guide tasks-documents, 13: the sorted list of documents and its two bugs."""

from collections.abc import Callable

import pytest

from meilifake.engine.index.index import Index
from meilifake.engine.search.document_sort import walk_sorted
from meilifake.engine.search.sorting import parse_document_sort
from meilifake.errors.base import MeiliError

MakeIndex = Callable[..., Index]

TEN = [{"n": 3}, {}, {"n": None}, {"n": 1}, {"n": []}, {"n": {}}, {"n": "x"}, {"n": [9, 0, "a"]}, {"n": {"z": 1}}, {"n": ""}]


def walked(index: Index, expressions: list[str], offset: int = 0) -> list[int]:
    return list(walk_sorted(index, parse_document_sort(expressions), index.documents.bits, offset))


@pytest.mark.parametrize(
    ("expressions", "offset", "expected"),
    [
        (["n:asc"], 0, [7, 3, 0, 7, 6, 1]),
        (["n:desc"], 0, [7, 0, 3, 6, 7, 1]),
        (["n:desc"], 2, [3, 6, 7, 1]),
        (["n:desc"], 9, []),
        (["never:asc"], 8, [8, 9]),
        (["n.z:asc"], 0, [8, 0, 1, 2, 3, 4, 5, 6, 7, 9]),
    ],
)
def test_order(make_index: MakeIndex, expressions: list[str], offset: int, expected: list[int]) -> None:
    assert walked(make_index(TEN, sortable_attributes=("n", "never")), expressions, offset) == expected


def test_skipping_trusts_sizes(make_index: MakeIndex) -> None:
    documents = [{"g": 1, "n": None}, {"g": 1, "n": 2}, {"g": 1, "n": None}, {"g": 2, "n": 3}]
    index = make_index(documents, sortable_attributes=("g", "n"))
    assert walked(index, ["g:asc", "n:asc"]) == [1, 3]
    assert walked(index, ["g:asc", "n:asc"], 1) == []
    assert walked(index, ["g:asc", "n:asc"], 3) == [3]


def test_geo(make_index: MakeIndex) -> None:
    documents = [{"_geo": {"lat": 1, "lng": 1}}, {}, {"_geo": {"lat": 0, "lng": 0}}, {"_geo": {"lat": 0.000001, "lng": 0}}]
    index = make_index(documents, sortable_attributes=("_geo",))
    assert walked(index, ["_geoPoint(0.0001, 0):asc"]) == [2, 3, 0, 1]
    assert walked(index, ["_geoPoint(0, 0):desc"]) == [0, 2, 3, 1]


def test_not_sortable(make_index: MakeIndex) -> None:
    with pytest.raises(MeiliError) as error:
        walked(make_index(TEN, sortable_attributes=("b", "a"), displayed_attributes=("b",)), ["n:asc"])
    assert error.value.code == "invalid_document_sort"
    assert error.value.message == "Attribute `n` is not sortable. Available sortable attributes are: `a, b`."


def test_beyond_a_thousand_points_the_first_come_back(make_index: MakeIndex) -> None:
    documents = [{"_geo": {"lat": at / 20, "lng": 0}} for at in range(1010)]
    found = walked(make_index(documents, sortable_attributes=("_geo",)), ["_geoPoint(0, 0):asc"])
    assert found == [*range(1000), *range(10)]
