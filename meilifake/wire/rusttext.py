"""Values as Rust prints them inside messages."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from meilifake.wire.jsontext import dumps, float_text

ESCAPES = {"\t": "\\t", "\r": "\\r", "\n": "\\n", '"': '\\"', "\\": "\\\\", "\0": "\\0"}
UNPRINTABLE = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"))
"""Unicode categories that a debug string escapes; the plain space excepted."""
EXTENDING = frozenset(
    "\u09be\u09d7\u0b3e\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dcf\u0ddf\u1b35\u302e\u302f\uff9e\uff9f"
    "\U0001133e\U00011357\U000114b0\U000114bd\U000115af\U00011930\U0001d165\U0001d16e\U0001d16f\U0001d170\U0001d171\U0001d172"
)
"""Letters and spacing marks that belong to the letter before them, as all marks without width and around it do (Grapheme_Extend)."""
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
    if character == " " or not (unicodedata.category(character) in UNPRINTABLE or extends(character)):
        return character
    return f"\\u{{{ord(character):x}}}"


def extends(character: str) -> bool:
    """Whether a character belongs to the one before it."""
    return unicodedata.category(character) in ("Mn", "Me") or character in EXTENDING


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
