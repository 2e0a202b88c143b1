"""STANDARD: every function that a script finds without defining it. ABSENT: those of Rhai's that this machine refuses by name."""

from __future__ import annotations

from typing import Any

from meilifake.engine.rhai.faults import RunFault
from meilifake.engine.rhai.methods.arrays import ARRAYS
from meilifake.engine.rhai.methods.maps import MAPS
from meilifake.engine.rhai.methods.numbers import NUMBERS
from meilifake.engine.rhai.methods.strings import STRINGS
from meilifake.engine.rhai.natives import native, table
from meilifake.engine.rhai.token import words
from meilifake.engine.rhai.values import debug, display, from_json, type_name
from meilifake.errors.base import Unsupported
from meilifake.wire.jsontext import JsonError, loads


def parse_json(machine: Any, text: str) -> Any:
    try:
        value = from_json(loads(text.encode()))
    except JsonError:
        raise Unsupported("the error of `parse_json` on text that is no JSON") from None
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
    *native("name", "fn", lambda m, f: f.name),
    *native("is_anonymous", "fn", lambda m, f: f.definition is not None),
    *native("! not", "bool", lambda m, x: not x),
]

STANDARD = table(STRINGS, ARRAYS, MAPS, NUMBERS, CORE)

ABSENT = words(
    "blob to_blob write_le write_be write_utf8 write_ascii parse_le_int parse_be_int parse_le_float parse_be_float as_string "
    "get_bit set_bit get_bits set_bits bits tag set_tag get_fn_metadata_list is_shared to_decimal parse_decimal"
)
