"""What a template speaks of: a document and its fields, or a search (guide tasks-documents, 15.5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from meilifake.engine.liquid.values import Named

HIDDEN = frozenset(("_vectors", "_geo", "_geojson"))
"""Fields that no template sees."""


def visible(document: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name not in HIDDEN}


def of_document(document: Mapping[str, Any], searchable: Callable[[str], bool]) -> dict[str, Any]:
    """For a document template: `doc`, and `fields` with what is searchable of it."""
    shown = visible(document)
    return {
        "doc": shown,
        "fields": [Named(name=name, value=value, is_searchable=searchable(name)) for name, value in shown.items()],
    }


def of_fragment(document: Mapping[str, Any]) -> dict[str, Any]:
    """For an indexing fragment, which knows no `fields`."""
    return {"doc": visible(document)}
