"""From a document to the values of one faceted field, through objects, arrays and dotted keys (guide search-semantics, 11.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

UNSEEN = frozenset({"_vectors", "_geo", "_geojson"})
"""Top-level fields that the walk never enters: they have structures of their own."""

NESTED = frozenset({dict, list})
"""The types of values that hold others. Documents are read from JSON, so a look at the type tells: half the time of `isinstance`."""

Found = tuple[Any, bool]
"""A value, and whether it stands at a key itself (False: inside an array). Arrays are followed by their elements, flattened."""


def heads(path: str) -> list[str]:
    """The top-level keys below which a path can be found, itself included: `a`, `a.b` and `a.b.c` for `a.b.c`."""
    return [path[:at] for at, character in enumerate(path) if character == "."] + [path]


def values_at(document: Mapping[str, Any], path: str, keys: Sequence[str], enter: Callable[[str], bool]) -> Iterator[Found]:
    """Every value of `path`. `keys` are its `heads`; `enter` says whether the walk may go below the field of a name."""
    met = [key for key in keys if key in document]
    if len(met) > 1:
        met = [key for key in document if key in met]
    for key in met:
        if key == path:
            yield from leaves(document[key], True)
        elif key not in UNSEEN and enter(key):
            yield from below(document[key], key, path, enter)


def below(value: Any, base: str, path: str, enter: Callable[[str], bool]) -> Iterator[Found]:
    if isinstance(value, dict):
        for key, inner in value.items():
            name = f"{base}.{key}"
            if name == path:
                yield from leaves(inner, True)
            elif path.startswith(name) and path[len(name)] == "." and enter(name):
                yield from below(inner, name, path, enter)
    elif isinstance(value, list):
        for element in value:
            yield from below(element, base, path, enter)


def leaves(value: Any, at_key: bool) -> Iterator[Found]:
    yield value, at_key
    if isinstance(value, list):
        for element in value:
            yield from leaves(element, False)


def add_nested_names(names: dict[str, None], base: str, value: Any) -> None:
    """Add the dotted name of everything below the field `base`."""
    if isinstance(value, dict):
        for key, child in value.items():
            name = f"{base}.{key}" if base else key
            names[name] = None
            if type(child) in NESTED:
                add_nested_names(names, name, child)
    else:
        for child in value:
            if type(child) in NESTED:
                add_nested_names(names, base, child)


def add_names_inside(names: dict[str, None], document: Mapping[str, Any]) -> None:
    """Add the dotted name of everything inside the fields of a document."""
    for name, value in document.items():
        if type(value) in NESTED and name not in UNSEEN:
            add_nested_names(names, name, value)
