"""Values that no one wants, passed over as serde_json does: it goes by the brackets, decodes no string and weighs no number.

So a lone surrogate, bytes that are no UTF-8, a number out of range and any depth are let through, where a value that is read would fail.
"""

from __future__ import annotations

from meilifake.wire.jsonscan import ESCAPES, HEX4, SPECIAL, WORDS, Scanner

ENDS = {0x5B: 0x5D, 0x7B: 0x7D}
WORD_OF = {0x5B: "a list", 0x7B: "an object"}
SEPARATORS = {0x5B: "expected `,` or `]`", 0x7B: "expected `,` or `}`"}


def skip(scanner: Scanner) -> None:
    """Past one value. Raises JsonError."""
    open_brackets: list[int] = []
    while True:
        opened = leaf_or_bracket(scanner)
        if opened is not None:
            open_brackets.append(opened)
        if not open_brackets or not another(scanner, open_brackets, comma=opened is None):
            return
        if open_brackets[-1] == 0x7B:
            key(scanner)


def leaf_or_bracket(scanner: Scanner) -> int | None:
    """Past a leaf, or past the bracket that is given back."""
    first = scanner.skip_space()
    if first == -1:
        raise scanner.error("EOF while parsing a value", peeked=True)
    if first in WORDS:
        scanner.word(*WORDS[first])
    elif first == 0x2D or 0x30 <= first <= 0x39:
        number(scanner)
    elif first == 0x22:
        scanner.at += 1
        string(scanner)
    elif first in ENDS:
        scanner.at += 1
        return first
    else:
        raise scanner.error("expected value", peeked=True)
    return None


def another(scanner: Scanner, open_brackets: list[int], *, comma: bool) -> bool:
    """Whether a further element follows, after every bracket that ends here is taken from the pile. `comma`: one must come before it."""
    while True:
        inner = open_brackets[-1]
        found = scanner.skip_space()
        if found == -1:
            raise scanner.error(f"EOF while parsing {WORD_OF[inner]}", peeked=True)
        if found != ENDS[inner]:
            if comma:
                if found != 0x2C:
                    raise scanner.error(SEPARATORS[inner], peeked=True)
                scanner.at += 1
            return True
        scanner.at += 1
        open_brackets.pop()
        comma = True
        if not open_brackets:
            return False


def key(scanner: Scanner) -> None:
    """Past a member's key and its colon."""
    found = scanner.skip_space()
    if found != 0x22:
        raise scanner.error("EOF while parsing an object" if found == -1 else "key must be a string", peeked=True)
    scanner.at += 1
    string(scanner)
    found = scanner.skip_space()
    if found != 0x3A:
        raise scanner.error("EOF while parsing an object" if found == -1 else "expected `:`", peeked=True)
    scanner.at += 1


def number(scanner: Scanner) -> None:
    """The end of the text is no number here either, and no message of its own."""
    scanner.at += scanner.peek() == 0x2D
    first = scanner.peek()
    scanner.at += first != -1
    if not 0x30 <= first <= 0x39:
        raise scanner.error("invalid number")
    if first != 0x30:
        scanner.digits()
    elif 0x30 <= scanner.peek() <= 0x39:
        raise scanner.error("invalid number", peeked=True)
    if scanner.peek() == 0x2E:
        scanner.at += 1
        if not scanner.digits():
            raise scanner.error("invalid number", peeked=True)
    if scanner.peek() in (0x45, 0x65):
        scanner.at += 1
        scanner.at += scanner.peek() in (0x2B, 0x2D)
        if not 0x30 <= scanner.peek() <= 0x39:
            scanner.at += scanner.peek() != -1
            raise scanner.error("invalid number")
        scanner.digits()


def string(scanner: Scanner) -> None:
    """What follows an opening quote, to past the closing one."""
    while True:
        match = SPECIAL.search(scanner.data, scanner.at)
        if match is None:
            scanner.at = len(scanner.data)
            raise scanner.error("EOF while parsing a string")
        scanner.at = match.start()
        if match[0] not in (b'"', b"\\"):
            raise scanner.error("control character (\\u0000-\\u001F) found while parsing a string")
        scanner.at += 1
        if match[0] == b'"':
            return
        escape(scanner)


def escape(scanner: Scanner) -> None:
    found = scanner.next_in_string()
    if found == 0x75:
        digits = scanner.data[scanner.at : scanner.at + 4]
        scanner.at += len(digits)
        if len(digits) < 4:
            raise scanner.error("EOF while parsing a string")
        if HEX4.fullmatch(digits) is None:
            raise scanner.error("invalid escape")
    elif found not in ESCAPES:
        raise scanner.error("invalid escape")
