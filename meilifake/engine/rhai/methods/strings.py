"""Functions of strings and characters."""

from __future__ import annotations

import re
from typing import Any

from meilifake.engine.rhai.faults import arithmetic
from meilifake.engine.rhai.methods.slices import of_range, span
from meilifake.engine.rhai.natives import native
from meilifake.engine.rhai.operators import LONGEST, concatenated
from meilifake.engine.rhai.values import I64_MAX, I64_MIN, Char, Range, Steps
from meilifake.errors.base import Unsupported

SPACE = " \t\n\r\x0b\x0c\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
FLOAT = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?|[-+]?(?:inf|infinity|nan)", re.ASCII | re.IGNORECASE)
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def plain(value: str | Char) -> str:
    return value.text if isinstance(value, Char) else value


def parse_int(machine: Any, text: str, radix: int = 10) -> int:
    if not 2 <= radix <= 36:
        raise arithmetic(f"Invalid radix: '{radix}'")
    trimmed = text.strip(SPACE)
    body = trimmed[1:] if trimmed[:1] in ("+", "-") else trimmed
    if not body:
        problem = "cannot parse integer from empty string" if not trimmed else "invalid digit found in string"
    elif all(letter.isascii() and letter.lower() in DIGITS[:radix] for letter in body):
        value = int(trimmed, radix)
        if I64_MIN <= value <= I64_MAX:
            return value
        problem = f"number too {'small' if value < 0 else 'large'} to fit in target type"
    else:
        problem = "invalid digit found in string"
    raise arithmetic(f"Error parsing integer number '{text}': {problem}")


def parse_float(machine: Any, text: str) -> float:
    trimmed = text.strip(SPACE)
    if FLOAT.fullmatch(trimmed) is None:
        problem = "invalid float literal" if trimmed else "cannot parse float from empty string"
        raise arithmetic(f"Error parsing floating-point number '{text}': {problem}")
    return float(trimmed)


def index_of(machine: Any, text: str, wanted: str | Char, start: int = 0) -> int:
    if start >= len(text) and start > 0:
        return -1
    return text.find(plain(wanted), max(len(text) + start, 0) if start < 0 else start)


def sub_string(machine: Any, text: str, start: int, length: int = I64_MAX) -> str:
    first, last = span(len(text), start, length)
    return text[first:last]


def sub_range(machine: Any, text: str, wanted: Range) -> str:
    first, last = of_range(len(text), wanted)
    return text[first:last]


def split(machine: Any, text: str, delimiter: str | Char, segments: int = I64_MAX) -> list[Any]:
    cut = plain(delimiter)
    segments = max(segments, 1)
    if cut:
        return list(text.split(cut, min(segments - 1, len(text))))
    pieces = ["", *text, ""] if text else [text]
    return pieces if len(pieces) <= segments else [*pieces[: segments - 1], "".join(pieces[segments - 1 :])]


def split_reverse(machine: Any, text: str, delimiter: str | Char, segments: int = I64_MAX) -> list[Any]:
    cut, segments = plain(delimiter), max(segments, 1)
    if cut:
        return list(reversed(text.rsplit(cut, min(segments - 1, len(text)))))
    pieces = ["", *text, ""] if text else [text]
    if len(pieces) <= segments:
        return pieces[::-1]
    left = len(pieces) - segments + 1
    return [*reversed(pieces[left:]), "".join(pieces[:left])]


def split_at(machine: Any, text: str, index: int) -> list[Any]:
    at = index if index > 0 else len(text) + index
    return [text[: max(at, 0)], text[max(at, 0) :]]


def split_words(machine: Any, text: str) -> list[Any]:
    return [word for word in re.split(f"[{SPACE}]+", text) if word] if text else [text]


def pad(machine: Any, text: str, size: int, filler: str | Char) -> tuple[str, None]:
    if size > LONGEST:
        raise Unsupported("strings this long in an edition function")
    unit = plain(filler)
    while unit and len(text) < size:
        text += unit
    # The server appends whole fillers and cuts what is too much.
    return text, None


def cut(text: str, span_: tuple[int, int]) -> tuple[str, None]:
    return text[span_[0] : span_[1]], None


def character(text: str, index: int) -> Char | None:
    return Char(text[index]) if -len(text) <= index < len(text) else None


def with_character(text: str, index: int, letter: Char) -> tuple[str, None]:
    if not -len(text) <= index < len(text):
        return text, None
    at = index % len(text)
    return text[:at] + letter.text + text[at + 1 :], None


def popped(machine: Any, text: str) -> tuple[str, Any]:
    return (text[:-1], Char(text[-1])) if text else (text, None)


def popped_many(machine: Any, text: str, many: int) -> tuple[str, str]:
    keep = max(len(text) - max(many, 0), 0)
    return text[:keep], text[keep:]


