"""JSON text exactly as the server reads and writes it (serde_json with its default number parser).

`loads` is the standard library's C parser wherever both agree, and falls back on `wire.jsonscan`, a scanner that follows serde_json byte
by byte, wherever they may not: an error to word and to locate, a lone surrogate, a number that one of them would round differently.
"""

from __future__ import annotations

import json
import json.encoder
import re
from collections.abc import Callable
from typing import Any

from meilifake.wire.jsonscan import DEPTH, JsonError, number, scan

__all__ = ["JsonError", "display_f64", "dumps", "float_text", "loads", "reread"]

LONG = 16
"""Characters from which on a number may be rounded otherwise than by the standard library."""
# A number long enough, or scaled enough, for serde_json's float arithmetic to differ from a correctly rounded one, or a minus zero.
# Patterns that begin with one byte are looked for far faster than others: hence all digits are made one first.
FLAT = bytes.maketrans(b"123456789E", b"000000000e")
LONG_OR_SCALED = re.compile(rb"0(?:[0.]{15}|e[-+]?0)")
MINUS_ZERO = re.compile(rb"-0(?![0-9.])")
PAIR = re.compile(rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
SHORT_EXPONENT = re.compile(r"[0-9]e-0[0-9]")
NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


def refuse(word: str) -> Any:
    raise ValueError(word)


def near(text: str) -> float:
    """A number with a point or an exponent. Short ones without the latter are rounded alike by all."""
    return float(text) if len(text) < LONG and "e" not in text and "E" not in text else number(text)


def whole(text: str) -> int | float:
    return int(text) if len(text) < LONG and text != "-0" else number(text)


DECODE = json.JSONDecoder(parse_constant=refuse, parse_float=near, parse_int=whole).decode


def delicate(data: bytes) -> bool:
    """Whether there is a number, or what looks like one, that is not for the standard library's parser."""
    if b"-" in data and MINUS_ZERO.search(data) is not None:
        return True
    return LONG_OR_SCALED.search(data.translate(FLAT)) is not None


def loads(data: bytes) -> Any:
    """The value of a JSON text: an integer in i64..u64 stays an int, any other number is a float; a repeated key keeps its first place
    and its last value.

    Raises `JsonError` with serde_json's words, line and column (guide http-surface, 3.1).
    """
    value = quick(data)
    return scan(data) if value is UNSURE else value


def quick(data: bytes) -> Any:
    """The value where the standard library's parser is to be trusted with the text, else `UNSURE`."""
    if b"\\" in data and SURROGATE.search(data) is not None and SURROGATE.search(PAIR.sub(b"", data)) is not None:
        return UNSURE
    try:
        value = DECODE(data.decode())
    except (ValueError, RecursionError):
        return UNSURE
    return UNSURE if deep(data, value) else value


def quick_lines(data: bytes) -> list[Any] | None:
    """The values of a stream with one of them a line; None where `quick` would be unsure of any, or of the lines themselves."""
    values = [quick(line) for line in data.split(b"\n") if line.strip(b" \t\r")]
    return None if any(value is UNSURE for value in values) else values


def rewritten(value: Any) -> Any:
    """The value after having been written and read once more: the server's reader is not exact, so a float may move by its last digit."""
    text = ENCODE(value).encode()
    return loads(dumps(value).encode()) if delicate(text) else value


class Unsure:
    """The type of `UNSURE`."""


UNSURE = Unsure()


def deep(data: bytes, value: Any) -> bool:
    """Whether the nesting passes serde_json's limit. Counting brackets first makes this free for small bodies."""
    brackets = data.translate(None, NOT_BRACKETS)
    if len(brackets) < 2 * DEPTH:
        return False
    for _ in range(8):
        shorter = brackets.replace(b"[]", b"").replace(b"{}", b"")
        if not shorter:
            return False
        brackets = shorter
    level, depth = [value], 0
    while level:
        depth += 1
        level = [child for item in level if isinstance(item, (dict, list)) for child in (item.values() if isinstance(item, dict) else item)]
    return depth > DEPTH


def dumps(value: Any) -> str:
    """Compact JSON as serde_json writes it: non-ASCII as is, floats always with a point or an exponent (`1e+16`, `1e-6`)."""
    try:
        text = ENCODE(value)
    except ValueError:
        return slow_dumps(value)
    # The glance first: the pattern alone takes as long as the encoder.
    return slow_dumps(value) if "e-0" in text and SHORT_EXPONENT.search(text) is not None else text


def encoder() -> Callable[[Any], str]:
    """`JSONEncoder.encode` as `dumps` needs it. The library prepares anew for each text what is prepared here once, where it can be."""
    plain = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, allow_nan=False, check_circular=False)
    prepare: Any = getattr(json.encoder, "c_make_encoder", None)
    if prepare is None:
        return plain.encode
    pieces = prepare(None, plain.default, json.encoder.encode_basestring, None, ":", ",", False, False, False)
    return lambda value: "".join(pieces(value, 0))


ENCODE = encoder()


def slow_dumps(value: Any) -> str:
    if isinstance(value, float):
        return float_text(value)
    if isinstance(value, dict):
        return "{" + ",".join(f"{ENCODE(key)}:{slow_dumps(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(map(slow_dumps, value)) + "]"
    return ENCODE(value)


def float_text(value: float) -> str:
    """A float in JSON: plain decimals for 1e-5 <= |x| < 1e16, an exponent otherwise; not-a-number and the infinities are `null`."""
    if value != value or value in (float("inf"), float("-inf")):
        return "null"
    text = repr(value)
    if "e" not in text:
        return text
    mantissa, _, exponent = text.partition("e")
    power = int(exponent)
    if power != -5:
        return f"{mantissa}e{power:+d}"
    sign = "-" if mantissa[0] == "-" else ""
    return f"{sign}0.0000{mantissa.lstrip('-').replace('.', '')}"


def reread(value: float) -> float:
    """A finite float written as JSON and read again, which may be another one."""
    return float(number(float_text(value)))


def display_f64(value: float) -> str:
    """A float as Rust's `Display` prints it: never an exponent, no point for a whole number (`1`, `0.000001`)."""
    if value != value:
        return "NaN"
    if value in (float("inf"), float("-inf")):
        return "inf" if value > 0 else "-inf"
    text = repr(value)
    if "e" in text:
        from decimal import Decimal

        text = format(Decimal(text), "f")
    return text[:-2] if text.endswith(".0") else text
