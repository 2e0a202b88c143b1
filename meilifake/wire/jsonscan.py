"""A JSON scanner that makes serde_json's decisions in serde_json's order, for its error texts and positions.

Slow and exact: `wire.jsontext` calls it only when the standard library's parser is not to be trusted with a text.
"""

from __future__ import annotations

import re
from typing import Any

DEPTH = 127
SPACE = b" \n\t\r"
WORDS: dict[int, tuple[bytes, Any]] = {0x6E: (b"ull", None), 0x74: (b"rue", True), 0x66: (b"alse", False)}
ESCAPES = {0x22: '"', 0x5C: "\\", 0x2F: "/", 0x62: "\b", 0x66: "\f", 0x6E: "\n", 0x72: "\r", 0x74: "\t"}
NUMBER = re.compile(r"(-?)(\d+)(?:\.(\d+))?(?:[eE]([-+]?\d+))?")
HEX4 = re.compile(rb"[0-9a-fA-F]{4}")
SPECIAL = re.compile(rb'["\\\x00-\x1f]')
U64, I64, I32 = 2**64 - 1, -(2**63), 2**31 - 1


class JsonError(Exception):
    """A JSON text refused: `message` in serde_json's words, `line` and `column` counted from 1 in bytes, `offset` in bytes."""

    def __init__(self, message: str, line: int, column: int, offset: int = 0) -> None:
        super().__init__(f"{message} at line {line} column {column}")
        self.message = message
        self.line = line
        self.column = column
        self.offset = offset


def scan(data: bytes) -> Any:
    """The value of the whole text; raises `JsonError`."""
    scanner = Scanner(data)
    value = scanner.value(0)
    scanner.end()
    return value


def number(text: str) -> int | float:
    """A well-formed number as serde_json stores it. Raises OverflowError (a ValueError for the caller) past the greatest float.

    The server's serde_json has no `float_roundtrip`: a float is its first digits that fit 64 bits, multiplied or divided by a power
    of ten, which is not always the nearest float.
    """
    match = NUMBER.fullmatch(text)
    if match is None:
        raise ValueError(text)
    sign, digits, fraction, exponent = match.groups()
    if fraction is None and exponent is None:
        whole = int(digits) if len(digits) <= 20 else U64 + 1
        if sign and 0 < whole <= -I64:
            return -whole
        if not sign and whole <= U64:
            return whole
    significand, scale = significant(digits, fraction or "")
    power = scale + max(-(2**31), min(2**31, int(exponent[:12]) if exponent else 0))
    size = scaled(float(significand), power)
    return -size if sign else size


def significant(digits: str, fraction: str) -> tuple[int, int]:
    """The leading digits that fit 64 bits, and the power of ten that the others leave: further ones of the fraction are dropped."""
    value, scale = 0, 0
    for position, digit in enumerate(digits):
        longer = value * 10 + int(digit)
        if longer > U64:
            scale = len(digits) - position
            break
        value = longer
    for digit in fraction:
        longer = value * 10 + int(digit)
        if longer > U64:
            break
        value, scale = longer, scale - 1
    return value, scale


def scaled(value: float, power: int) -> float:
    while abs(power) > 308:
        if value == 0.0:
            return value
        if power > 0:
            raise ValueError("number out of range")
        value /= 1e308
        power += 308
    if power < 0:
        return value / float(f"1e{-power}")
    value *= float(f"1e{power}")
    if value == float("inf"):
        raise ValueError("number out of range")
    return value


