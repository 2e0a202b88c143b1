"""Values as Rust prints them inside messages."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from meilifake.wire.jsontext import dumps, float_text

ESCAPES = {"\t": "\\t", "\r": "\\r", "\n": "\\n", '"': '\\"', "\\": "\\\\", "\0": "\\0"}
UNPRINTABLE = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"))
"""Unicode categories that a debug string escapes; the plain space excepted."""
UNIT_RANGE = "the value of `{}` is invalid, expected a float between `0.0` and `1.0`."
FLOAT = re.compile(r"[+-]?(?:inf|infinity|nan|(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?)", re.ASCII | re.IGNORECASE)


def parse_float(text: str) -> float:
    """A float as Rust reads one; raises ValueError with its words."""
    if not text:
        raise ValueError("cannot parse float from empty string")
    if FLOAT.fullmatch(text) is None:
        raise ValueError("invalid float literal")
    return float(text)


def debug_text(text: str) -> str:
    """A string in quotes, as `{:?}` prints it."""
    return '"' + "".join(map(debug_character, text)) + '"'


def debug_character(character: str) -> str:
    if character in ESCAPES:
        return ESCAPES[character]
    if character == " " or unicodedata.category(character) not in UNPRINTABLE:
        return character
    return f"\\u{{{ord(character):x}}}"


def unexpected(value: Any) -> str:
    """A JSON value as a type error of serde names it: ``integer `1` ``, `string "a"`, `map`."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return f"boolean `{dumps(value)}`"
    if isinstance(value, int):
        return f"integer `{value}`"
    if isinstance(value, float):
        return f"floating point `{float_text(value)}`"
    if isinstance(value, str):
        return f"string {debug_text(value)}"
    return "map" if isinstance(value, dict) else "sequence"
