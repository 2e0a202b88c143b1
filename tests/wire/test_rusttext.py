"""Values inside messages, as Rust prints and reads them."""

from __future__ import annotations

import pytest

from meilifake.wire.rusttext import debug_text, parse_float, unexpected


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\n\"'\\é", '"a\\n\\"\'\\\\é"'),
        ("\x01\u200b", '"\\u{1}\\u{200b}"'),
        ("a b\u00a0", '"a b\\u{a0}"'),
        ("e\u0301\u09be", '"e\\u{301}\\u{9be}"'),
    ],
)
def test_debug_strings(text: str, shown: str) -> None:
    assert debug_text(text) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "null"),
        (True, "boolean `true`"),
        (-3, "integer `-3`"),
        (1.0, "floating point `1.0`"),
        (2.0**64, "floating point `1.8446744073709552e+19`"),
        ("a", 'string "a"'),
        ({}, "map"),
        ([], "sequence"),
    ],
)
def test_unexpected_values(value: object, shown: str) -> None:
    assert unexpected(value) == shown


@pytest.mark.parametrize(("text", "value"), [(".5", 0.5), ("5.", 5.0), ("+1e3", 1000.0), ("-Infinity", float("-inf"))])
def test_floats(text: str, value: float) -> None:
    assert parse_float(text) == value


@pytest.mark.parametrize("text", ["1_0", "0x10", "1e", ".", " 1", "1 "])
def test_no_floats(text: str) -> None:
    with pytest.raises(ValueError, match="invalid float literal"):
        parse_float(text)
