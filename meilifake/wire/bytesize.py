"""Sizes in bytes as people write them, read as the server's library reads them."""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, Decimal

PREFIXES = "KMGTPE"
NUMBER = re.compile(r"[0-9]*(?:\.[0-9]*)?", re.ASCII)


def size_of(text: str) -> int:
    """`24MiB`, `1.5 kB`; a small b counts bits. Raises ValueError with the server's words."""
    text = text.strip(" ")
    if not text:
        raise ValueError("no value can be found")
    match = NUMBER.match(text)
    assert match is not None
    digits, rest = match[0], text[match.end() :]
    if not digits or digits[-1:] == "." or digits[0] == ".":
        culprit = (rest or digits)[0] if digits[:1] != "." else "."
        raise ValueError(f"the character {culprit!r} is not a number")
    if rest.startswith(".") and "." in digits:
        raise ValueError("the character '.' is not a number")
    number = Decimal(digits)
    if number >= 2**64:
        raise ValueError("value number is too long")
    return int((number * unit_of(rest.lstrip(" "))).to_integral_value(ROUND_CEILING))


def unit_of(text: str) -> Decimal:
    """How many bytes the unit is."""
    factor, rest = 1, text
    prefix = rest[:1].upper()
    if prefix and prefix in PREFIXES:
        binary = rest[1:2].lower() == "i"
        factor = (1024 if binary else 1000) ** (PREFIXES.index(prefix) + 1)
        rest = rest[1 + binary :]
        expected = "'B', 'b' or no character or no character is expected"
    else:
        expected = "'B', 'K', 'M', 'G', 'T', 'P', 'E' or no character or no character is expected"
    if not rest:
        return Decimal(factor)
    if rest[0] not in "Bb":
        raise ValueError(f"the character {rest[0]!r} is incorrect ({expected})")
    bits = rest[0] == "b"
    for at, wanted in enumerate("its", 1):
        if len(rest) <= at:
            break
        if rest[at].lower() != wanted:
            raise ValueError(f"the character {rest[at]!r} is incorrect ({wanted!r} or no character is expected)")
        bits = True
    return Decimal(factor) / 8 if bits else Decimal(factor)
