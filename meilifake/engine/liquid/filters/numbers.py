"""Filters that calculate: in whole numbers of 64 bits where both sides are whole, else in fractions."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from meilifake.engine.liquid.filters.parameter import bad_argument, bad_input
from meilifake.engine.liquid.values import LARGEST, fractional, is_scalar, whole

Number = int | float
NUMBER = "Number expected"


def calculate(value: Any, operand: Any, on_whole: Callable[[int, int], Number], on_fractions: Callable[[float, float], float]) -> Number:
    """Raises LiquidFault for what is no number; a text is blamed on the operand, whichever side it is on."""
    if not is_scalar(value):
        raise bad_input(NUMBER)
    if not is_scalar(operand):
        raise bad_argument("operand", NUMBER)
    left, right = whole(value), whole(operand)
    if left is not None and right is not None:
        return wrapped(on_whole(left, right))
    one, other = fractional(value), fractional(operand)
    if one is None or other is None:
        raise bad_argument("operand", NUMBER)
    return on_fractions(one, other)


def wrapped(number: Number) -> Number:
    return (number + LARGEST + 1) % 2**64 - LARGEST - 1 if isinstance(number, int) else number


def plus(value: Any, operand: Any) -> Number:
    return calculate(value, operand, lambda a, b: a + b, lambda a, b: a + b)


def minus(value: Any, operand: Any) -> Number:
    return calculate(value, operand, lambda a, b: a - b, lambda a, b: a - b)


def times(value: Any, operand: Any) -> Number:
    return calculate(value, operand, lambda a, b: a * b, lambda a, b: a * b)


def at_least(value: Any, least: Any) -> Number:
    return calculate(value, least, max, lambda a, b: b if a != a else a if b != b else max(a, b))


def at_most(value: Any, most: Any) -> Number:
    return calculate(value, most, min, lambda a, b: b if a != a else a if b != b else min(a, b))


def divided_by(value: Any, operand: Any) -> Number:
    check_divisor(value, operand)
    return calculate(value, operand, lambda a, b: abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1), lambda a, b: a / b)


def modulo(value: Any, operand: Any) -> Number:
    check_divisor(value, operand)
    return calculate(value, operand, lambda a, b: abs(a) % abs(b) * (-1 if a < 0 else 1), remainder)


def remainder(left: float, right: float) -> float:
    return math.fmod(left, right) if math.isfinite(left) else math.nan


def check_divisor(value: Any, operand: Any) -> None:
    if not is_scalar(value):
        raise bad_input(NUMBER)
    if is_scalar(operand) and fractional(operand) == 0:
        raise bad_argument("operand", "Can't divide by zero")


def absolute(value: Any) -> Number:
    number: Number | None = whole(value) if is_scalar(value) else None
    number = fractional(value) if number is None and is_scalar(value) else number
    if number is None:
        raise bad_input(NUMBER)
    return wrapped(abs(number))


def number_of(value: Any) -> float:
    number = fractional(value) if is_scalar(value) else None
    if number is None:
        raise bad_input(NUMBER)
    return number


def ceil(value: Any) -> int:
    return saturated(number_of(value), math.ceil)


def floor(value: Any) -> int:
    return saturated(number_of(value), math.floor)


def rounded(value: Any, places: int = 0) -> Number:
    """Halves away from zero; to whole numbers for no places or fewer."""
    number = number_of(value)
    if places <= 0:
        return saturated(number, half_away)
    if places > 2**31 - 1:
        raise bad_input("decimal-places was too large")
    scale = 10.0**places if places <= 308 else math.inf
    scaled = number * scale
    return (half_away(scaled) if math.isfinite(scaled) else scaled) / scale


def half_away(number: float) -> int:
    least = math.floor(abs(number))
    nearest = least + (abs(number) - least >= 0.5)
    return int(math.copysign(1, number)) * nearest


def saturated(number: float, rounding: Callable[[float], int]) -> int:
    """Nothing that is no number of 64 bits comes out."""
    if number != number:
        return 0
    if math.isinf(number):
        return LARGEST if number > 0 else -LARGEST - 1
    return max(-LARGEST - 1, min(LARGEST, rounding(number)))
