"""What an embedder is told of documents and searches: its document template, or its fragments.

A composite embedder's are those of the embedders in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Embedder = Mapping[str, Any]


def indexing(embedder: Embedder) -> Embedder:
    """The one that embeds documents."""
    return embedder.get("indexingEmbedder") or embedder


def searching(embedder: Embedder) -> Embedder:
    """The one that embeds searches."""
    return embedder.get("searchEmbedder") or embedder


def has_fragments(embedder: Embedder) -> bool:
    return bool(indexing(embedder).get("indexingFragments"))


def document_template(embedder: Embedder) -> str | None:
    """None for an embedder that uses fragments, or embeds nothing."""
    return indexing(embedder).get("documentTemplate")


def indexing_fragments(embedder: Embedder) -> dict[str, Any]:
    return values(indexing(embedder).get("indexingFragments"))


def search_fragments(embedder: Embedder) -> dict[str, Any]:
    return values(searching(embedder).get("searchFragments"))


def values(fragments: Mapping[str, Any] | None) -> dict[str, Any]:
    return {name: fragment["value"] for name, fragment in (fragments or {}).items()}
