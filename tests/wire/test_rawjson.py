"""Documents cut out of arrays and streams: what is checked now, and what only later."""

from __future__ import annotations

import pytest

from meilifake.wire.jsonscan import JsonError
from meilifake.wire.rawjson import Broken, NotAMap, array, document, stream


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b'[{"id":1,"a":[1,]}]', "expected value at line 1 column 17"),
        (b'[{"a":{"b":1,}}]', "key must be a string at line 1 column 14"),
        (b'[{"a":{"b"}}]', "expected `:` at line 1 column 11"),
        (b'[{"a":[1 2]}]', "expected `,` or `]` at line 1 column 10"),
        (b'[{"a":1. }]', "invalid number at line 1 column 9"),
        (b'[{"a":1.', "invalid number at line 1 column 8"),
        (b'[{"a":-}]', "invalid number at line 1 column 8"),
        (b'[{"a":1e+}]', "invalid number at line 1 column 10"),
        (b'[{"a":01}]', "invalid number at line 1 column 8"),
        (b'[{"a":tru}]', "expected ident at line 1 column 10"),
        (b'[{"a":"\x01"}]', "control character (\\u0000-\\u001F) found while parsing a string at line 1 column 7"),
        (b'[{"a":"\\x"}]', "invalid escape at line 1 column 9"),
        (b'[{"id":1,"a":"\xff"}]', "invalid unicode code point at line 1 column 17"),
        (b'[{"id":1,"\\ud800":1}]', "unexpected end of hex escape at line 1 column 16"),
        (b'[{"id":1}', "EOF while parsing a list at line 1 column 9"),
        (b'[{"id":1},', "EOF while parsing a value at line 1 column 10"),
        (b'[{"id":1},]', "trailing comma at line 1 column 11"),
        (b'[{"id":1} 2]', "expected `,` or `]` at line 1 column 11"),
        # An element that is no object is given up; what is wrong after it is what the server reports.
        (b"[1,2]", "trailing characters at line 1 column 4"),
        (b"[1x]", "trailing characters at line 1 column 3"),
    ],
)
def test_array_refusals(text: bytes, message: str) -> None:
    with pytest.raises(JsonError) as caught:
        array(text, 0)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("element", "message"),
    [
        (b"1", "invalid type: integer `1`, expected a map at line 1 column 1"),
        (b"null", "invalid type: null, expected a map at line 1 column 4"),
        (b'"a\\nb"', 'invalid type: string "a\\nb", expected a map at line 1 column 6'),
        (b"[1]", "invalid type: sequence, expected a map at line 1 column 0"),
    ],
)
def test_an_element_that_is_no_object_is_located_in_itself(element: bytes, message: str) -> None:
    with pytest.raises(NotAMap) as caught:
        array(b'[{"id":1},' + element + b"]", 0)
    assert str(caught.value) == message
    with pytest.raises(NotAMap):
        list(stream(b'{"id":1}\n' + element))


def test_what_follows_the_array_is_not_looked_at() -> None:
    assert array(b'[{"id":1}] x', 0) == [{"id": 1}]


def test_streams_need_no_newlines() -> None:
    assert list(stream(b'{"id":1}{"id":2}\n\n {"id":3}')) == [{"id": 1}, {"id": 2}, {"id": 3}]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"nullx", "trailing characters at line 1 column 5"),
        (b'{"id":1}\n{"id":2,}', "key must be a string at line 2 column 9"),
        (b'{"id":1},{"id":2}', "expected value at line 1 column 9"),
        (b'{"id":1\n"a":2}', "expected `,` or `}` at line 2 column 1"),
    ],
)
def test_stream_refusals(text: bytes, message: str) -> None:
    with pytest.raises(JsonError) as caught:
        list(stream(text))
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (b"1e400", "number out of range at line 1 column 5"),
        (b'"\\ud800"', "unexpected end of hex escape at line 1 column 8"),
        (b"[" * 128 + b"]" * 128, "recursion limit exceeded at line 1 column 128"),
    ],
)
def test_a_value_that_only_breaks_later_is_kept_as_broken(value: bytes, message: str) -> None:
    broken = document(b'{"id":1,"a": ' + value + b"}")["a"]
    assert isinstance(broken, Broken)
    assert str(broken.error) == message


def test_first_place_and_last_value() -> None:
    assert list(document(b'{"a":1,"b":2,"a":3}').items()) == [("a", 3), ("b", 2)]
