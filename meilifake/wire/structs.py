"""Objects that the server reads straight into a struct: field by field in stream order, and the first thing that does not fit is what it
reports, in serde's words.

A fault inside a value is located where the value ends; one that only the whole value shows, where the reader then stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from meilifake.wire.jsonscan import Scanner
from meilifake.wire.jsonskip import skip
from meilifake.wire.readers import Late, Reader, colon, misfit, mismatch, started, variant

T = TypeVar("T")
Rest = list[tuple[str, Any]] | tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Struct:
    """A struct by its `name` in messages: the reader of each field that is looked at, and the fields that must be there.

    `elements`: the fields in their places when an array stands for the object, None where no array may; `length`: of that array, when
    it is longer than the fields we know; `defaults`: the fields that it may leave out at its end. `check`: is given the values of all
    other members, and raises Late.
    """

    name: str
    readers: Mapping[str, Reader]
    required: Sequence[str] = ()
    elements: Sequence[str] | None = None
    length: int | None = None
    defaults: Sequence[str | None] = ()
    check: Callable[[Sequence[Any]], None] | None = None

    def read(self, data: bytes) -> dict[str, Any]:
        """The fields of the whole text. Raises JsonError."""
        scanner = Scanner(data)
        fields = self(scanner)
        scanner.end()
        return fields

    def __call__(self, scanner: Scanner) -> dict[str, Any]:
        first = started(scanner)
        if first == 0x7B:
            return enclosed(scanner, 0x7D, self.members)
        if first == 0x5B and self.elements is not None:
            return enclosed(scanner, 0x5D, self.items)
        raise mismatch(scanner, f"struct {self.name}")

    def members(self, scanner: Scanner) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        others: list[Any] = []
        for key in keys(scanner):
            reader = self.readers.get(key)
            if key in fields:
                raise Late(f"duplicate field `{key}`")
            colon(scanner)
            if reader is not None:
                fields[key] = reader(scanner)
            elif self.check is not None:
                others.append(scanner.value(1))
            else:
                skip(scanner)
        for key in self.required:
            if key not in fields:
                raise Late(f"missing field `{key}`")
        if self.check is not None:
            self.check(others)
        return fields

    def items(self, scanner: Scanner) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        names = self.elements or ()
        length = self.length or len(names)
        for position in range(length):
            name = names[position] if position < len(names) else None
            if scanner.skip_space() == 0x5D:
                if name not in self.defaults:
                    raise Late(f"invalid length {position}, expected struct {self.name} with {length} elements")
                break
            more_items(scanner, not position)
            read = scanner.value(1) if name is None else self.readers[name](scanner)
            if name is not None:
                fields[name] = read
        close(scanner)
        return fields


@dataclass(frozen=True, slots=True)
class Tagged:
    """An object whose member `tag` names what it is, read before everything else, then the rest against that.

    `check`: is given the kind and the rest, a list of the pairs of an object or a tuple of the elements of an array, gives what is kept
    of it, and raises Late.
    """

    name: str
    tag: str
    kinds: Sequence[str]
    check: Callable[[str, Rest], Any] | None = None

    def __call__(self, scanner: Scanner) -> Any:
        first = started(scanner)
        if first not in b"{[":
            raise mismatch(scanner, f"internally tagged enum {self.name}")
        kind, rest = enclosed(scanner, 0x7D, self.members) if first == 0x7B else enclosed(scanner, 0x5D, self.items)
        return kind if self.check is None else self.check(kind, rest)

    def members(self, scanner: Scanner) -> tuple[str, Rest]:
        kind: str | None = None
        rest: list[tuple[str, Any]] = []
        for key in keys(scanner):
            if key == self.tag and kind is not None:
                raise Late(f"duplicate field `{key}`")
            colon(scanner)
            if key == self.tag:
                kind = self.kind(scanner)
            else:
                rest.append((key, scanner.value(1)))
        if kind is None:
            raise Late(f"missing field `{self.tag}`")
        return kind, rest

    def items(self, scanner: Scanner) -> tuple[str, Rest]:
        if not more_items(scanner, True):
            raise Late(f"missing field `{self.tag}`")
        kind = self.kind(scanner)
        rest: list[Any] = []
        while more_items(scanner, False):
            rest.append(scanner.value(1))
        return kind, tuple(rest)

    def kind(self, scanner: Scanner) -> str:
        return str(variant(self.kinds, "variant identifier")(scanner))


def sequence(reader: Reader) -> Reader:
    """An array of what the reader reads."""

    def items(scanner: Scanner) -> list[Any]:
        found: list[Any] = []
        while more_items(scanner, not found):
            found.append(reader(scanner))
        return found

    def read(scanner: Scanner) -> list[Any]:
        if started(scanner) != 0x5B:
            raise mismatch(scanner, "a sequence")
        return enclosed(scanner, 0x5D, items)

    return read


def enclosed(scanner: Scanner, close: int, body: Callable[[Scanner], T]) -> T:
    """What `body` reads between the bracket at the scanner and the one that closes it."""
    scanner.at += 1
    try:
        value = body(scanner)
    except Late as fault:
        after = scanner.skip_space()
        if after == close:
            scanner.at += 1
        elif after == 0x2C and close == 0x5D:
            scanner.at += 1
            scanner.skip_space()
        raise misfit(scanner, str(fault)) from None
    scanner.at += 1
    return value


def keys(scanner: Scanner) -> Iterator[str]:
    """The keys of an object; the caller reads each value before it asks for the next key."""
    first = True
    while scanner.more_members(first):
        first = False
        scanner.at += 1
        yield scanner.string()


def close(scanner: Scanner) -> None:
    """The end of an array that has as many elements as it may."""
    found = scanner.skip_space()
    if found == 0x5D:
        return
    if found == -1:
        raise scanner.error("EOF while parsing a list", peeked=True)
    words = "trailing characters"
    if found == 0x2C:
        scanner.at += 1
        words = "trailing comma" if scanner.skip_space() == 0x5D else words
    raise scanner.error(words, peeked=True)


def more_items(scanner: Scanner, first: bool) -> bool:
    """Whether an array goes on; the comma before its next element is read."""
    found = scanner.skip_space()
    if found == 0x5D:
        return False
    if found == -1:
        raise scanner.error("EOF while parsing a list", peeked=True)
    if first:
        return True
    if found != 0x2C:
        raise scanner.error("expected `,` or `]`", peeked=True)
    scanner.at += 1
    if scanner.skip_space() == 0x5D:
        raise scanner.error("trailing comma", peeked=True)
    return True
