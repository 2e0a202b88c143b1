"""The parameters of filters and what they make of a value; the errors of values that a filter cannot use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from meilifake.engine.liquid.fault import LiquidFault, context
from meilifake.engine.liquid.values import text, whole


class Parameter(NamedTuple):
    """`kind`: a key of KINDS."""

    name: str
    kind: str = "any"

    def read(self, value: Any) -> Any:
        """Raises LiquidFault."""
        return KINDS[self.kind](self.name, value)


def integer(name: str, value: Any) -> int:
    number = whole(value)
    if number is None:
        raise bad_argument(name, "Whole number expected")
    return number


KINDS: dict[str, Callable[[str, Any], Any]] = {
    "any": lambda name, value: value,
    "text": lambda name, value: text(value),
    "integer": integer,
}


def bad_argument(name: str, cause: str) -> LiquidFault:
    return LiquidFault("Invalid argument", *context(argument=name, cause=cause))


def bad_input(cause: str) -> LiquidFault:
    return LiquidFault("Invalid input", *context(cause=cause))
