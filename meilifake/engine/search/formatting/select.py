"""A part of a document, chosen by (dotted) field names. The server has two ways of it (guide search-semantics, 13.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from meilifake.engine.index.patterns import covers


def narrow(document: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """The document without the keys that are off the way to every name: what hits show. Values that are no objects all stay."""
    wanted = tuple(names)
    return {key: _narrowed(value, key, wanted) for key, value in document.items() if any(covers(key, name) for name in wanted)}


def _narrowed(value: Any, path: str, names: tuple[str, ...]) -> Any:
    if isinstance(value, list):
        return [_narrowed(element, path, names) for element in value]
    if not isinstance(value, dict) or path in names:
        return value
    kept = {}
    for key, child in value.items():
        below = f"{path}.{key}" if path else key
        if any(covers(below, name) or covers(name, below) for name in names):
            kept[key] = _narrowed(child, below, names)
    return kept


def select(document: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """The fields of these names: what `_formatted` shows. Arrays keep the objects in which something was found; direct objects stay."""
    return _object(document, set(names))


def _object(members: Mapping[str, Any], names: set[str]) -> dict[str, Any]:
    chosen: dict[str, Any] = {}
    names = set(names)
    for key, value in members.items():
        if key in names and "." not in key:
            names.discard(key)
            chosen[key] = value
            continue
        below = {name[len(key) + 1 :] for name in names if len(name) > len(key) and covers(key, name)}
        if not below:
            if key in names:
                chosen[key] = value
        elif isinstance(value, list):
            chosen[key] = _array(value, below)
        elif isinstance(value, dict):
            chosen[key] = _object(value, below)
    return chosen


def _array(elements: list[Any], names: set[str]) -> list[Any]:
    chosen: list[Any] = []
    for value in elements:
        if isinstance(value, list):
            chosen.append(_array(value, names))
        elif isinstance(value, dict):
            found = _object(value, names)
            if found:
                chosen.append(found)
    return chosen