def upper(text: str) -> str:
    return text.upper()


def lower(text: str) -> str:
    return text.lower()


def upper_character(letter: Char) -> Char:
    """Unless that were several."""
    text = letter.text.upper()
    return Char(text) if len(text) == 1 else letter


def lower_character(letter: Char) -> Char:
    text = letter.text.lower()
    return Char(text) if len(text) == 1 else letter


def characters(machine: Any, text: str, start: int = 0, length: int = I64_MAX) -> Steps:
    first = max(len(text) + start, 0) if start < 0 else start
    items: list[Any] = [Char(letter) for letter in text[first : first + max(length, 0)]]
    return Steps(items, "rhai::packages::iter_basic::CharsStream")


def characters_of_range(machine: Any, text: str, span: Range) -> Steps:
    start = max(span.start, 0)
    return characters(machine, text, start, max(span.end + span.inclusive, start) - start)


TEXTS = ("string", "char")
STRINGS = [
    *native("len", "string", lambda m, s: len(s)),
    *native("is_empty", "string", lambda m, s: not s),
    *native("bytes", "string", lambda m, s: len(s.encode())),
    *native("to_upper", "string", lambda m, s: upper(s)),
    *native("to_lower", "string", lambda m, s: lower(s)),
    *native("to_upper", "char", lambda m, c: upper_character(c)),
    *native("to_lower", "char", lambda m, c: lower_character(c)),
    *native("make_upper", "char", lambda m, c: (upper_character(c), None), changing=True),
    *native("make_lower", "char", lambda m, c: (lower_character(c), None), changing=True),
    *native("make_upper", "string", lambda m, s: (upper(s), None), changing=True),
    *native("make_lower", "string", lambda m, s: (lower(s), None), changing=True),
    *native("trim", "string", lambda m, s: (s.strip(SPACE), None), changing=True),
    *native("clear", "string", lambda m, s: ("", None), changing=True),
    *native("truncate", "string int", lambda m, s, n: (s[: max(n, 0)], None), changing=True),
    *native("crop", "string int int", lambda m, s, i, n: cut(s, span(len(s), i, n)), changing=True),
    *native("crop", "string int", lambda m, s, i: cut(s, span(len(s), i, I64_MAX)), changing=True),
    *native("crop", "string range", lambda m, s, r: cut(s, of_range(len(s), r)), changing=True),
    *native("append", "string any", lambda m, s, x: (concatenated(s, x), None), changing=True),
    *native("pop", "string", popped, changing=True),
    *native("pop", "string int", popped_many, changing=True),
    *native("set", "string int char", lambda m, s, i, c: with_character(s, i, c), changing=True),
    *native("get", "string int", lambda m, s, i: character(s, i)),
    *native("sub_string", "string int int", sub_string),
    *native("sub_string", "string int", sub_string),
    *native("sub_string", "string range", sub_range),
    *native("split", "string", split_words),
    *native("split", "string int", split_at),
    *native("to_chars", "string", lambda m, s: [Char(letter) for letter in s]),
    *native("chars", "string", characters),
    *native("chars", "string int", characters),
    *native("chars", "string int int", characters),
    *native("chars", "string range", characters_of_range),
    *native("max", "string string", lambda m, a, b: max(a, b)),
    *native("min", "string string", lambda m, a, b: min(a, b)),
    *native("max", "char char", lambda m, a, b: max(a, b)),
    *native("min", "char char", lambda m, a, b: min(a, b)),
    *native("to_int", "char", lambda m, c: ord(c.text)),
    *native("parse_int", "string", parse_int),
    *native("parse_int", "string int", parse_int),
    *native("parse_float", "string", parse_float),
]
for kind in TEXTS:
    STRINGS += [
        *native("contains", f"string {kind}", lambda m, s, x: plain(x) in s),
        *native("starts_with", f"string {kind}", lambda m, s, x: s.startswith(plain(x))),
        *native("ends_with", f"string {kind}", lambda m, s, x: s.endswith(plain(x))),
        *native("index_of", f"string {kind}", index_of),
        *native("index_of", f"string {kind} int", index_of),
        *native("split", f"string {kind}", split),
        *native("split", f"string {kind} int", split),
        *native("split_rev", f"string {kind}", split_reverse),
        *native("split_rev", f"string {kind} int", split_reverse),
        *native("pad", f"string int {kind}", pad, changing=True),
        *native("remove", f"string {kind}", lambda m, s, x: (s.replace(plain(x), "") if plain(x) else s, None), changing=True),
    ]
    STRINGS += [
        row
        for other in TEXTS
        for row in native("replace", f"string {kind} {other}", lambda m, s, x, y: (s.replace(plain(x), plain(y)), None), changing=True)
    ]
