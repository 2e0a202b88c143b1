"""What an embedder is told of a document, and the vectors that it makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from meilifake.engine.index.documents import Document
from meilifake.engine.index.index import Index
from meilifake.engine.search.vectors.embedders import Embed
from meilifake.engine.search.vectors.parsed import Vector
from meilifake.errors.base import Unsupported


def same_prompt(index: Index, configuration: Mapping[str, Any], external: str, old: Document, new: Document) -> bool:
    """Whether the embedder would be told the same of both documents."""
    if configuration.get("source") == "userProvided":
        return {**old, "_vectors": None} == {**new, "_vectors": None}
    raise Unsupported(f"embedders that generate vectors ({configuration.get('source', 'openAi')})")


def make_vectors(
    index: Index, name: str, configuration: Mapping[str, Any], custom: Mapping[str, Embed], external: str, document: Document
) -> tuple[Vector, ...]:
    """The vectors of a document by an embedder that is not `userProvided`."""
    raise Unsupported(f"embedders that generate vectors ({configuration.get('source', 'openAi')})")
