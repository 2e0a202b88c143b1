from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from meilifake.engine.index.index import Index
from meilifake.engine.search.vectors.prompt import changed_fragments, prompts, same_prompt
from meilifake.errors.base import MeiliError

CONFIGURATION = {"source": "rest", "dimensions": 4, "documentTemplate": "{{ doc.title }}!"}


@pytest.fixture
def index() -> Index:
    return Index(datetime(2024, 1, 1, tzinfo=UTC))


def test_the_template_decides_what_counts_as_a_change(index: Index) -> None:
    old, new = {"id": 1, "title": "a"}, {"id": 1, "title": "a", "n": 2}
    assert prompts(index, CONFIGURATION, "1", new) == {"": "a!"}
    assert same_prompt(index, CONFIGURATION, "1", old, new)
    assert not same_prompt(index, CONFIGURATION, "1", {"id": 1}, new)


def test_a_document_without_what_the_template_needs(index: Index) -> None:
    with pytest.raises(MeiliError) as caught:
        prompts(index, CONFIGURATION, "7", {"id": 7})
    assert caught.value.code == "invalid_document_fields"
    assert caught.value.message.startswith("user error: missing field in document `7`: liquid: Unknown index")


def test_fragments_that_cannot_be_rendered_make_no_vector(index: Index) -> None:
    configuration: dict[str, Any] = {
        "source": "rest", "dimensions": 2, "indexingFragments": {"b": {"value": {"t": "{{ doc.b }}"}}, "a": {"value": "{{ doc.a }}"}},
    }  # fmt: skip
    assert prompts(index, configuration, "1", {"a": 1, "b": 2}) == {"a": '"1"', "b": '{"t":"2"}'}
    assert prompts(index, configuration, "1", {"b": 2}) == {"b": '{"t":"2"}'}


def test_which_fragments_would_say_otherwise() -> None:
    fragments = {"a": {"value": "{{ doc.a }}"}, "b": {"value": "{{ doc.b }}"}, "c": {"value": "c"}}
    configuration = {"source": "rest", "indexingFragments": fragments}
    assert changed_fragments(configuration, {"a": 1, "b": 2}, {"a": 1}) == {"b"}
    assert changed_fragments(configuration, {"a": 1}, {"a": 2, "b": 2}) == {"a", "b"}
    assert changed_fragments(configuration, {"a": 1}, {"a": 1, "d": 2}) == set()
