"""serde_json's words and places for what is wrong with a text (guide http-surface, 3.1)."""

from __future__ import annotations

import pytest

from meilifake.wire.jsontext import JsonError, loads


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b" ", "EOF while parsing a value at line 1 column 1"),
        (b"-", "EOF while parsing a value at line 1 column 1"),
        (b"nul", "EOF while parsing a value at line 1 column 3"),
        (b"nulx", "expected ident at line 1 column 4"),
        (b"{", "EOF while parsing an object at line 1 column 1"),
        (b'{"a"', "EOF while parsing an object at line 1 column 4"),
        (b'{"a":', "EOF while parsing a value at line 1 column 5"),
        (b'{"a":1', "EOF while parsing an object at line 1 column 6"),
        (b'{"a":1,', "EOF while parsing a value at line 1 column 7"),
        (b'{"a":1,}', "trailing comma at line 1 column 8"),
        (b'{"a":1 "b"}', "expected `,` or `}` at line 1 column 8"),
        (b'{"a" 1}', "expected `:` at line 1 column 6"),
        (b"{a}", "key must be a string at line 1 column 2"),
        (b"[", "EOF while parsing a list at line 1 column 1"),
        (b"[1", "EOF while parsing a list at line 1 column 2"),
        (b"[1,", "EOF while parsing a value at line 1 column 3"),
        (b"[1,]", "trailing comma at line 1 column 4"),
        (b"[1 2]", "expected `,` or `]` at line 1 column 4"),
        (b"01", "invalid number at line 1 column 2"),
        (b"1.a", "invalid number at line 1 column 3"),
        (b"1.", "EOF while parsing a value at line 1 column 2"),
        (b"1e", "EOF while parsing a value at line 1 column 2"),
        (b"1ea", "invalid number at line 1 column 3"),
        (b"-a", "invalid number at line 1 column 2"),
        (b"1e400", "number out of range at line 1 column 5"),
        (b"1e99999999999", "number out of range at line 1 column 12"),
        (b"9" * 310, "number out of range at line 1 column 310"),
        (b"NaN", "expected value at line 1 column 1"),
        (b"\xff", "expected value at line 1 column 1"),
        (b"\xef\xbb\xbf{}", "expected value at line 1 column 1"),
        (b'"\xff"', "invalid unicode code point at line 1 column 3"),
        (b'"abc', "EOF while parsing a string at line 1 column 4"),
        (b'"\\x"', "invalid escape at line 1 column 3"),
        (b'"\\u12zz"', "invalid escape at line 1 column 7"),
        (b'"\\u12', "EOF while parsing a string at line 1 column 5"),
        (b'"\\ud800"', "unexpected end of hex escape at line 1 column 8"),
        (b'"\\ud800\\ud800"', "lone leading surrogate in hex escape at line 1 column 13"),
        (b'"\\udc00"', "lone leading surrogate in hex escape at line 1 column 7"),
        (b'"\x01"', "control character (\\u0000-\\u001F) found while parsing a string at line 1 column 2"),
        (b'"\n"', "control character (\\u0000-\\u001F) found while parsing a string at line 2 column 0"),
        (b"{} x", "trailing characters at line 1 column 4"),
        (b"\n\n [1,\n x]", "expected value at line 4 column 2"),
    ],
)
def test_what_is_wrong_and_where(text: bytes, message: str) -> None:
    with pytest.raises(JsonError) as caught:
        loads(text)
    assert str(caught.value) == message
