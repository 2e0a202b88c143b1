"""Filters of texts. Every value is a text here: its output."""

from __future__ import annotations

from typing import Any

from meilifake.engine.liquid.values import SPACE, State, ask, text


def append(value: Any, string: str) -> str:
    return text(value) + string


def prepend(value: Any, string: str) -> str:
    return string + text(value)


def capitalize(value: Any) -> str:
    shown = text(value)
    return shown[:1].upper() + shown[1:]


def downcase(value: Any) -> str:
    return text(value).lower()


def upcase(value: Any) -> str:
    return text(value).upper()


def strip(value: Any) -> str:
    return text(value).strip(SPACE)


def lstrip(value: Any) -> str:
    return text(value).lstrip(SPACE)


def rstrip(value: Any) -> str:
    return text(value).rstrip(SPACE)


def replace(value: Any, search: str, by: str = "") -> str:
    return text(value).replace(search, by)


def replace_first(value: Any, search: str, by: str = "") -> str:
    return text(value).replace(search, by, 1)


def split(value: Any, pattern: str) -> list[str]:
    """Between all characters, and at both ends, for an empty pattern."""
    shown = text(value)
    if not shown:
        return []
    return shown.split(pattern) if pattern else ["", *shown, ""]


def default(value: Any, other: Any) -> Any:
    return other if ask(value, State.DEFAULT) else value