class Scanner:
    """One pass over the bytes of a text; `at` is the next byte, `overflow` the end of an exponent's digits that fit 32 bits."""

    def __init__(self, data: bytes, at: int = 0) -> None:
        self.data = data
        self.at = at
        self.overflow = 0

    def error(self, message: str, *, peeked: bool = False) -> JsonError:
        """At the last byte read, or one further for a byte that was only looked at."""
        index = min(len(self.data), self.at + peeked)
        start = self.data.rfind(b"\n", 0, index) + 1
        return JsonError(message, 1 + self.data.count(b"\n", 0, start), index - start, index)

    def peek(self) -> int:
        return self.data[self.at] if self.at < len(self.data) else -1

    def skip_space(self) -> int:
        while self.at < len(self.data) and self.data[self.at] in SPACE:
            self.at += 1
        return self.peek()

    def end(self) -> None:
        if self.skip_space() != -1:
            raise self.error("trailing characters", peeked=True)

    def value(self, depth: int) -> Any:
        first = self.skip_space()
        if first == -1:
            raise self.error("EOF while parsing a value", peeked=True)
        if first in WORDS:
            return self.word(*WORDS[first])
        if first == 0x2D or 0x30 <= first <= 0x39:
            return self.number()
        if first == 0x22:
            self.at += 1
            return self.string()
        if first not in b"[{":
            raise self.error("expected value", peeked=True)
        if depth >= DEPTH:
            raise self.error("recursion limit exceeded", peeked=True)
        self.at += 1
        return self.array(depth + 1) if first == 0x5B else self.object(depth + 1)

    def word(self, rest: bytes, value: Any) -> Any:
        self.at += 1
        for expected in rest:
            found = self.peek()
            if found == -1:
                raise self.error("EOF while parsing a value")
            self.at += 1
            if found != expected:
                raise self.error("expected ident")
        return value

    def array(self, depth: int) -> list[Any]:
        items: list[Any] = []
        while True:
            found = self.skip_space()
            if found == -1:
                raise self.error("EOF while parsing a list", peeked=True)
            if found == 0x5D:
                self.at += 1
                return items
            if items:
                if found != 0x2C:
                    raise self.error("expected `,` or `]`", peeked=True)
                self.at += 1
                found = self.skip_space()
                if found == 0x5D:
                    raise self.error("trailing comma", peeked=True)
                if found == -1:
                    raise self.error("EOF while parsing a value", peeked=True)
            items.append(self.value(depth))

    def object(self, depth: int) -> dict[str, Any]:
        members: dict[str, Any] = {}
        first = True
        while self.more_members(first):
            first = False
            self.at += 1
            key = self.string()
            found = self.skip_space()
            if found != 0x3A:
                raise self.error("EOF while parsing an object" if found == -1 else "expected `:`", peeked=True)
            self.at += 1
            members[key] = self.value(depth)
        self.at += 1
        return members

    def more_members(self, first: bool) -> bool:
        found = self.skip_space()
        if found == -1:
            raise self.error("EOF while parsing an object", peeked=True)
        if found == 0x7D:
            return False
        if not first:
            if found != 0x2C:
                raise self.error("expected `,` or `}`", peeked=True)
            self.at += 1
            found = self.skip_space()
            if found == -1:
                raise self.error("EOF while parsing a value", peeked=True)
            if found == 0x7D:
                raise self.error("trailing comma", peeked=True)
        if found != 0x22:
            raise self.error("key must be a string", peeked=True)
        return True

    def digits(self) -> bool:
        start = self.at
        while 0x30 <= self.peek() <= 0x39:
            self.at += 1
        return self.at > start

    def number(self) -> int | float:
        start = self.at
        self.at += self.peek() == 0x2D
        first = self.peek()
        if first == -1:
            raise self.error("EOF while parsing a value")
        self.at += 1
        if not 0x30 <= first <= 0x39:
            raise self.error("invalid number")
        if first == 0x30:
            if 0x30 <= self.peek() <= 0x39:
                raise self.error("invalid number", peeked=True)
        else:
            self.digits()
        if self.peek() == 0x2E:
            self.at += 1
            if not self.digits():
                raise self.error("EOF while parsing a value" if self.peek() == -1 else "invalid number", peeked=True)
        if self.peek() in (0x45, 0x65):
            self.exponent()
        try:
            return number(self.data[start : self.at].decode())
        except ValueError:
            self.at = self.overflow or self.at
            raise self.error("number out of range") from None

    def exponent(self) -> None:
        self.at += 1
        if self.peek() in (0x2B, 0x2D):
            self.at += 1
        first = self.peek()
        if first == -1:
            raise self.error("EOF while parsing a value")
        self.at += 1
        if not 0x30 <= first <= 0x39:
            raise self.error("invalid number")
        start = self.at - 1
        self.digits()
        for cut in range(start + 10, self.at + 1):
            if int(self.data[start:cut]) > I32:
                self.overflow = cut
                return

    def string(self) -> str:
        """What follows an opening quote, to past the closing one."""
        parts: list[bytes] = []
        while True:
            match = SPECIAL.search(self.data, self.at)
            if match is None:
                self.at = len(self.data)
                raise self.error("EOF while parsing a string")
            parts.append(self.data[self.at : match.start()])
            self.at = match.end()
            special = match[0]
            if special == b'"':
                break
            if special != b"\\":
                raise self.error("control character (\\u0000-\\u001F) found while parsing a string")
            parts.append(self.escape().encode())
        try:
            return b"".join(parts).decode()
        except UnicodeDecodeError:
            raise self.error("invalid unicode code point") from None

    def next_in_string(self) -> int:
        found = self.peek()
        if found == -1:
            raise self.error("EOF while parsing a string")
        self.at += 1
        return found

    def escape(self) -> str:
        found = self.next_in_string()
        if found in ESCAPES:
            return ESCAPES[found]
        if found != 0x75:
            raise self.error("invalid escape")
        first = self.hex4()
        if 0xDC00 <= first <= 0xDFFF:
            raise self.error("lone leading surrogate in hex escape")
        if not 0xD800 <= first <= 0xDBFF:
            return chr(first)
        for expected in b"\\u":
            if self.next_in_string() != expected:
                raise self.error("unexpected end of hex escape")
        second = self.hex4()
        if not 0xDC00 <= second <= 0xDFFF:
            raise self.error("lone leading surrogate in hex escape")
        return chr(((first - 0xD800) << 10 | (second - 0xDC00)) + 0x10000)

    def hex4(self) -> int:
        text = self.data[self.at : self.at + 4]
        if len(text) < 4:
            self.at = len(self.data)
            raise self.error("EOF while parsing a string")
        self.at += 4
        if HEX4.fullmatch(text) is None:
            raise self.error("invalid escape")
        return int(text, 16)
