"""A part of a document, chosen by (dotted) field names (guide search-semantics, 13.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from meilifake.engine.index.patterns import covers


def select(document: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """The fields of these names. Arrays keep the objects in which something was found; direct objects stay, be they empty."""
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
