"""Documents cut out of a JSON array or stream without looking inside their values, as the server receives them.

Only the first level of a document is read at once. A value that is well-formed JSON but no value of the server's (a lone surrogate,
`1e400`, too deep a nesting) passes here and breaks the task later: it is kept as `Broken`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from meilifake.wire.jsonscan import SPECIAL, JsonError, Scanner
from meilifake.wire.jsontext import loads
from meilifake.wire.rusttext import unexpected

CLOSERS = {0x5B: 0x5D, 0x7B: 0x7D}
EOF = {0x5B: "EOF while parsing a list", 0x7B: "EOF while parsing an object"}
NO_COMMA = {0x5B: "expected `,` or `]`", 0x7B: "expected `,` or `}`"}
WORDS = {0x6E: b"ull", 0x74: b"rue", 0x66: b"alse"}
SELF_DELINEATED = b'["{'
AFTER_VALUE = b' \n\t\r"[]{},:'


class NotAMap(Exception):
    """An element that is no object: `message` is serde's, located inside the element."""


class Broken(NamedTuple):
    """A value that the server will fail to read when it indexes the document."""

    error: JsonError


class RawScanner(Scanner):
    """Skips values with serde_json's checks for ignored ones, which are fewer and differ in a few positions."""

    def raw(self) -> bytes:
        start = self.at
        self.skip()
        text = self.data[start : self.at]
        try:
            text.decode()
        except UnicodeDecodeError:
            raise self.error("invalid unicode code point") from None
        return text

    def skip(self) -> None:
        """Past one value, however deep: no recursion."""
        open_brackets: list[int] = []
        while True:
            first = self.skip_space()
            if first in CLOSERS:
                self.at += 1
                open_brackets.append(first)
                fresh = True
            else:
                self.skip_scalar(first)
                fresh = False
            if not self.close(open_brackets, fresh):
                return
            if open_brackets[-1] == 0x7B:
                self.skip_key()

    def close(self, open_brackets: list[int], fresh: bool) -> bool:
        """Past closing brackets and to the next element; False when the outermost is closed. `fresh`: just opened, no comma yet."""
        while open_brackets:
            frame = open_brackets[-1]
            found = self.skip_space()
            if found == -1:
                raise self.error(EOF[frame], peeked=True)
            if found == 0x2C and not fresh:
                self.at += 1
                return True
            if found != CLOSERS[frame]:
                if fresh:
                    return True
                raise self.error(NO_COMMA[frame], peeked=True)
            self.at += 1
            open_brackets.pop()
            fresh = False
        return False

    def skip_key(self) -> None:
        found = self.skip_space()
        if found != 0x22:
            raise self.error(EOF[0x7B] if found == -1 else "key must be a string", peeked=True)
        self.at += 1
        self.skip_string()
        found = self.skip_space()
        if found != 0x3A:
            raise self.error(EOF[0x7B] if found == -1 else "expected `:`", peeked=True)
        self.at += 1

    def skip_scalar(self, first: int) -> None:
        if first == -1:
            raise self.error("EOF while parsing a value", peeked=True)
        if first in WORDS:
            self.word(WORDS[first], None)
        elif first == 0x22:
            self.at += 1
            self.skip_string()
        elif first == 0x2D or 0x30 <= first <= 0x39:
            self.at += first == 0x2D
            self.skip_number()
        else:
            raise self.error("expected value", peeked=True)

    def next_or_nothing(self) -> int:
        found = self.peek()
        self.at += found != -1
        return found

    def skip_number(self) -> None:
        first = self.next_or_nothing()
        if not 0x30 <= first <= 0x39:
            raise self.error("invalid number")
        if first != 0x30:
            self.digits()
        elif 0x30 <= self.peek() <= 0x39:
            raise self.error("invalid number", peeked=True)
        if self.peek() == 0x2E:
            self.at += 1
            if not self.digits():
                raise self.error("invalid number", peeked=True)
        if self.peek() in (0x45, 0x65):
            self.at += 1
            if self.peek() in (0x2B, 0x2D):
                self.at += 1
            if not 0x30 <= self.next_or_nothing() <= 0x39:
                raise self.error("invalid number")
            self.digits()

    def skip_string(self) -> None:
        while True:
            match = SPECIAL.search(self.data, self.at)
            if match is None:
                self.at = len(self.data)
                raise self.error("EOF while parsing a string")
            self.at = match.start()
            if match[0] not in b'"\\':
                raise self.error("control character (\\u0000-\\u001F) found while parsing a string")
            self.at += 1
            if match[0] == b'"':
                return
            found = self.next_in_string()
            if found == 0x75:
                self.hex4()
            elif found not in b'"\\/bfnrt':
                raise self.error("invalid escape")


def document(raw: bytes) -> dict[str, Any]:
    """The first level of one element. Raises NotAMap, and JsonError located inside the element for a key that is no text."""
    scanner = RawScanner(raw)
    if scanner.peek() != 0x7B:
        value = [] if scanner.peek() == 0x5B else scanner.value(0)
        raise NotAMap(str(scanner.error(f"invalid type: {unexpected(value)}, expected a map")))
    scanner.at = 1
    fields: dict[str, Any] = {}
    first = True
    while scanner.more_members(first):
        first = False
        scanner.at += 1
        key = scanner.string()
        scanner.skip_space()
        scanner.at += 1
        scanner.skip_space()
        fields[key] = kept(scanner.raw())
    return fields


def kept(raw: bytes) -> Any:
    try:
        return loads(raw)
    except JsonError as error:
        return Broken(error)


def array(data: bytes, at: int) -> list[dict[str, Any]]:
    """The documents of the array that opens at `at`; what follows its closing bracket is not looked at. Raises JsonError, NotAMap."""
    scanner = RawScanner(data, at + 1)
    documents: list[dict[str, Any]] = []
    while True:
        found = scanner.skip_space()
        if found == -1:
            raise scanner.error("EOF while parsing a list", peeked=True)
        if found == 0x5D:
            return documents
        if documents:
            if found != 0x2C:
                raise scanner.error("expected `,` or `]`", peeked=True)
            scanner.at += 1
            found = scanner.skip_space()
            if found in (0x5D, -1):
                raise scanner.error("trailing comma" if found == 0x5D else "EOF while parsing a value", peeked=True)
        raw = scanner.raw()
        try:
            documents.append(document(raw))
        except (NotAMap, JsonError):
            check_end(scanner)
            raise


def check_end(scanner: Scanner) -> None:
    """The server gives up on an element, then still closes the array: what else is wrong there is what it reports."""
    found = scanner.skip_space()
    if found == 0x2C:
        scanner.at += 1
        found = scanner.skip_space()
        raise scanner.error("trailing comma" if found == 0x5D else "trailing characters", peeked=True)
    if found != 0x5D:
        raise scanner.error("EOF while parsing a list" if found == -1 else "trailing characters", peeked=True)


def stream(data: bytes) -> Iterator[dict[str, Any]]:
    """The documents of a stream of JSON values with or without white space between them. Raises JsonError, NotAMap."""
    scanner = RawScanner(data)
    while True:
        first = scanner.skip_space()
        if first == -1:
            return
        raw = scanner.raw()
        if first not in SELF_DELINEATED and scanner.peek() != -1 and scanner.peek() not in AFTER_VALUE:
            raise scanner.error("trailing characters", peeked=True)
        yield document(raw)
