"""What a submitted embedder needs before it is looked at: experimental features (guide tasks-documents, 15.2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from meilifake.engine.features import require

GATES = (
    ("searchEmbedder", "compositeEmbedders"),
    ("indexingEmbedder", "compositeEmbedders"),
    ("indexingFragments", "multimodal"),
    ("searchFragments", "multimodal"),
)
PHONY = ("distribution", "binaryQuantized", "searchEmbedder", "indexingEmbedder")
"""Accepted inside a nested embedder only to be refused; what is not refused is forgotten."""


def check_embedders(embedders: Mapping[str, Mapping[str, Any] | None], features: Mapping[str, bool]) -> None:
    """Raises feature_not_enabled."""
    for embedder in embedders.values():
        if embedder is None:
            continue
        if embedder.get("source") == "composite":
            require(features, "compositeEmbedders", 'using `"composite"` as source')
        for field, feature in GATES:
            if embedder.get(field) is not None:
                require(features, feature, f"setting `{field}`")


def stored_form(embedders: Mapping[str, Mapping[str, Any] | None]) -> dict[str, Any]:
    """The embedders as their task keeps and shows them."""
    return {name: None if embedder is None else without_phony(embedder) for name, embedder in embedders.items()}


def without_phony(embedder: Mapping[str, Any]) -> dict[str, Any]:
    kept = dict(embedder)
    for side in ("searchEmbedder", "indexingEmbedder"):
        if kept.get(side) is not None:
            kept[side] = {field: value for field, value in kept[side].items() if field not in PHONY}
    return kept
