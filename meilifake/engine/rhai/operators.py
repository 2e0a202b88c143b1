"""Operators on values: Rhai's built-in arithmetic, comparisons and joins, with its complaints about what does not fit."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any

from meilifake.engine.rhai.faults import Position, RunFault, arithmetic, not_found
from meilifake.engine.rhai.values import I64_MAX, I64_MIN, Char, Range, argument_type, copied, display, signed

EPSILON = 2.220446049250313e-16
LONGEST = 2**24
"""Characters of a string that a script may build here: far less than the server's gigabyte."""
LARGEST = 10_000

Operation = Callable[[Any, Any], Any]


def checked(name: str, sign: str, compute: Callable[[int, int], int]) -> Operation:
    def run(left: int, right: int) -> int:
        value = compute(left, right)
        if I64_MIN <= value <= I64_MAX:
            return value
        raise arithmetic(f"{name} overflow: {left} {sign} {right}")

    return run


def divide(left: int, right: int) -> int:
    if right == 0:
        raise arithmetic(f"Division by zero: {left} / {right}")
    value = abs(left) // abs(right)
    value = value if (left < 0) == (right < 0) else -value
    if value > I64_MAX:
        raise arithmetic(f"Division overflow: {left} / {right}")
    return value


def modulo(left: int, right: int) -> int:
    if right == 0 or (left == I64_MIN and right == -1):
        raise arithmetic(f"Modulo division by zero or overflow: {left} % {right}")
    return int(math.copysign(1, left)) * (abs(left) % abs(right))


def power(left: int, right: int) -> int:
    if right < 0:
        raise arithmetic(f"Integer raised to a negative power: {left} ** {right}")
    value = left**right if abs(left) < 2 or right < 64 else I64_MAX + 1
    if not I64_MIN <= value <= I64_MAX:
        raise arithmetic(f"Exponential overflow: {left} ** {right}")
    return value


def shift_left(left: int, right: int) -> int:
    if right < 0:
        return shift_right(left, -right)
    return signed(left << right) if right < 64 else 0


def shift_right(left: int, right: int) -> int:
    if right < 0:
        return shift_left(left, -right)
    # Beyond 63 places the server shifts by 63, which leaves the sign.
    return left >> min(right, 63)


INTEGERS: dict[str, Operation] = {
    "+": checked("Addition", "+", operator.add), "-": checked("Subtraction", "-", operator.sub),
    "*": checked("Multiplication", "*", operator.mul), "/": divide, "%": modulo, "**": power,
    "<<": shift_left, ">>": shift_right, "&": operator.and_, "|": operator.or_, "^": operator.xor,
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "..": lambda left, right: Range(left, right, False), "..=": lambda left, right: Range(left, right, True),
}  # fmt: skip


def divide_floats(left: float, right: float) -> float:
    if right != 0:
        return left / right
    return math.nan if left == 0 or math.isnan(left) else math.copysign(math.inf, left) * math.copysign(1, right)


def modulo_floats(left: float, right: float) -> float:
    return math.fmod(left, right) if right != 0 and math.isfinite(left) else math.nan


def power_floats(left: float, right: float) -> float:
    try:
        value = left**right
    except OverflowError:
        return math.inf
    except ZeroDivisionError:
        return math.inf
    return math.nan if isinstance(value, complex) else value


def gap(left: float, right: float) -> float:
    """How far apart two floats are, for their size: nearer than the epsilon counts as equal."""
    most = 1.0 if left * right == 0 else max(abs(left), abs(right))
    return (left - right) / most


FLOATS: dict[str, Operation] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": divide_floats, "%": modulo_floats, "**": power_floats,
    "==": lambda left, right: abs(gap(left, right)) <= EPSILON, "!=": lambda left, right: abs(gap(left, right)) > EPSILON,
    ">": lambda left, right: gap(left, right) > EPSILON, ">=": lambda left, right: gap(left, right) > -EPSILON,
    "<": lambda left, right: -gap(left, right) > EPSILON, "<=": lambda left, right: -gap(left, right) > -EPSILON,
}  # fmt: skip
COMPARISONS = {name: INTEGERS[name] for name in ("==", "!=", "<", "<=", ">", ">=")}
BOOLEANS: dict[str, Operation] = COMPARISONS | {name: INTEGERS[name] for name in ("&", "|", "^")}


def concatenated(left: Any, right: Any) -> str:
    text = display(left) + display(right)
    if len(text) > LONGEST:
        raise RunFault("Length of string too large", catchable=False)
    return text


