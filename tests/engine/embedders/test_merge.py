"""Embedder settings merged by name and field by field (guide tasks-documents, 15.3)."""

from __future__ import annotations

from typing import Any

import pytest

from meilifake.engine.embedders.merge import DEFAULT_MAX_BYTES, DEFAULT_TEMPLATE, merged
from meilifake.errors.base import MeiliError, Unsupported

MANUAL = {"source": "userProvided", "dimensions": 3}
OLLAMA = {"source": "ollama", "model": "m", "url": "http://h/api/embed"}


def after(*updates: dict[str, Any]) -> dict[str, Any]:
    stored: dict[str, Any] = {}
    for update in updates:
        stored = merged(stored, update)
    return stored


def refused(*updates: dict[str, Any]) -> tuple[str, str]:
    with pytest.raises(MeiliError) as caught:
        after(*updates)
    return caught.value.code, caught.value.message


def test_names_are_sorted_and_null_removes() -> None:
    assert list(after({"b": MANUAL, "a": MANUAL}, {"c": MANUAL, "b": None})) == ["a", "c"]


def test_what_is_not_said_of_an_embedder_stays() -> None:
    found = after({"a": OLLAMA}, {"a": {"dimensions": 2}})["a"]
    assert (found["model"], found["url"], found["dimensions"]) == ("m", "http://h/api/embed", 2)
    assert found["documentTemplate"] == DEFAULT_TEMPLATE
    assert after({"a": {**MANUAL, "distribution": {"mean": 0.5, "sigma": 0.25}}}, {"a": {"distribution": None}})["a"] == MANUAL


def test_a_new_source_starts_over() -> None:
    found = after({"a": {**OLLAMA, "documentTemplate": "x", "binaryQuantized": True}}, {"a": MANUAL})["a"]
    assert found == {**MANUAL, "binaryQuantized": True}
    kept = after({"a": {**OLLAMA, "documentTemplate": "x"}}, {"a": {"source": "huggingFace"}})["a"]
    assert (kept["documentTemplate"], kept["documentTemplateMaxBytes"]) == ("x", DEFAULT_MAX_BYTES)
    assert "url" not in kept


def test_a_default_source() -> None:
    assert after({"a": {}})["a"]["source"] == "openAi"


@pytest.mark.parametrize(
    ("updates", "code", "message"),
    [
        (
            ({"a": {"source": "userProvided"}},),
            "invalid_settings_embedders",
            "`.embedders.a`: Missing field `dimensions` (note: this field is mandatory for source `userProvided`)",
        ),
        (
            ({"a": MANUAL}, {"a": {"model": "x"}}),
            "invalid_settings_embedders",
            "`.embedders.a`: Field `model` unavailable for source `userProvided`.",
        ),
        (({str(n): MANUAL for n in range(257)},), "invalid_settings_embedders", "Too many embedders in the configuration. Found 257, but"),
        (({"": MANUAL},), "internal", "internal: MDB_BAD_VALSIZE: "),
    ],
)
def test_refusals(updates: tuple[dict[str, Any], ...], code: str, message: str) -> None:
    found, words = refused(*updates)
    assert (found, words[: len(message)]) == (code, message)


def test_a_source_that_is_taken_back_is_refused_by_name() -> None:
    with pytest.raises(Unsupported, match="`source`"):
        after({"x": MANUAL}, {"x": {"source": None}})
