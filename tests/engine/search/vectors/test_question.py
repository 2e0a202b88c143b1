"""What is embedded of a search, and the server's words where nothing can be."""

from __future__ import annotations

from typing import Any

import pytest

from meilifake.engine.search.vectors.embedders import Embedder
from meilifake.engine.search.vectors.question import embed_query
from meilifake.errors.base import MeiliError

PROVIDED = {"source": "userProvided", "dimensions": 2}
REST = {"source": "rest", "dimensions": 2}
TWO = {**REST, "searchFragments": {"s": {"value": "{{ q }}"}, "r": {"value": {"u": "{{ q }}"}}}}
INDEXING = {**REST, "indexingFragments": {"i": {"value": 1}}}
MEDIA = {**REST, "searchFragments": {"m": {"value": {"k": "{{ media.a }}"}}}}


@pytest.mark.parametrize(
    ("q", "media", "configuration", "words"),
    [
        ("x", None, PROVIDED, "attempt to embed the following text in a configuration where embeddings must be user provided:\n  - `x`"),
        (
            "é" * 260,
            None,
            PROVIDED,
            f"attempt to embed the following text in a configuration where embeddings must be user provided:\n  - `{'é' * 250}`",
        ),
        ("x", {"a": 1}, PROVIDED, "`media` requested but the configuration doesn't have source `rest`"),
        (None, None, {"source": "openAi"}, "`media` requested but the configuration doesn't have source `rest`"),
        ("x", 1, REST, "`media` requested, and the configuration has source `rest`, but the configuration doesn't have `searchFragments`."),
        ("x", None, MEDIA, 'Query matches no search fragment.\n  - Note: {"q":"x","media":null}'),
        (
            "x",
            None,
            {**REST, "indexingFragments": {"i": {"value": 1}}},
            'Query matches no search fragment.\n  - Note: {"q":"x","media":null}',
        ),
        (
            "x",
            [1],
            TWO,
            "Query matches multiple search fragments.\n  - Note: First matched fragment `r`.\n  - Note: Second matched fragment `s`.\n"
            '  - Note: {"q":"x","media":[1]}',
        ),
    ],
)
def test_what_cannot_be_embedded(q: str | None, media: Any, configuration: dict[str, Any], words: str) -> None:
    with pytest.raises(MeiliError) as caught:
        embed_query(q, media, "e", configuration, {})
    assert (caught.value.code, caught.value.message) == (
        "vector_embedding_error",
        f"Error while generating embeddings: user error: {words}",
    )


def test_the_one_fragment_that_fits_is_embedded() -> None:
    seen: list[str] = []

    def custom(text: str) -> tuple[float, float]:
        seen.append(text)
        return 0.0, 1.0

    composite = {"source": "composite", "searchEmbedder": MEDIA, "indexingEmbedder": REST}
    embedders = {"e": Embedder(custom)}
    assert embed_query(None, {"a": 1}, "e", MEDIA, embedders) == (0.0, 1.0)
    assert embed_query("x", None, "e", REST, embedders) == (0.0, 1.0)
    with pytest.raises(MeiliError, match="Query matches no search fragment"):
        embed_query("x", None, "e", composite, embedders)
    assert seen == ['{"k":"1"}', "x"]
