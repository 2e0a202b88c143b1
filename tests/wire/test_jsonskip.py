"""What is skipped: the words and places of the faults, as the real server gives them; and what only a reader would mind."""

from __future__ import annotations

import pytest

from meilifake.wire.jsonscan import JsonError, Scanner
from meilifake.wire.jsonskip import skip


@pytest.mark.parametrize(
    "text",
    [
        b'"\\ud800"', b'"\xff"', b"1e999", b"9" * 400, b"[" * 200 + b"]" * 200, b'{"\\udc00":[1,{"b":"c"}],"d":{}}', b"-0.5E+3", b"null",
        b"[ ]", b"[true , false]", b'{ "a" : 1 }',
    ],
)  # fmt: skip
def test_what_is_let_through(text: bytes) -> None:
    scanner = Scanner(text + b" x")
    skip(scanner)
    assert scanner.at == len(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"", "EOF while parsing a value at line 1 column 0"),
        (b"x", "expected value at line 1 column 1"),
        (b"nulx", "expected ident at line 1 column 4"),
        (b"-", "invalid number at line 1 column 1"),
        (b"-x", "invalid number at line 1 column 2"),
        (b"01", "invalid number at line 1 column 2"),
        (b"1.x", "invalid number at line 1 column 3"),
        (b"1e+x", "invalid number at line 1 column 4"),
        (b"[1", "EOF while parsing a list at line 1 column 2"),
        (b"[1,]", "expected value at line 1 column 4"),
        (b"[1}", "expected `,` or `]` at line 1 column 3"),
        (b"[,1]", "expected value at line 1 column 2"),
        (b"{", "EOF while parsing an object at line 1 column 1"),
        (b"{a}", "key must be a string at line 1 column 2"),
        (b'{"a" 1}', "expected `:` at line 1 column 6"),
        (b'{"a":1', "EOF while parsing an object at line 1 column 6"),
        (b'{"a":1]', "expected `,` or `}` at line 1 column 7"),
        (b'{"a":1,}', "key must be a string at line 1 column 8"),
        (b'"a', "EOF while parsing a string at line 1 column 2"),
        (b'"a\nb"', "control character (\\u0000-\\u001F) found while parsing a string at line 1 column 2"),
        (b'"\\x"', "invalid escape at line 1 column 3"),
        (b'"\\u12"', "EOF while parsing a string at line 1 column 6"),
        (b'"\\u12zz"', "invalid escape at line 1 column 7"),
    ],
)
def test_what_is_refused(text: bytes, words: str) -> None:
    with pytest.raises(JsonError) as caught:
        skip(Scanner(text))
    assert str(caught.value) == words
