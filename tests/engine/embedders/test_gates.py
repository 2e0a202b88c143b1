"""Experimental features that an embedder needs; what its task keeps of it."""

from __future__ import annotations

from typing import Any

import pytest

from meilifake.engine.embedders.gates import check_embedders, stored_form
from meilifake.errors.base import MeiliError


@pytest.mark.parametrize(
    ("embedder", "words"),
    [
        ({"source": "composite"}, 'using `"composite"` as source'),
        ({"searchEmbedder": {}}, "setting `searchEmbedder`"),
        ({"indexingFragments": {}}, "setting `indexingFragments`"),
    ],
)
def test_gates(embedder: dict[str, Any], words: str) -> None:
    with pytest.raises(MeiliError) as caught:
        check_embedders({"a": None, "b": embedder}, {"compositeEmbedders": False, "multimodal": False})
    assert caught.value.code == "feature_not_enabled"
    assert caught.value.message.startswith(f"{words} requires enabling the `")
    check_embedders({"b": embedder}, {"compositeEmbedders": True, "multimodal": True})


def test_what_a_nested_embedder_forgets() -> None:
    nested = {"source": "ollama", "distribution": None, "binaryQuantized": None}
    assert stored_form({"a": None, "b": {"searchEmbedder": nested}}) == {"a": None, "b": {"searchEmbedder": {"source": "ollama"}}}
