"""Filters of arrays, and of the objects in them."""

from __future__ import annotations

from functools import cmp_to_key
from typing import Any

from meilifake.engine.liquid.filters.parameter import bad_argument, bad_input
from meilifake.engine.liquid.values import State, ask, equal, is_scalar, order, size, text


def array_of(value: Any, words: str = "Array expected") -> list[Any]:
    if not isinstance(value, list):
        raise bad_input(words)
    return value


def sequence(value: Any) -> list[Any]:
    """What is no array is an array of itself."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def count(value: Any) -> int:
    return 0 if value is None or isinstance(value, State) else size(value)


def join(value: Any, separator: str = " ") -> str:
    return separator.join(map(text, array_of(value, "Array of strings expected")))


def first(value: Any) -> Any:
    return end(value, 0)


def last(value: Any) -> Any:
    return end(value, -1)


def end(value: Any, at: int) -> Any:
    if is_scalar(value):
        shown = text(value)
        return shown[at] if shown else ""
    if isinstance(value, list):
        return value[at] if value else None
    raise bad_input("String or Array expected")


def reverse(value: Any) -> list[Any]:
    return array_of(value)[::-1]


def unique(value: Any) -> list[Any]:
    kept: list[Any] = []
    for item in array_of(value):
        if not any(equal(one, item) for one in kept):
            kept.append(item)
    return kept


def concat(value: Any, other: Any) -> list[Any]:
    items = array_of(value)
    if not isinstance(other, list):
        raise bad_argument("array", "Array expected")
    return items + other


def extract(value: Any, name: str) -> list[Any]:
    """The values of one property, of the objects that have it."""
    return [item[name] for item in array_of(value) if isinstance(item, dict) and name in item]


def compact(value: Any, name: str | None = None) -> list[Any]:
    items = array_of(value)
    if name is None:
        return [item for item in items if item is not None]
    check_objects(items)
    return [item for item in items if item.get(name) is not None]


def where(value: Any, name: str, target: Any = State.TRUE) -> list[Any] | None:
    """The objects whose property is the target; without one, whose property is truthy."""
    if isinstance(value, list):
        if not all(isinstance(item, dict) for item in value):
            return None
    elif not isinstance(value, dict):
        raise bad_input("Array of objects or a single object expected")
    objects = [item for item in sequence(value) if name in item]
    if target is State.TRUE:
        return [item for item in objects if ask(item[name], State.TRUE)]
    return [item for item in objects if equal(target, item[name])]


def sort(value: Any, name: str | None = None) -> list[Any]:
    """Nulls last; what has no order stays where it is."""
    items = sequence(value)
    if name is not None:
        check_objects(items)
    return sorted(items, key=cmp_to_key(lambda one, other: nulls_last(of(one, name), of(other, name))))


def sort_natural(value: Any, name: str | None = None) -> list[Any]:
    """By text, whatever its case; nulls last."""
    items = sequence(value)
    if name is not None:
        check_objects(items)
    return sorted(items, key=lambda item: (of(item, name) is None, text(of(item, name)).lower()))


def of(item: Any, name: str | None) -> Any:
    return item if name is None else item.get(name)


def nulls_last(one: Any, other: Any) -> int:
    if one is None or other is None:
        return int(one is None) - int(other is None)
    return order(one, other) or 0


def check_objects(items: list[Any]) -> None:
    if not all(isinstance(item, dict) for item in items):
        raise bad_input("Array of objects expected")
