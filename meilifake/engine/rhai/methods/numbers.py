"""Functions of numbers, and ranges to walk."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from meilifake.engine.rhai.faults import RunFault, arithmetic, not_found
from meilifake.engine.rhai.natives import native
from meilifake.engine.rhai.values import I64_MAX, I64_MIN, Range, Steps
from meilifake.errors.base import Unsupported

LONGEST_WALK = 1_000_000


def safe(run: Callable[..., float]) -> Callable[..., float]:
    """As the processor computes it: not a number outside the domain, infinite beyond the range."""

    def compute(machine: Any, *numbers: float) -> float:
        try:
            return float(run(*numbers))
        except OverflowError:
            return math.inf
        except (ValueError, ZeroDivisionError):
            return -math.inf if numbers[0] == 0 and run in (math.log, math.log10) else math.nan

    return compute


def whole(run: Callable[[float], int]) -> Callable[[Any, float], float]:
    return lambda machine, number: float(run(number)) if math.isfinite(number) else number


def rounded(number: float) -> int:
    """Halves go away from zero."""
    return int(math.copysign(math.floor(abs(number) + 0.5), number))


def absolute(machine: Any, number: int) -> int:
    if number == I64_MIN:
        raise arithmetic(f"Negation overflow: -{number}")
    return abs(number)


def to_int(machine: Any, number: float) -> int:
    if number > I64_MAX or number < I64_MIN:
        raise arithmetic(f"Integer overflow: to_int({number:.0f})")
    return 0 if math.isnan(number) else max(I64_MIN, min(I64_MAX, math.trunc(number)))


def no_step() -> RunFault:
    return RunFault("step value cannot be zero\nin call to function 'range'", function="range")


def walk_floats(machine: Any, start: float, end: float, step: float) -> Steps:
    """Step by step, with the errors that add up."""
    if start + step == start:
        raise no_step()
    items: list[Any] = []
    while start < end if step > 0 else start > end:
        items.append(start)
        start += step
        if len(items) > LONGEST_WALK:
            raise Unsupported("ranges this long in an edition function")
    return Steps(items, "rhai::packages::iter_basic::StepRange<f64>")


def walk(machine: Any, start: int, end: int, step: int = 1) -> Steps | Range:
    if step == 0:
        raise no_step()
    if abs(end - start) // abs(step) > LONGEST_WALK:
        raise Unsupported("ranges this long in an edition function")
    return Steps(list(range(start, end, step)), "rhai::packages::iter_basic::StepRange<i64>")


def walk_range(machine: Any, span: Range, step: int) -> Steps | Range:
    if span.inclusive:
        raise not_found("range", "range=, i64", None)
    return walk(machine, span.start, span.end, step)


def larger(machine: Any, left: float, right: float) -> float:
    return mixed(left, right, left >= right)


def smaller(machine: Any, left: float, right: float) -> float:
    return mixed(left, right, left <= right)


def mixed(left: float, right: float, first: bool) -> float:
    """Of an integer and a float, the result is a float whichever it is."""
    chosen = left if first else right
    return chosen if type(left) is type(right) else float(chosen)


def unsigned(number: int) -> int:
    return number & (2**64 - 1)


NUMBERS = [
    *native("abs", "int", absolute),
    *native("abs", "float", lambda m, x: abs(x)),
    *native("sign", "int", lambda m, x: (x > 0) - (x < 0)),
    *native("sign", "float", lambda m, x: (x > 0) - (x < 0)),
    *native("is_zero", "int", lambda m, x: x == 0),
    *native("is_zero", "float", lambda m, x: x == 0),
    *native("is_odd", "int", lambda m, x: x % 2 != 0),
    *native("is_even", "int", lambda m, x: x % 2 == 0),
    *native("to_float", "int", lambda m, x: float(x)),
    *native("to_float", "float", lambda m, x: x),
    *native("to_int", "int", lambda m, x: x),
    *native("to_int", "float", to_int),
    *native("floor", "float", whole(math.floor)),
    *native("ceiling", "float", whole(math.ceil)),
    *native("round", "float", whole(rounded)),
    *native("int", "float", whole(math.trunc)),
    *native("fraction", "float", lambda m, x: math.fmod(x, 1.0) if math.isfinite(x) else math.nan),
    *native("is_nan", "float", lambda m, x: math.isnan(x)),
    *native("is_finite", "float", lambda m, x: math.isfinite(x)),
    *native("is_infinite", "float", lambda m, x: math.isinf(x)),
    *native("sqrt", "float", safe(math.sqrt)),
    *native("exp", "float", safe(math.exp)),
    *native("ln", "float", safe(math.log)),
    *native("log", "float", safe(math.log10)),
    *native("log", "float float", safe(lambda x, base: math.log(x) / math.log(base))),
    *native("to_radians", "float", lambda m, x: math.radians(x)),
    *native("to_degrees", "float", lambda m, x: math.degrees(x)),
    *native("PI", "", lambda m: math.pi),
    *native("E", "", lambda m: math.e),
    *native("atan", "float float", safe(math.atan2)),
    *native("hypot", "float float", safe(math.hypot)),
    *native("to_hex", "int", lambda m, x: f"{unsigned(x):x}"),
    *native("to_octal", "int", lambda m, x: f"{unsigned(x):o}"),
    *native("to_binary", "int", lambda m, x: f"{unsigned(x):b}"),
    *native("range", "int int", lambda m, a, b: Range(a, b, False)),
    *native("range", "int int int", walk),
    *native("range", "range int", walk_range),
    *native("range", "float float float", walk_floats),
    *native("contains", "range int", lambda m, r, x: r.holds(x)),
    *native("is_empty", "range", lambda m, r: r.end + r.inclusive <= r.start),
    *native("start", "range", lambda m, r: r.start),
    *native("end", "range", lambda m, r: r.end),
    *native("is_inclusive", "range", lambda m, r: r.inclusive),
    *native("is_exclusive", "range", lambda m, r: not r.inclusive),
]
for function in ("sin", "cos", "tan", "sinh", "cosh", "tanh", "asin", "acos", "atan", "asinh", "acosh", "atanh"):
    NUMBERS += native(function, "float", safe(vars(math)[function]))
for kinds in ("int int", "float float", "int float", "float int"):
    NUMBERS += [*native("max", kinds, larger), *native("min", kinds, smaller)]
