"""Numbers and texts as serde_json reads and writes them."""

from __future__ import annotations

import random
import re

import pytest

from meilifake.wire.jsontext import JsonError, delicate, display_f64, dumps, loads, quick_lines, rewritten


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("18446744073709551615", 2**64 - 1),
        ("-9223372036854775808", -(2**63)),
        ("18446744073709551616", 18446744073709551616.0),
        ("-9223372036854775809", -9223372036854775809.0),
        ("1.5", 1.5),
        ("1e2", 100.0),
        ("1E-2", 0.01),
        ("0e99999999999", 0.0),
        ("1e-99999999999999999999", 0.0),
        # The server's reader is not exact: its last digit differs from the nearest float.
        ("123456789012345678901", 1.2345678901234567e20),
        ("0.1234567890123456789", 0.12345678901234568),
    ],
)
def test_numbers(text: str, value: object) -> None:
    read = loads(text.encode())
    assert read == value
    assert type(read) is type(value)


def test_minus_zero_is_a_float() -> None:
    assert dumps(loads(b"[-0, -0.0, 0]")) == "[-0.0,-0.0,0]"


def test_a_repeated_key_keeps_its_first_place_and_its_last_value() -> None:
    assert list(loads(b'{"a":1,"b":2,"a":3}').items()) == [("a", 3), ("b", 2)]


def test_surrogate_pairs_are_one_character() -> None:
    assert loads(rb'"\ud83d\ude00 \\ud83d"') == "\U0001f600 \\ud83d"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1e16, "1e+16"),
        (1e15, "1000000000000000.0"),
        (1e-5, "0.00001"),
        (-1.25e-5, "-0.0000125"),
        (1e-6, "1e-6"),
        (1.5e300, "1.5e+300"),
        (100.0, "100.0"),
        (float("nan"), "null"),
        (float("inf"), "null"),
        ({"a": [1e-6, "1e-07", None, True]}, '{"a":[1e-6,"1e-07",null,true]}'),
        ("é\u2028\x7f/", '"é\u2028\x7f/"'),
        ('\b\f\n\r\t\x00\x1f"\\', r'"\b\f\n\r\t\u0000\u001f\"\\"'),
    ],
)
def test_writing(value: object, text: str) -> None:
    assert dumps(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1"),
        (0.5, "0.5"),
        (1e-7, "0.0000001"),
        (1e21, "1000000000000000000000"),
        (-0.0, "-0"),
        (float("nan"), "NaN"),
        (float("-inf"), "-inf"),
    ],
)
def test_display(value: float, text: str) -> None:
    assert display_f64(value) == text


@pytest.mark.parametrize("opener", ["[", '{"a":'])
def test_the_128th_nested_opening_is_refused(opener: str) -> None:
    closer = "]" if opener == "[" else "}"
    fine = opener * 127 + "1" + closer * 127
    loads(fine.encode())
    with pytest.raises(JsonError, match="recursion limit exceeded"):
        loads(f"{opener}{fine}{closer}".encode())


def test_many_brackets_side_by_side_are_not_deep() -> None:
    text = "[" + ",".join(['{"a":[1,{"b":["[[["]}]}'] * 300) + "]"
    assert len(loads(text.encode())) == 300


def test_depth_is_counted_through_brackets_in_texts() -> None:
    deep = '["]]]]]]",' * 127 + "[1" + "]" * 128
    with pytest.raises(JsonError, match="recursion limit exceeded at line 1 column 1271"):
        loads(deep.encode())


def test_lines_are_left_to_the_careful_reader_when_one_is_doubtful() -> None:
    assert quick_lines(b'{"a":1}\n\n {"a":2}\r\n') == [{"a": 1}, {"a": 2}]
    assert quick_lines(b'{"a":1}{"a":2}') is None


def test_a_value_written_and_read_again_may_move_by_a_last_digit() -> None:
    value = loads(b"[0.30000000000000004, 8.41e21]")
    assert rewritten(value) == loads(dumps(value).encode())


def test_the_glance_at_numbers_misses_none() -> None:
    chance = random.Random(5)
    texts = [bytes(chance.choices(b"-01239.eE+x,", k=chance.randrange(1, 22))) for _ in range(3000)]
    plainly = re.compile(rb"[0-9][0-9.]{15}|[0-9][eE][-+]?[0-9]|-0(?![0-9.])")
    assert [delicate(text) for text in texts] == [plainly.search(text) is not None for text in texts]
    assert {delicate(text) for text in texts} == {True, False}
