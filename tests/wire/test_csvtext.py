"""CSV records, typed columns, and the places of errors."""

from __future__ import annotations

from typing import Any

import pytest

from meilifake.wire import csvtext
from meilifake.wire.csvtext import CsvError, read_csv, records


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        (b"id\n", []),
        (b"\n", []),
        (b"id,a\n1,2\n\n\n3,4", [{"id": "1", "a": "2"}, {"id": "3", "a": "4"}]),
        (b"id,a\r1,2\r", [{"id": "1", "a": "2"}]),
        (b"\xef\xbb\xbfid\n1", [{"id": "1"}]),
        (b'id\n"1"x\n', [{"id": "1x"}]),
        (b'id,a\n1,"x ""y"" z"\n2,a"b"c\n', [{"id": "1", "a": 'x "y" z'}, {"id": "2", "a": 'a"b"c'}]),
        (b'id,a\n1,"l1\nl2"\n2,"open\n', [{"id": "1", "a": "l1\nl2"}, {"id": "2", "a": "open\n"}]),
        (b"id,a,a\n1,5,6\n", [{"id": "1", "a": "6"}]),
        (b"id,a:b:number,c:foo\n1,5,5\n", [{"id": "1", "a:b": 5, "c:foo": "5"}]),
        (b'""\n""\n1\n', [{"": None}, {"": "1"}]),
    ],
)
def test_records(text: bytes, documents: list[dict[str, Any]]) -> None:
    assert read_csv(text) == documents
    rows = list(records(text, ord(",")))
    assert rows == (csvtext.fast_rows(text, ",") or []), "the two readers disagree"


def test_another_delimiter() -> None:
    assert read_csv(b"id;a\n1;2,3", ";") == [{"id": "1", "a": "2,3"}]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", 5),
        (" +5 ", 5),
        ("1e3", 1000.0),
        ("9223372036854775808", 9223372036854775808.0),
        ("NaN", None),
        ("-inf", None),
        ("1e400", None),
        ("  ", None),
    ],
)
def test_numbers(text: str, value: object) -> None:
    read = read_csv(f"n:number\n{text}".encode())[0]["n"]
    assert read == value
    assert type(read) is type(value)


def test_booleans_and_strings() -> None:
    assert read_csv(b"b:boolean,s:string\n true , x \n,") == [{"b": True, "s": " x "}, {"b": None, "s": None}]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"id,b:boolean\n1,true\n2,TRUE", 'Error parsing boolean "TRUE" at line 2: provided string was not `true` or `false`'),
        (b'id,b:number\n1," x\n"', 'Error parsing number " x\\n" at line 1: invalid float literal'),
        (b"id,a\n1,2\n3,4,5\n", "CSV error: record 2 (line: 3, byte: 9): found record with 3 fields, but the previous record has 2 fields"),
        (
            b"id,a\r\n1,2\r\n3\r\n",
            "CSV error: record 2 (line: 2, byte: 10): found record with 1 fields, but the previous record has 2 fields",
        ),
        (b"id,a\n\n\n1,2,3", "CSV error: record 1 (line: 2, byte: 5): found record with 3 fields, but the previous record has 2 fields"),
        (
            b"a,b\nab,cd\xff\xfe\n",
            "CSV parse error: record 1 (line 2, field: 1, byte: 4): invalid utf-8: invalid UTF-8 in field 1 near byte index 2",
        ),
        (b"id,\xff\n", "CSV parse error: record 0 (line 1, field: 1, byte: 0): invalid utf-8: invalid UTF-8 in field 1 near byte index 0"),
        # The number of fields is checked before their text.
        (b"id,a\n1,\xffx,y\n", "CSV error: record 1 (line: 2, byte: 5): found record with 3 fields, but the previous record has 2 fields"),
    ],
)
def test_refusals(text: bytes, words: str) -> None:
    with pytest.raises(CsvError) as caught:
        read_csv(text)
    assert str(caught.value) == words


def test_a_field_larger_than_the_standard_reader_takes() -> None:
    assert len(read_csv(b"a\n" + b"x" * 200_000)[0]["a"]) == 200_000


def test_a_bad_value_is_met_before_a_later_record_of_another_width() -> None:
    with pytest.raises(CsvError, match="Error parsing boolean"):
        read_csv(b"id:boolean\nmaybe\n1 2 3\n", " ")
