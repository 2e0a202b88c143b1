"""Values as templates see them: JSON, and the two words `empty` and `blank` that only ask questions.

How each is shown, named, compared and looked into (the server's library has its own rules for every one of these).
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum
from typing import Any, Final

WHOLE = re.compile(r"[+-]?[0-9]+")
FRACTIONAL = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*(?:[eE][+-]?[0-9]+)?|\.[0-9]+(?:[eE][+-]?[0-9]+)?|inf|infinity|nan)", re.IGNORECASE)
LARGEST: Final = 2**63 - 1
SPACE = "\t\n\x0b\x0c\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
"""What the server's language trims: Unicode's white space."""


class State(Enum):
    """What can be asked of a value. `EMPTY` and `BLANK` can be written in a template too."""

    TRUE = "truthy"
    DEFAULT = "default"
    EMPTY = "empty"
    BLANK = "blank"


class Missing:
    """The type of `MISSING`: there is no such value."""


MISSING: Final = Missing()


class Named(dict[str, Any]):
    """An object that says another size than it has, as the library's views do."""

    size = 2


def owned(value: Any) -> Any:
    """A value taken out of its document: whole numbers that fit no signed 64 bits become text."""
    if isinstance(value, int) and not isinstance(value, bool) and value > LARGEST:
        return str(value)
    if isinstance(value, list):
        return [owned(item) for item in value]
    if isinstance(value, dict):
        return {key: owned(item) for key, item in value.items()}
    return value


def is_scalar(value: Any) -> bool:
    return isinstance(value, (str, int, float))


def text(value: Any) -> str:
    """As it is shown in the output."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return float_text(value)
    if isinstance(value, list):
        return "".join(map(text, value))
    if isinstance(value, dict):
        return "".join(key + text(item) for key, item in value.items())
    return ""


def float_text(value: float) -> str:
    """Every digit written out, and no fraction where there is none."""
    if value != value:
        return "NaN"
    if value in (float("inf"), float("-inf")):
        return "inf" if value > 0 else "-inf"
    return format(Decimal(repr(value)), "f").removesuffix(".0")


def source(value: Any) -> str:
    """As error messages quote it."""
    if value is None:
        return "nil"
    if isinstance(value, State):
        return value.value
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, list):
        return "[" + "".join(f"{text(item)}, " for item in value) + "]"
    if isinstance(value, dict):
        return "{" + "".join(f'"{key}": {text(item)}, ' for key, item in value.items()) + "}"
    return text(value)


def kind(value: Any) -> str:
    """The name of its type."""
    if isinstance(value, State):
        return value.value
    if value is None:
        return "nil"
    names = ((bool, "boolean"), (int, "whole number"), (float, "fractional number"), (str, "string"), (list, "array"))
    return next((name for type_, name in names if isinstance(value, type_)), "object")


def ask(value: Any, state: State) -> bool:
    if state is State.TRUE:
        return value is not None and value is not False and not isinstance(value, State)
    if value is None or isinstance(value, State):
        return True
    if isinstance(value, bool):
        return not value and state is not State.EMPTY
    if isinstance(value, str):
        return not (value.strip(SPACE) if state is State.BLANK else value)
    return isinstance(value, (list, dict)) and not value


def whole(value: Any) -> int | None:
    """As a whole number, if it is one or its text is."""
    if isinstance(value, str):
        number = int(value) if WHOLE.fullmatch(value) and len(value) < 40 else None
        return number if number is not None and -LARGEST - 1 <= number <= LARGEST else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def fractional(value: Any) -> float | None:
    if isinstance(value, str):
        return float(value) if FRACTIONAL.fullmatch(value) else None
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def size(value: Any) -> int:
    if isinstance(value, Named):
        return value.size
    if isinstance(value, (list, dict)):
        return len(value)
    return len(text(value).encode())


def child(value: Any, key: Any) -> Any:
    """What is found below a value under a key, MISSING for nothing."""
    if isinstance(value, list):
        at = whole(key)
        if at is not None:
            return value[at] if -len(value) <= at < len(value) else MISSING
        if text(key) in ("first", "last"):
            return (value[0] if text(key) == "first" else value[-1]) if value else MISSING
    if isinstance(value, dict) and text(key) in value:
        return value[text(key)]
    if text(key) == "size" and (is_scalar(value) or isinstance(value, (list, dict))):
        return size(value)
    return MISSING


def equal(left: Any, right: Any) -> bool:
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(equal, left, right))
    if isinstance(left, dict) and isinstance(right, dict):
        return len(left) == len(right) and all(key in right and equal(right[key], item) for key, item in left.items())
    if left is None and right is None:
        return True
    if isinstance(left, State):
        return ask(right, left)
    if isinstance(right, State):
        return ask(left, right)
    if is_scalar(left) and is_scalar(right):
        return equal_scalars(left, right)
    if is_scalar(left) or is_scalar(right):
        scalar, other = (left, right) if is_scalar(left) else (right, left)
        return isinstance(scalar, bool) and (not scalar if other is None else scalar)
    return False


def equal_scalars(left: Any, right: Any) -> bool:
    if isinstance(left, bool) and isinstance(right, bool):
        return left == right
    if isinstance(left, bool) or isinstance(right, bool):
        return left if isinstance(left, bool) else bool(right)
    return order(left, right) == 0


def order(left: Any, right: Any) -> int | None:
    """-1, 0 or 1; None for values that have no order."""
    if is_scalar(left) and is_scalar(right):
        if isinstance(left, float) != isinstance(right, float) and not isinstance(left, str) and not isinstance(right, str):
            left, right = (left, right) if isinstance(left, bool) or isinstance(right, bool) else (float(left), float(right))
        kinds = [str if isinstance(value, str) else bool if isinstance(value, bool) else float for value in (left, right)]
        if kinds[0] is not kinds[1] or left != left or right != right:
            return None
        return int(left > right) - int(left < right)
    if isinstance(left, list) and isinstance(right, list):
        return order_items(left, right)
    if isinstance(left, dict) and isinstance(right, dict):
        return order_items([[*pair] for pair in left.items()], [[*pair] for pair in right.items()])
    return None


def order_items(left: list[Any], right: list[Any]) -> int | None:
    for one, other in zip(left, right, strict=False):
        found = order(one, other)
        if found != 0:
            return found
    return int(len(left) > len(right)) - int(len(left) < len(right))
