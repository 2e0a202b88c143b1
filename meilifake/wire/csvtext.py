"""CSV payloads: records as the server's reader cuts them, typed columns, and its words for what is wrong (guide tasks-documents, 10)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO
from typing import Any

from meilifake.wire.jsonscan import number
from meilifake.wire.jsontext import float_text
from meilifake.wire.rusttext import debug_text, parse_float

BOM = b"\xef\xbb\xbf"
QUOTE, CR, LF = 0x22, 0x0D, 0x0A
INTEGER = re.compile(r"[+-]?[0-9]+", re.ASCII)
KINDS = ("string", "boolean", "number")


class CsvError(Exception):
    """A payload refused; the message is what the server puts between the backquotes."""


def read_csv(data: bytes, delimiter: str = ",") -> list[dict[str, Any]]:
    """One document per record after the header. Raises CsvError."""
    fast = fast_rows(data, delimiter)
    # A record is made a document before the next one is read: its own errors come first.
    rows = records(data, ord(delimiter)) if fast is None else iter(fast)
    header = next(rows, None)
    if header is None:
        return []
    columns = [column(name) for name in header]
    blank = dict.fromkeys((name for name, _ in columns), None)
    return [typed(row, columns, blank, line) for line, row in enumerate(rows, 1)]


def fast_rows(data: bytes, delimiter: str) -> list[list[str]] | None:
    """All records, the header first; None when something is wrong or unusual, for `records` to say what."""
    try:
        text = data.removeprefix(BOM).decode()
        rows = [row for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter) if row]
    except (csv.Error, TypeError, ValueError):
        return None
    return None if any(len(row) != len(rows[0]) for row in rows) else rows


def column(header: str) -> tuple[str, str]:
    """Name and kind: split on the last colon if a known kind follows it."""
    name, colon, kind = header.rpartition(":")
    return (name, kind) if colon and kind in KINDS else (header, "string")


def typed(row: list[str], columns: list[tuple[str, str]], blank: dict[str, Any], line: int) -> dict[str, Any]:
    document = dict(blank)
    for text, (name, kind) in zip(row, columns, strict=True):
        if kind == "string":
            document[name] = text or None
        elif not text.strip():
            document[name] = None
        else:
            document[name] = (parse_number if kind == "number" else parse_boolean)(text, line)
    return document


def parse_number(text: str, line: int) -> int | float | None:
    """Whole numbers of 64 bits, else floats; those that are no number or infinite are null."""
    trimmed = text.strip()
    if INTEGER.fullmatch(trimmed) is not None and len(trimmed) < 21 and -(2**63) <= int(trimmed) < 2**63:
        return int(trimmed)
    try:
        written = float_text(parse_float(trimmed))
    except ValueError as error:
        raise CsvError(f"Error parsing number {debug_text(text)} at line {line}: {error}") from None
    return None if written == "null" else number(written)


def parse_boolean(text: str, line: int) -> bool:
    if text.strip() not in ("true", "false"):
        raise CsvError(f"Error parsing boolean {debug_text(text)} at line {line}: provided string was not `true` or `false`")
    return text.strip() == "true"


def records(data: bytes, delimiter: int) -> Iterator[list[str]]:
    """Every record as text, byte by byte. Raises CsvError, with the place where the reader stood before the record."""
    at = len(BOM) if data.startswith(BOM) else 0
    width, index, start = -1, 0, 0
    while True:
        place = (index, 1 + data.count(b"\n", 0, start), start)
        while at < len(data) and data[at] in (CR, LF):
            at += 1
        if at >= len(data):
            return
        fields, at = record(data, at, delimiter)
        if width >= 0 and len(fields) != width:
            where = "record {} (line: {}, byte: {})".format(*place)
            raise CsvError(f"CSV error: {where}: found record with {len(fields)} fields, but the previous record has {width} fields")
        width, index, start = len(fields), index + 1, at
        yield [decoded(field, number, place) for number, field in enumerate(fields)]


def decoded(field: bytes, number: int, place: tuple[int, int, int]) -> str:
    try:
        return field.decode()
    except UnicodeDecodeError as error:
        index, line, byte = place
        where = f"record {index} (line {line}, field: {number}, byte: {byte})"
        raise CsvError(f"CSV parse error: {where}: invalid utf-8: invalid UTF-8 in field {number} near byte index {error.start}") from None


def record(data: bytes, at: int, delimiter: int) -> tuple[list[bytes], int]:
    """The fields of the record that starts at `at`, and where its terminator ends: a CR ends it, the LF after it is the next one's."""
    fields: list[bytes] = []
    while True:
        field, at = (quoted if at < len(data) and data[at] == QUOTE else plain)(data, at, delimiter)
        fields.append(field)
        if at >= len(data):
            return fields, at
        ended = data[at] != delimiter
        at += 1
        if ended:
            return fields, at


def plain(data: bytes, at: int, delimiter: int) -> tuple[bytes, int]:
    start = at
    while at < len(data) and data[at] not in (delimiter, CR, LF):
        at += 1
    return data[start:at], at


def quoted(data: bytes, at: int, delimiter: int) -> tuple[bytes, int]:
    """A quote doubled is a quote; what follows the closing one is taken as it is."""
    field = bytearray()
    at += 1
    while True:
        end = data.find(b'"', at)
        if end < 0:
            return bytes(field + data[at:]), len(data)
        field += data[at:end]
        at = end + 1
        if at >= len(data) or data[at] != QUOTE:
            rest, at = plain(data, at, delimiter)
            return bytes(field + rest), at
        field.append(QUOTE)
        at += 1
