"""The walk through a document that gives every word its position (guide search-semantics, 4.1).

Each field name counts for itself: a value starts 8 after the last indexed word of the same name. The walk also "visits", and so counts on,
names whose value is null or empty, and nested names that hold an object or an array: the server does, and word positions show it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

CONTEXT = 8
Visit = Callable[[str, Any], None]


def leaves(name: str, value: Any, visit: Visit) -> None:
    """Call `visit(field name, value)` for each visit under a top-level field, in order. Values other than scalars are visited, too."""
    if isinstance(value, dict):
        _object(name, value, visit)
    elif isinstance(value, list):
        _array(name, value, visit)
    else:
        visit(name, value)


def _object(base: str, members: dict[str, Any], visit: Visit) -> None:
    if not members:
        visit(base, None)
    for key, value in members.items():
        name = f"{base}.{key}" if base else key
        visit(name, value)
        if isinstance(value, dict):
            _object(name, value, visit)
        elif isinstance(value, list):
            _array(name, value, visit)


def _array(base: str, elements: list[Any], visit: Visit) -> None:
    if not elements:
        visit(base, None)
    for value in elements:
        if isinstance(value, dict):
            _object(base, value, visit)
        elif isinstance(value, list):
            _array(base, value, visit)
        else:
            visit(base, value)