def without(left: Any, right: Any) -> str:
    """`"Hello" - "l"` removes every `l`."""
    text, cut = display(left), display(right)
    return text.replace(cut, "") if cut else text


def by_text(compare: Operation) -> Operation:
    return lambda left, right: compare(display(left), display(right))


STRINGS: dict[str, Operation] = {
    "+": concatenated, "-": without, **{name: by_text(compare) for name, compare in COMPARISONS.items()},
}  # fmt: skip
CHARACTERS = {name: run for name, run in STRINGS.items() if name != "-"}


def enlarged(items: list[Any]) -> list[Any]:
    if len(items) > LARGEST:
        raise RunFault("Size of array/BLOB too large", catchable=False)
    return items


def equal(left: Any, right: Any) -> bool:
    """`==` as containers use it on their elements: false for what has no comparison."""
    try:
        return bool(binary("==", left, right, None))
    except RunFault:
        return False


def same_arrays(left: list[Any], right: list[Any]) -> bool:
    return len(left) == len(right) and all(map(equal, left, right))


def same_maps(left: dict[str, Any], right: dict[str, Any]) -> bool:
    return left.keys() == right.keys() and all(equal(left[key], right[key]) for key in left)


ARRAYS: dict[str, Operation] = {
    "+": lambda left, right: enlarged(copied(left) + copied(right)),
    "==": same_arrays, "!=": lambda left, right: not same_arrays(left, right),
}  # fmt: skip
MAPS: dict[str, Operation] = {
    "+": lambda left, right: {**copied(left), **copied(right)},
    "==": same_maps, "!=": lambda left, right: not same_maps(left, right),
}  # fmt: skip
UNITS: dict[str, Operation] = {
    name: (lambda left, right: True) if name == "==" else (lambda left, right: False) for name in COMPARISONS
}  # fmt: skip
UNEQUAL: dict[str, Operation] = {
    name: (lambda left, right: True) if name == "!=" else (lambda left, right: False) for name in COMPARISONS
}  # fmt: skip
OPEN_RANGES: dict[str, Operation] = {
    name: lambda left, right, inclusive=name == "..=": Range(left or 0, I64_MAX if right is None else right, inclusive)  # type: ignore[misc]
    for name in ("..", "..=")
}
RANGES = {"==": operator.eq, "!=": operator.ne}
TABLES: dict[tuple[type, type], dict[str, Operation]] = {
    (int, int): INTEGERS, (float, float): FLOATS, (float, int): FLOATS, (int, float): FLOATS, (bool, bool): BOOLEANS, (str, str): STRINGS,
    (Char, Char): CHARACTERS, (Char, str): CHARACTERS, (str, Char): STRINGS, (list, list): ARRAYS, (dict, dict): MAPS,
    (type(None), type(None)): UNITS, (int, type(None)): UNEQUAL | OPEN_RANGES, (type(None), int): UNEQUAL | OPEN_RANGES,
    (Range, Range): RANGES,
}  # fmt: skip


def binary(sign: str, left: Any, right: Any, position: Position | None) -> Any:
    """The value of an operation. Raises RunFault: `Function not found` at `position`; an arithmetic error is not located."""
    kinds = type(left), type(right)
    table = TABLES.get(kinds)
    if table is None:
        # Values of different types are unequal and unordered; anything may be joined to a string.
        table = UNEQUAL if kinds[0] is not kinds[1] else {}
        if sign == "+" and str in kinds:
            return concatenated(left, right)
    run = table.get(sign)
    if run is None:
        raise not_found(sign, f"{argument_type(left)}, {argument_type(right)}", position)
    return run(left, right)


def unary(sign: str, value: Any, position: Position | None) -> Any:
    kind = type(value)
    if sign == "!" and kind is bool:
        return not value
    if sign == "-" and kind is float:
        return -value
    if sign == "-" and kind is int:
        if value == I64_MIN:
            raise arithmetic(f"Negation overflow: -{value}")
        return -value
    if sign == "+" and kind in (int, float):
        return value
    raise not_found(sign, argument_type(value), position)


def assigned(sign: str, left: Any, right: Any, position: Position) -> Any:
    """The value of `left op= right`. Unlike a plain operation's, its arithmetic errors are located."""
    if sign == "+" and type(left) is list:
        return enlarged(left + (copied(right) if type(right) is list else [copied(right)]))
    if type(left) is int and type(right) is float and sign in FLOATS:
        return FLOATS[sign](left, right)
    try:
        return binary(sign, left, right, position)
    except RunFault as fault:
        raise fault.at(position) from None
