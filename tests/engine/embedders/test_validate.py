"""What one embedder may say, alone (guide tasks-documents, 15.2)."""

from __future__ import annotations

from typing import Any

import pytest

from meilifake.engine.embedders.validate import validate
from meilifake.errors.base import MeiliError

REST = {"source": "rest", "url": "http://h", "request": "{{text}}", "response": "{{embedding}}"}


def said(embedder: dict[str, Any], *, whole: bool = True) -> str | None:
    try:
        validate("e", embedder, whole=whole)
    except MeiliError as error:
        return error.message
    return None


@pytest.mark.parametrize(
    "embedder",
    [
        REST,
        {"source": "openAi", "model": "text-embedding-3-small", "dimensions": 3},
        {"source": "huggingFace"},
        {"source": "userProvided", "dimensions": 1},
        {"source": "ollama", "model": "m"},
        {**REST, "request": ["{{text}}", "{{..}}"], "response": {"data": ["{{embedding}}", "{{..}}"]}},
    ],
)
def test_accepted(embedder: dict[str, Any]) -> None:
    assert said(embedder) is None


@pytest.mark.parametrize(
    ("embedder", "beginning"),
    [
        ({"source": "userProvided", "dimensions": 0}, "`.embedders.e.dimensions`: `dimensions` cannot be zero"),
        ({**REST, "url": "h"}, "`.embedders.e.url`: could not parse `h`: relative URL without a base"),
        ({**REST, "documentTemplate": "{{ x"}, "`.embedders.e.documentTemplate`: Invalid template: user error: cannot parse template: "),
        ({"source": "openAi", "model": "x"}, "`.embedders.e.model`: Invalid model `x` for OpenAI. Supported models: "),
        (
            {"source": "openAi", "model": "text-embedding-ada-002", "dimensions": 3},
            "`.embedders.e.dimensions`: Model `text-embedding-ada-002` does not support overriding its native dimensions of 1536. Found 3",
        ),
        (
            {"source": "openAi", "model": "text-embedding-3-small", "dimensions": 1537},
            "`.embedders.e.dimensions`: Model `text-embedding-3-small` does not support overriding its dimensions to a value ",
        ),
        (
            {**REST, "request": {}},
            'Error while generating embeddings: user error: in `request`: "{{text}}" not found\n  - Note: this template is using',
        ),
        (
            {**REST, "response": ["{{embedding}}", "{{..}}"]},
            "Error while generating embeddings: user error: in `response`: `response` has multiple embeddings, but `request` has only one",
        ),
        (
            {**REST, "request": "{{fragment}}", "indexingFragments": {"a": {"value": "x"}}},
            "Error while generating embeddings: user error: inconsistent fragments: `searchFragments` is empty, but `indexingFragments` "
            "declares 1 fragments: a\n",
        ),
        (
            {"source": "ollama", "model": "m", "request": "{{text}}"},
            "`.embedders.e`: Field `request` unavailable for source `ollama`.\n  - note: `request` is available for sources: `rest`\n",
        ),
        ({"source": "composite"}, "`.embedders.e`: Missing field `searchEmbedder` (note: this field is mandatory for source `composite`)"),
    ],
)
def test_refused(embedder: dict[str, Any], beginning: str) -> None:
    assert (said(embedder) or "")[: len(beginning)] == beginning


def test_an_update_may_leave_out_what_is_mandatory_when_whole() -> None:
    assert said({"source": "userProvided"}, whole=True) is not None
    assert said({"documentTemplate": "x"}, whole=False) is None
