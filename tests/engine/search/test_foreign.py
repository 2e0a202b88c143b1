"""`_foreign` filters: the ids that the foreign index gives, in place of the condition (compared with a live v1.50.0)."""

from __future__ import annotations

from typing import Any

import pytest

from meilifake import MeiliFake
from meilifake.engine.search import filters
from meilifake.engine.search.foreign import resolve, resolve_all
from meilifake.engine.state import State
from meilifake.errors.base import MeiliError


@pytest.fixture
def state() -> State:
    fake = MeiliFake()
    keys = [{"fieldName": "by", "foreignIndexUid": "men"}, {"fieldName": "at", "foreignIndexUid": "lots"}]
    fake.app.engine.state.features["foreignKeys"] = True
    fake.load(
        [{"id": 1, "by": 1, "at": 5}, {"id": 2, "by": "b", "at": 6}, {"id": 3, "by": 1, "at": [6, 200]}],
        index="books",
        settings={"filterableAttributes": ["by", "at"], "foreignKeys": [*keys, {"fieldName": "gone", "foreignIndexUid": "nowhere"}]},
    )
    fake.load([{"id": 1, "name": "ann"}, {"id": "b", "name": "bob"}], index="men", settings={"filterableAttributes": ["name"]})
    fake.load([{"id": id, "n": id} for id in range(150)], index="lots", settings={"filterableAttributes": ["n"]})
    return fake.engine.state


def found(state: State, text: str) -> list[str]:
    index, condition = state.index("books"), filters.parse(text)
    assert condition is not None
    bits = filters.evaluate(index, resolve(state, "books", condition), index.documents.bits)
    return [index.documents.external(docid) for docid in range(3) if bits >> docid & 1]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("_foreign(by, name = ann)", ["1", "3"]),
        ("NOT _foreign(by, name = ann)", ["2"]),
        ("_foreign(by, name = nobody)", []),
        ("_foreign(by, name = ann) AND _foreign(at, n = 6)", ["3"]),
        ("_foreign(by, name = ann OR name = bob)", ["1", "2", "3"]),
        ("by = b OR _foreign(at, n = 5)", ["1", "2"]),
    ],
)
def test_what_is_found(state: State, text: str, ids: list[str]) -> None:
    assert found(state, text) == ids


def test_of_two_each_stands_where_the_other_was(state: State) -> None:
    """A fault of the server: it should be 1, the one book by ann that is not at 6."""
    assert found(state, "_foreign(by, name = ann) AND NOT _foreign(at, n = 6)") == ["2"]


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("_foreign(x, a = 1)", "invalid_search_filter", "Index `books`: Field `x` is not a foreign key"),
        ("_foreign(by, _foreign(at, n = 1))", "invalid_search_filter", "Index `books`: Nested foreign filters are not supported"),
        ("_foreign(x, a = 1) AND _foreign(by, _foreign(at, n = 1))", "invalid_search_filter", "Index `books`: Nested foreign filters"),
        ("_foreign(by, x = 1)", "invalid_document_filter", "Index `men`: Attribute `x` is not filterable."),
        ("_foreign(gone, x = 1)", "index_not_found", "Index `nowhere` not found."),
        ("_foreign(at, n > 5)", "invalid_search_filter", "Index `lots`: Foreign filter is retrieving too many documents"),
        ("_foreign(at, n < 90) OR _foreign(at, n > 60)", "invalid_search_filter", "Index `lots`: Foreign filter is retrieving too many"),
    ],
)
def test_refusals(state: State, text: str, code: str, words: str) -> None:
    with pytest.raises(MeiliError) as caught:
        found(state, text)
    assert caught.value.code == code
    assert caught.value.message.startswith(words)


def test_the_limit_counts_what_a_whole_request_finds(state: State) -> None:
    conditions: list[tuple[str, Any]] = [("books", filters.parse(f"_foreign(at, {inner})")) for inner in ("n < 60", "n >= 60 AND n < 120")]
    assert len(resolve_all(state, [conditions[0], ("men", None)])) == 2
    with pytest.raises(MeiliError, match="too many documents"):
        resolve_all(state, conditions)
