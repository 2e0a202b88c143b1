"""Readers of single values inside a struct, with serde's words for what does not fit (see `wire.structs`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from meilifake.wire.jsonscan import JsonError, Scanner
from meilifake.wire.rusttext import unexpected
from meilifake.wire.words import listed

Reader = Callable[[Scanner], Any]
"""Reads one value at the scanner. Raises JsonError, Late."""


class Late(Exception):
    """A fault that the server locates after having closed the object it is in."""


class Misfit(JsonError):
    """Well-formed JSON that is not what was expected: the server keeps such faults apart from those of syntax."""


def misfit(scanner: Scanner, words: str) -> Misfit:
    """What is wrong, at the last byte read."""
    error = scanner.error(words)
    return Misfit(error.message, error.line, error.column, error.offset)


def mismatch(scanner: Scanner, expected: str) -> Misfit:
    """What follows is not what was expected: a scalar is read first, an array or object is not."""
    found = started(scanner)
    if found in b"[{":
        return misfit(scanner, f"invalid type: {'map' if found == 0x7B else 'sequence'}, expected {expected}")
    value = scanner.value(1)
    return misfit(scanner, f"invalid type: {unexpected(value)}, expected {expected}")


def started(scanner: Scanner) -> int:
    """The first byte of the value that follows."""
    found = scanner.skip_space()
    if found == -1:
        raise scanner.error("EOF while parsing a value", peeked=True)
    return found


def text(scanner: Scanner, expected: str = "a string") -> str:
    if started(scanner) != 0x22:
        raise mismatch(scanner, expected)
    scanner.at += 1
    return scanner.string()


def parsed(parse: Callable[[str], Any], expected: str, words: str) -> Reader:
    """A text of a certain form; `words` stand before what `parse` says in its ValueError."""

    def read(scanner: Scanner) -> Any:
        value = text(scanner, expected)
        try:
            return parse(value)
        except ValueError as fault:
            raise misfit(scanner, f"{words}: {fault}") from None

    return read


def boolean(scanner: Scanner) -> bool:
    if started(scanner) not in b"tf":
        raise mismatch(scanner, "a boolean")
    return bool(scanner.value(1))


def optional(reader: Reader) -> Reader:
    """Null, or what the reader reads."""

    def read(scanner: Scanner) -> Any:
        return scanner.value(1) if scanner.skip_space() == 0x6E else reader(scanner)

    return read


def integer(expected: str, least: int, most: int) -> Reader:
    """A whole number of a Rust type."""

    def read(scanner: Scanner) -> int:
        if started(scanner) not in b"-0123456789":
            raise mismatch(scanner, expected)
        value = scanner.value(1)
        if not isinstance(value, int):
            raise misfit(scanner, f"invalid type: {unexpected(value)}, expected {expected}")
        if not least <= value <= most:
            raise misfit(scanner, f"invalid value: {unexpected(value)}, expected {expected}")
        return value

    return read


def decimal(expected: str) -> Reader:
    """Any number, of a Rust type."""

    def read(scanner: Scanner) -> float:
        if started(scanner) not in b"-0123456789":
            raise mismatch(scanner, expected)
        return float(scanner.value(1))

    return read


def mapping(scanner: Scanner) -> dict[str, Any]:
    """An object of anything."""
    if started(scanner) != 0x7B:
        raise mismatch(scanner, "a map")
    found: dict[str, Any] = scanner.value(1)
    return found


def variant(names: Sequence[str], kind: str) -> Reader:
    """One of the names."""

    def read(scanner: Scanner) -> str:
        if started(scanner) != 0x22:
            raise mismatch(scanner, kind)
        name = text(scanner)
        if name not in names:
            raise misfit(scanner, f"unknown variant `{name}`, expected {one_of(names)}")
        return name

    return read


def enumeration(names: Sequence[str]) -> Reader:
    """One of the names, or an object of one and null."""
    identifier = variant(names, "variant identifier")

    def read(scanner: Scanner) -> str:
        found = started(scanner)
        if found == 0x22:
            return str(identifier(scanner))
        if found != 0x7B:
            raise scanner.error("expected value", peeked=True)
        scanner.at += 1
        if started(scanner) != 0x22:
            raise scanner.error("expected value" if scanner.peek() == 0x7D else "key must be a string", peeked=True)
        name = str(identifier(scanner))
        colon(scanner)
        if started(scanner) != 0x6E:
            raise mismatch(scanner, "unit")
        scanner.value(1)
        if scanner.skip_space() != 0x7D:
            raise scanner.error("expected value")
        scanner.at += 1
        return name

    return read


def colon(scanner: Scanner) -> None:
    found = scanner.skip_space()
    if found != 0x3A:
        raise scanner.error("EOF while parsing an object" if found == -1 else "expected `:`", peeked=True)
    scanner.at += 1


def one_of(names: Sequence[str]) -> str:
    return " or ".join(f"`{name}`" for name in names) if len(names) < 3 else f"one of {listed(names)}"


def anything(scanner: Scanner) -> Any:
    return scanner.value(1)
