"""STANDARD: every function that a script finds without defining it. ABSENT: those of Rhai's that this machine refuses by name."""

from __future__ import annotations

from typing import Any

from meilifake.engine.rhai.faults import ParseFault, RunFault
from meilifake.engine.rhai.methods.arrays import ARRAYS
from meilifake.engine.rhai.methods.bits import BIT_FIELDS
from meilifake.engine.rhai.methods.maps import MAPS
from meilifake.engine.rhai.methods.numbers import NUMBERS
from meilifake.engine.rhai.methods.strings import STRINGS
from meilifake.engine.rhai.natives import native, table
from meilifake.engine.rhai.token import words
from meilifake.engine.rhai.values import debug, display, type_name


def parse_json(machine: Any, text: str) -> Any:
    """What Rhai takes for JSON: one expression of its own syntax, where `{` opens a map and `null` is `()`."""
    from meilifake.engine.rhai.jsontext import read

    try:
        tree = read(text)
    except ParseFault as fault:
        raise RunFault(f"Syntax error: {fault.message}", fault.position, catchable=False) from None
    value = machine.alone(tree)
    if type(value) is not dict:
        raise RunFault(f"Output type incorrect: {type_name(value)} (expecting map)")
    return value


def sleep(machine: Any, seconds: float) -> None:
    """No document waits for a fake."""


def take(machine: Any, value: Any) -> tuple[None, Any]:
    return None, value


CORE = [
    *native("to_string", "any", lambda m, x: display(x)),
    *native("to_debug", "any", lambda m, x: debug(x)),
    *native("print debug", "any", lambda m, x: None),
    *native("print debug", "", lambda m: None),
    *native("parse_json", "string", parse_json),
    *native("sleep", "int", sleep),
    *native("sleep", "float", sleep),
    *native("take", "any", take, changing=True),
    *native("tag", "any", lambda m, x: 0),
    *native("name", "fn", lambda m, f: f.name),
    *native("is_anonymous", "fn", lambda m, f: f.definition is not None),
    *native("! not", "bool", lambda m, x: not x),
]

STANDARD = table(STRINGS, ARRAYS, MAPS, NUMBERS, BIT_FIELDS, CORE)

ABSENT = words(
    "blob to_blob write_le write_be write_utf8 write_ascii parse_le_int parse_be_int parse_le_float parse_be_float as_string "
    "set_tag get_fn_metadata_list to_decimal parse_decimal"
)
