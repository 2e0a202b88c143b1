"""What a template can name while it is rendered, and what its tags remember."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from meilifake.engine.liquid.fault import LiquidFault, context
from meilifake.engine.liquid.values import MISSING, child, owned, text


class Scope:
    """`data`: what the template is rendered with. `frames`: of the loops around, innermost last. `assigned`: by assign and capture.

    `interrupt`: "break" or "continue", until a loop takes it. `cycles`, `changed` and `counters` belong to the tags of these names.
    `now`: the present moment, None where nobody can tell.
    """

    def __init__(self, data: Mapping[str, Any], now: datetime | None = None) -> None:
        self.data = data
        self.now = now
        self.frames: list[Mapping[str, Any]] = []
        self.assigned: dict[str, Any] = {}
        self.counters: dict[str, int] = {}
        self.cycles: dict[str, int] = {}
        self.changed: str | None = None
        self.interrupt = ""

    def root(self, name: str) -> Any:
        for names in (*reversed(self.frames), self.assigned, self.data, self.counters):
            if name in names:
                return names[name]
        return MISSING

    def attempt(self, path: Sequence[Any]) -> Any:
        """The value at a path, MISSING where there is none."""
        value = self.root(text(path[0]))
        for key in path[1:]:
            if value is MISSING:
                break
            value = child(value, key)
        return value

    def get(self, path: Sequence[Any]) -> Any:
        """The value at a path. Raises LiquidFault that says what there is as far as the path leads."""
        value = self.attempt(path)
        if value is not MISSING:
            return owned(value)
        for length in range(len(path) - 1, 0, -1):
            parent = self.attempt(path[:length])
            if parent is not MISSING:
                variable = ".".join(map(text, path[:length]))
                names = {"variable": variable, "requested_index": text(path[length]), "available_indexes": ", ".join(indexes(parent))}
                raise LiquidFault("Unknown index", *context(**names))
        raise LiquidFault("Unknown variable", *context(requested_variable=text(path[0])))


def indexes(value: Any) -> list[str]:
    if isinstance(value, list):
        return [*([f"0..{len(value) - 1}"] if value else []), "first", "last"]
    return list(value) if isinstance(value, dict) else []
