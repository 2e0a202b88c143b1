"""Values of a script: JSON's as Python has them, and what Rhai has besides.

`()` is None; integers are those of 64 bits; arrays are lists and object maps dicts, which are copied whenever a script binds them to
something, as Rhai's are values.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from typing import Any, NamedTuple

from meilifake.errors.base import Unsupported
from meilifake.wire.jsontext import reread

I64_MIN, I64_MAX = -(2**63), 2**63 - 1
LEAST_PLAIN, MOST_PLAIN = 9.9999998245167e-14, 9999999827968.0
"""Floats that are shown without an exponent: 1e-13 to 1e13, as 32-bit floats have these."""


def signed(value: int) -> int:
    """The lowest 64 bits as an integer with a sign."""
    value &= 2**64 - 1
    return value - 2**64 if value > I64_MAX else value


class Char(NamedTuple):
    """A single character (`'a'`)."""

    text: str


class Range(NamedTuple):
    start: int
    end: int
    inclusive: bool

    def __iter__(self) -> Iterator[int]:
        return iter(range(self.start, self.end + self.inclusive))

    def holds(self, number: int) -> bool:
        return self.start <= number < self.end + self.inclusive


class FnPtr:
    """A function as a value: a closure with what it captured, or a name with curried arguments."""

    def __init__(self, name: str, definition: Any = None, curried: tuple[Any, ...] = ()) -> None:
        self.name = name
        self.definition = definition
        self.curried = curried

    def shown(self) -> str:
        """Raises Unsupported for a closure, whose name tells a hash of its body."""
        if self.definition is not None:
            raise Unsupported("the name of a closure in an edition function")
        return self.name


class Steps(NamedTuple):
    """A sequence made by a function (`range(0, 10, 2)`, `chars`), to be walked by a loop."""

    items: list[Any]
    type_name: str


TYPE_NAMES: dict[type, str] = {
    type(None): "()", bool: "bool", int: "i64", float: "f64", str: "string", Char: "char", list: "array", dict: "map", FnPtr: "Fn",
}  # fmt: skip
RANGES = {False: "core::ops::range::Range<i64>", True: "core::ops::range::RangeInclusive<i64>"}
RANGE_NAMES = {False: "range", True: "range="}


def type_name(value: Any) -> str:
    """As in messages about wrong data."""
    kind = type(value)
    if kind is Range:
        return RANGES[value.inclusive]
    return value.type_name if kind is Steps else TYPE_NAMES[kind]


def argument_type(value: Any) -> str:
    """As in the signature of a function that was not found."""
    if type(value) is str:
        return "&str | ImmutableString | String"
    if type(value) is Range:
        return RANGE_NAMES[value.inclusive]
    return RANGE_NAMES[False] if type(value) is Steps else type_name(value)


def copied(value: Any) -> Any:
    """A value of its own: containers are copied through and through."""
    if type(value) is list:
        return [copied(item) for item in value]
    if type(value) is dict:
        return {key: copied(item) for key, item in value.items()}
    return value


def float_text(value: float) -> str:
    """`1.0`, `1.5`, and an exponent beyond 1e13 and below 1e-13."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "inf" if value > 0 else "-inf"
    if value == 0:
        return "0.0"
    if not LEAST_PLAIN <= abs(value) <= MOST_PLAIN:
        digits, _, exponent = f"{value!r}".partition("e")
        return exponent_text(digits, exponent)
    from decimal import Decimal

    text = format(Decimal(repr(value)), "f")
    return text if "." in text else text + ".0"


def float_debug(value: float) -> str:
    """As inside an array or a map: an exponent from 1e16 on and below 1e-4."""
    if not math.isfinite(value):
        return float_text(value)
    digits, mark, exponent = repr(value).partition("e")
    return f"{digits}e{int(exponent)}" if mark else digits


def exponent_text(digits: str, exponent: str) -> str:
    """Rust's `{:e}` of what Python printed."""
    from decimal import Decimal

    number = Decimal(f"{digits}e{exponent or 0}").normalize()
    sign, figures, power = number.as_tuple()
    assert isinstance(power, int)
    text = "".join(map(str, figures))
    mantissa = text[0] + ("." + text[1:] if len(text) > 1 else "")
    return f"{'-' if sign else ''}{mantissa}e{power + len(text) - 1}"


def display(value: Any, *, quoted: bool = False) -> str:
    """As `to_string` and `+` to a string show it: nothing for `()`. `quoted`: interpolation and `throw` quote characters in containers."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return float_text(value)
    if isinstance(value, FnPtr):
        return f"Fn({value.shown()})"
    return value.text if isinstance(value, Char) else debug(value, quoted=quoted)


DOUBLE = '"'
ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\0"}


def quotation(text: str, quote: str) -> str:
    """As Rust shows a string or a character to programmers."""
    return quote + "".join("\\" + quote if letter == quote else escaped(letter) for letter in text) + quote


def escaped(letter: str) -> str:
    plain = letter.isascii() or unicodedata.category(letter) not in ("Mn", "Me")
    return ESCAPES.get(letter) or (letter if letter.isprintable() and plain else f"\\u{{{ord(letter):x}}}")


def debug(value: Any, *, quoted: bool = False) -> str:
    """As inside an array or a map."""
    kind = type(value)
    if value is None:
        return "()"
    if kind is bool:
        return "true" if value else "false"
    if kind is float:
        return float_debug(value)
    if kind is str:
        return quotation(value, DOUBLE)
    if kind is Char:
        return quotation(value.text, "'") if quoted else str(value.text)
    if kind is list:
        return "[" + ", ".join(debug(item, quoted=quoted) for item in value) + "]"
    if kind is dict:
        return "#{" + ", ".join(f"{debug(key)}: {debug(value[key], quoted=quoted)}" for key in sorted(value)) + "}"
    if kind is Range:
        return f"{value.start}{'..=' if value.inclusive else '..'}{'' if value.end == I64_MAX else value.end}"
    if kind is Steps:
        return type_name(value) if quoted else RANGE_NAMES[False]
    if kind is FnPtr:
        return display(value)
    return str(value)


def from_json(value: Any) -> Any:
    """A JSON value as a script sees it: maps sorted, integers beyond 64 bits as floats."""
    if type(value) is dict:
        return {key: from_json(value[key]) for key in sorted(value)}
    if type(value) is list:
        return [from_json(item) for item in value]
    return float(value) if type(value) is int and value > I64_MAX else value


def to_json(value: Any) -> Any:
    """A script's value as it is stored, written as JSON and read again. Infinite floats become null, what JSON lacks a name."""
    kind = type(value)
    if kind is dict:
        return {key: to_json(value[key]) for key in sorted(value)}
    if kind is list:
        return [to_json(item) for item in value]
    if kind is float:
        return reread(value) if math.isfinite(value) else None
    if kind is Char:
        return value.text
    if kind in (Range, Steps):
        return type_name(value)
    if kind is FnPtr:
        return [value.shown(), *map(to_json, value.curried)] if value.curried else value.shown()
    return value
