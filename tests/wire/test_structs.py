"""Structs read field by field: what is reported first, and where."""

from __future__ import annotations

import pytest

from meilifake.wire.jsonscan import JsonError
from meilifake.wire.readers import Misfit, boolean, enumeration, integer, optional, text
from meilifake.wire.structs import Struct, Tagged, sequence

INNER = Struct("Inner", {"name": text, "size": integer("u8", 0, 255)}, ("name",), ("name", "size"), defaults=("size",))
OUTER = Struct(
    "Outer",
    {
        "inner": INNER,
        "flag": optional(boolean),
        "names": sequence(text),
        "kind": enumeration(("a", "b", "c")),
        "pet": Tagged("Pet", "type", ("cat", "dog")),
    },
    ("inner",),
    ("inner", "flag"),
)


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        (b'{"inner": {"name": "x", "other": [1]}, "flag": null}', {"inner": {"name": "x"}, "flag": None}),
        (b'[["x"], true]', {"inner": {"name": "x"}, "flag": True}),
        (b'[["x", 255], false]', {"inner": {"name": "x", "size": 255}, "flag": False}),
        (b'{"inner": ["x"], "names": ["a", "b"], "kind": {"a": null}}', {"inner": {"name": "x"}, "names": ["a", "b"], "kind": "a"}),
        (b'{"inner": ["x"], "pet": {"age": 3, "type": "cat"}}', {"inner": {"name": "x"}, "pet": "cat"}),
        (b'{"inner": ["x"], "pet": ["dog", 3]}', {"inner": {"name": "x"}, "pet": "dog"}),
    ],
)
def test_good_texts(data: bytes, fields: object) -> None:
    assert OUTER.read(data) == fields


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"1", "invalid type: integer `1`, expected struct Outer at line 1 column 1"),
        (b"{}x", "missing field `inner` at line 1 column 2"),
        (b'{"flag": 1, "flag"', "invalid type: integer `1`, expected a boolean at line 1 column 10"),
        (b'{"flag": true, "flag": 1}', "duplicate field `flag` at line 1 column 21"),
        (b'{"inner": {}, x', "missing field `name` at line 1 column 12"),
        (b"[]", "invalid length 0, expected struct Outer with 2 elements at line 1 column 2"),
        (b'[["x"]]', "invalid length 1, expected struct Outer with 2 elements at line 1 column 7"),
        (b'{"inner": {"size": 256}}', "invalid value: integer `256`, expected u8 at line 1 column 22"),
        (b'{"inner": {"size": 1.5}}', "invalid type: floating point `1.5`, expected u8 at line 1 column 22"),
        (b'{"names": {}}', "invalid type: map, expected a sequence at line 1 column 10"),
        (b'{"names": ["a", 1]}', "invalid type: integer `1`, expected a string at line 1 column 17"),
        (b'{"kind": "d"}', "unknown variant `d`, expected one of `a`, `b`, `c` at line 1 column 12"),
        (b'{"pet": {}}', "missing field `type` at line 1 column 10"),
        (b'{"pet": 1}', "invalid type: integer `1`, expected internally tagged enum Pet at line 1 column 9"),
        (b'{"pet": {"type": "cow"}}', "unknown variant `cow`, expected `cat` or `dog` at line 1 column 22"),
    ],
)
def test_misfits(data: bytes, words: str) -> None:
    with pytest.raises(Misfit) as caught:
        OUTER.read(data)
    assert str(caught.value) == words


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "EOF while parsing a value at line 1 column 0"),
        (b"[", "EOF while parsing a list at line 1 column 1"),
        (b'{"names": ["a",]}', "trailing comma at line 1 column 16"),
        (b'{"names": ["a" 1', "expected `,` or `]` at line 1 column 16"),
        (b'[["x"], true, 1]', "trailing characters at line 1 column 15"),
        (b'[["x"], true,]', "trailing comma at line 1 column 14"),
        (b'{"inner" 1', "expected `:` at line 1 column 10"),
        (b'{"kind": 1}', "expected value at line 1 column 10"),
        (b'{"inner": ["x"]} x', "trailing characters at line 1 column 18"),
    ],
)
def test_faults_of_syntax(data: bytes, words: str) -> None:
    with pytest.raises(JsonError) as caught:
        OUTER.read(data)
    assert not isinstance(caught.value, Misfit)
    assert str(caught.value) == words
