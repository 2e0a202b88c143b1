"""Backslash escapes inside filter values: JSON's, hexadecimal, Unicode and octal (guide search-semantics, 10.2)."""

from __future__ import annotations

import re

SIMPLE = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "'": "'", '"': '"', "\\": "\\", "/": "/"}
ESCAPE = re.compile(r"\\(?:(u\{([^}]*)\}?)|u(.{4})|x(..)|([0-3][0-7]{0,2}|[4-7][0-7]?)|(.))|\\", re.DOTALL)
HEXADECIMAL = re.compile(r"\+?[0-9a-fA-F]+")


class BadEscape(Exception):
    """`kind` is the fault that the parser reports: escape_number, malformed or incomplete."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def unescape(text: str) -> str:
    """Raises BadEscape."""
    return ESCAPE.sub(replace, text) if "\\" in text else text


def replace(match: re.Match[str]) -> str:
    braced, inside, four, two, octal, other = match.groups()
    if braced is not None:
        return character(inside)
    if four is not None:
        return character(four)
    if two is not None:
        return character(two)
    if octal is not None:
        return chr(int(octal, 8))
    if other is None or other in "ux":
        raise BadEscape("incomplete")
    if other not in SIMPLE:
        raise BadEscape("malformed")
    return SIMPLE[other]


def character(digits: str) -> str:
    if not HEXADECIMAL.fullmatch(digits) or int(digits, 16) > 0xFFFFFFFF:
        raise BadEscape("escape_number")
    code = int(digits, 16)
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        raise BadEscape("malformed")
    return chr(code)
