"""The leaves of a document, replaced one by one: a copy of what changes, the rest shared (guide search-semantics, 13.2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from meilifake.engine.index.patterns import covers

Change = Callable[[str, tuple[int, ...], Any], Any]
"""From the path of a leaf, its places in the arrays that hold it, and its value, to the new value."""


def change_leaves(document: Mapping[str, Any], names: Sequence[str] | None, change: Change) -> dict[str, Any]:
    """The document with every leaf at, under or above one of the names changed. None: every leaf."""
    return _object(document, names, "", (), change)


def _object(members: Mapping[str, Any], names: Sequence[str] | None, base: str, indices: tuple[int, ...], change: Change) -> dict[str, Any]:
    changed = {}
    for key, value in members.items():
        path = f"{base}.{key}" if base else key
        if names is None or any(covers(path, name) or covers(name, path) for name in names):
            value = _value(value, names, path, indices, change)
        changed[key] = value
    return changed


def _value(value: Any, names: Sequence[str] | None, path: str, indices: tuple[int, ...], change: Change) -> Any:
    if isinstance(value, dict):
        return _object(value, names, path, indices, change)
    if isinstance(value, list):
        return [_value(element, names, path, (*indices, at), change) for at, element in enumerate(value)]
    return change(path, indices, value)
