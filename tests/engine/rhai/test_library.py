"""Rhai's own functions and properties that scripts seldom use."""

from __future__ import annotations

from typing import Any

import pytest

from meilifake.engine.rhai.compile import compile_script, run_script
from meilifake.errors.base import MeiliError


def result(expression: str) -> Any:
    """What `doc.r` holds after the script; the words of its failure if it fails."""
    try:
        return run_script(compile_script(f"doc.r = {expression}"), {"n": 5, "f": 1.5, "s": "abc"}, None)["r"]
    except MeiliError as error:
        return error.message.partition(" function: ")[2]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('doc.s.split_rev("")', ["", "c", "b", "a", ""]),
        ('doc.s.split_rev("", 2)', ["", "abc"]),
        ('"".split()', [""]),
        ("doc.f.floor", 1.0),
        ("doc.f.is_finite", True),
        ("doc.n.tag", 0),
        ("{ let o = []; for c in doc.s.chars(1) { o += c } `${o}` }", "['b', 'c']"),
        ("{ let o = []; for x in range(0.0, 1.0, 0.25) { o += x } `${o}` }", "[0.0, 0.25, 0.5, 0.75]"),
        ("{ let o = []; for x in range(0..6, 4) { o += x } `${o}` }", "[0, 4]"),
        ("""{ let c = 'ß'; c.make_upper(); "" + c }""", "ß"),
        ('{ let f = Fn("max").curry(3); f.call(2) }', 3),
        ('{ let f = curry(Fn("max"), 3); call(f, 9) }', 9),
        ('Fn("max").curry("x").to_json', "Unknown property 'to_json' - a getter is not registered for type 'Fn' (line 1, position 30)"),
        ('"" + Fn("max")', "Fn(max)"),
        ('`${[Fn("max").curry(1)]}`', '[Fn("max", 1)]'),
        ('{ let m = #{f: Fn("max").curry(1.0)}; m.to_json() }', '{"f":["max",1.0]}'),
        ('#{a: 1e20, b: "x\\"", c: [(), 0..3], d: 1e-5}.to_json()', '{"a":1e20,"b":"x\\"","c":[null,0..3],"d":1e-5}'),
        ('"" + [1e14, 1e-5, -0.0]', "[100000000000000.0, 1e-5, -0.0]"),
        ("1 in doc?.q?.x", "Function not found: contains ((), i64) (line 1, position 11)"),
        ("call(1)", "Data type incorrect: i64 (expecting Fn) (line 1, position 14)"),
    ],
)
def test_functions(expression: str, expected: Any) -> None:
    assert result(expression) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("doc.n[0..2]", 1),
        ("doc.n[1..=2]", 2),
        ("-1[60..]", -1),
        ("{ let x = 0; x[4..8] = 15; x }", 240),
        ("{ let x = 0; x[4..8] = 'a'; x }", "Data type incorrect: char (expecting integer) (line 1, position 30)"),
        ("doc.n[-1..2]", "Bit-field index -1 out of bounds: only 64 bits in bit-field (line 1, position 17)"),
        ("doc.n.get_bit(-64)", True),
        ("doc.n.get_bits(1, 2)", 2),
        ("doc.n.get_bits(0..=64)", "Bit-field index 64 out of bounds: only 64 bits in bit-field (line 1, position 15)"),
        ("{ let x = 0; x.set_bits(1..=2, 7); x.set_bit(63, true); x }", -(2**63) + 6),
        ("{ let o = 0; for b in doc.n.bits(0, 3) { if b { o += 1 } } o }", 2),
    ],
)
def test_bits(expression: str, expected: Any) -> None:
    assert result(expression) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": [1, null, {"b": -2.5}]}', {"a": [1, None, {"b": -2.5}]}),
        ('{"a": 1 + 2}', {"a": 3}),
        ("{a: 1}", "Syntax error: Expecting name of a property (line 1, position 2)"),
        ("", "Syntax error: Script is incomplete (line 1, position 1)"),
        ("[1]", "Output type incorrect: array (expecting map) (line 1, position 9)"),
        ('{"a": x}', "Variable not found: x (line 1, position 7)"),
        ("#{}", "Syntax error: Invalid symbol encountered: '#{' (line 1, position 1)"),
        ('{"a": "\\/"}', "Syntax error: Invalid escape sequence: '\\/' (line 1, position 9)"),
        ('{"a": 1} 2', "Syntax error: Unexpected '2' (line 1, position 10)"),
    ],
)
def test_json_is_read_as_an_expression_of_rhai(text: str, expected: Any) -> None:
    assert result(f"parse_json(`{text}`)") == expected


@pytest.mark.parametrize(
    ("script", "error"),
    [("2 ** -1", "ErrorArithmetic"), ("range(1, 2, 0)", "ErrorInFunctionCall"), ("parse_int(`1`, 99)", "ErrorArithmetic")],
)
def test_every_error_can_be_caught(script: str, error: str) -> None:
    assert result(f"{{ let r = (); try {{ {script} }} catch (e) {{ r = e.error }} r }}") == error
