"""What the answers of other servers must look like to be taken for one: small checks, put together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from meilifake.engine.uuid_text import parse_uuid

Shape = Callable[[Any], bool]


def text(value: Any) -> bool:
    return isinstance(value, str)


def natural(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def table(value: Any) -> bool:
    return isinstance(value, dict)


def uuid(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(parse_uuid(value))
    except ValueError:
        return False


def numeral(value: str) -> bool:
    return value.isascii() and value.isdigit()


def maybe(shape: Shape) -> Shape:
    return lambda value: value is None or shape(value)


def list_of(shape: Shape) -> Shape:
    return lambda value: isinstance(value, list) and all(map(shape, value))


def table_of(shape: Shape, key: Callable[[str], bool] = text) -> Shape:
    return lambda value: isinstance(value, dict) and all(map(key, value)) and all(map(shape, value.values()))


def record(needed: Mapping[str, Shape], optional: Mapping[str, Shape] | None = None) -> Shape:
    """An object: `optional` members are checked where they are. Others are allowed."""
    rest = optional or {}
    return lambda value: (
        isinstance(value, dict)
        and all(name in value and shape(value[name]) for name, shape in needed.items())
        and all(shape(value[name]) for name, shape in rest.items() if name in value)
    )


ERRORS = maybe(table_of(record({"message": text, "code": text, "type": text, "link": text})))
"""`remoteErrors` of an answer."""
