"""Documents as reads show them: a selection of their fields, `_vectors` taken out or filled in (guide tasks-documents, 11.5 and 13)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from meilifake.engine.index.index import Index
from meilifake.engine.index.paths import known_fields
from meilifake.engine.index.swap_remove import swap_remove

VECTORS = "_vectors"


def covers(parent: str, path: str) -> bool:
    return path.startswith(parent) and (len(path) == len(parent) or path[len(parent)] == ".")


def known_names(index: Index, names: Sequence[str]) -> tuple[str, ...]:
    """The names that the index knows, the others select nothing. Only a dotted one can be a nested field."""
    return tuple(name for name in names if name in index.fields or ("." in name and name in known_fields(index)))


def select(document: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """The part of a document that the names select: `a.b` the key `b` of the object `a`, and the key `a.b` itself."""
    chosen = {}
    for key, value in document.items():
        inside = [name for name in names if covers(key, name)]
        if inside:
            chosen[key] = value if key in inside else pruned(value, key, inside)
    return chosen


def pruned(value: Any, path: str, names: Sequence[str]) -> Any:
    if isinstance(value, list):
        return [pruned(item, path, names) for item in value]
    if not isinstance(value, dict):
        return value
    kept = {}
    for key, item in value.items():
        deeper = f"{path}.{key}"
        if any(covers(deeper, name) or covers(name, deeper) for name in names):
            kept[key] = pruned(item, deeper, names)
    return kept


def read_document(index: Index, docid: int, names: Sequence[str] | None, retrieve_vectors: bool) -> dict[str, Any]:
    """One document as an answer shows it.

    Parameters: `names`, as `known_names` gives them, None for all fields; `retrieve_vectors`: `_vectors` comes last, the entries that
    stay in the document first.
    """
    document = index.documents.get(docid)
    if names is not None:
        document = select(document, names)
    held = document.get(VECTORS)
    if VECTORS in document:
        document = swap_remove(document, VECTORS)
    if retrieve_vectors:
        from meilifake.engine.search.vectors.store import shown

        document = {**document, VECTORS: {**(held if isinstance(held, dict) else {}), **shown(index, docid)}}
    return document
