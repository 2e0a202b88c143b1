"""Chains: `doc.a[0].b`. Where each step leads, for reading and for writing, and Rhai's words when it leads nowhere."""

from __future__ import annotations

from typing import Any

from meilifake.engine.rhai.faults import Position, RunFault, wrong_type
from meilifake.engine.rhai.scope import BitPlace, CharPlace, ItemPlace, KeyPlace, PartPlace, Place
from meilifake.engine.rhai.values import Range, type_name
from meilifake.errors.base import Unsupported


class Absent(Exception):
    """`?.` or `?[` met a `()`: the whole chain is `()`."""


PROPERTIES: dict[tuple[type, str], Any] = {
    (str, "len"): len,
    (str, "is_empty"): lambda text: not text,
    (str, "bytes"): lambda text: len(text.encode()),
    (list, "len"): len,
    (list, "is_empty"): lambda items: not items,
    (int, "is_zero"): lambda number: number == 0,
    (int, "is_odd"): lambda number: number % 2 != 0,
    (int, "is_even"): lambda number: number % 2 == 0,
    (float, "is_zero"): lambda number: number == 0,
    (Range, "start"): lambda walk: walk.start,
    (Range, "end"): lambda walk: walk.end,
    (Range, "is_inclusive"): lambda walk: walk.inclusive,
    (Range, "is_exclusive"): lambda walk: not walk.inclusive,
    (Range, "is_empty"): lambda walk: walk.end + walk.inclusive <= walk.start,
}
"""Getters of values that are no object maps."""


def member(base: Place, name: str, position: Position) -> Place:
    """`base.name`, to be read or written. A map has every property; other values a few, read-only ones."""
    value = base.get()
    if type(value) is dict:
        return KeyPlace(base, name)
    getter = PROPERTIES.get((type(value), name))
    if getter is None:
        raise RunFault(f"Unknown property '{name}' - a getter is not registered for type '{type_name(value)}'", position)
    return Place(getter(value))


def no_setter(name: str, holder: Any, value: Any, position: Position) -> RunFault:
    words = f"No writable property '{name}' - a setter is not registered for type '{type_name(holder)}' to handle '{type_name(value)}'"
    return RunFault(words, position)


def element(base: Place, key: Any, bracket: Position, at: Position) -> Place:
    """`base[key]`: an item, a property, a character, a bit, or a part of a string."""
    value = base.get()
    kind = type(value)
    if kind is dict:
        if type(key) is not str:
            raise wrong_type(type_name(key), "string", at)
        return KeyPlace(base, key)
    if kind is str and type(key) is Range:
        return part(base, value, key, at)
    if kind is int and type(key) is Range:
        raise Unsupported("ranges of bits in an edition function")
    if kind in (list, str, int) and type(key) is not int:
        raise wrong_type(type_name(key), "i64", at)
    if kind is list:
        return ItemPlace(base, placed(key, len(value), "Array", "element", at))
    if kind is str:
        placed(key, len(value), "String", "character", at)
        return CharPlace(base, key)
    if kind is int:
        if not -64 <= key < 64:
            raise RunFault(f"Bit-field index {key} out of bounds: only 64 bits in bit-field", at)
        return BitPlace(base, key % 64)
    raise RunFault(f"Indexer unavailable: {type_name(value)} [{type_name(key)}]", bracket)


def placed(key: int, size: int, what: str, unit: str, at: Position) -> int:
    """A place from the start, or from the end for a negative one."""
    if -size <= key < size:
        return key % size
    if size == 0:
        rest = f"{what.lower()} is empty"
    elif size == 1:
        rest = f"only 1 {unit} in {what.lower()}"
    else:
        rest = f"only {size} {unit}s in {what.lower()}"
    raise RunFault(f"{what} index {key} out of bounds: {rest}", at)


def part(whole: Place, text: str, span: Range, at: Position) -> Place:
    """From the start's character to the end's, as far as there are any. A start counted from the end must exist."""
    size = len(text)
    start = placed(span.start, size, "String", "character", at) if size and span.start < 0 else span.start
    end = span.end if span.end >= 0 else max(size + span.end, 0)
    if not size:
        return PartPlace(whole, "", 0, 0)
    if not span.inclusive:
        return PartPlace(whole, text[start : max(start, end)], start, end)
    # What ends at its start is shown as empty, unless it is the whole string; but writing replaces that character.
    shown = text[start : end + 1] if end > start or (start == 0 and size == 1) else ""
    return PartPlace(whole, shown, start, min(end, size - 1) + 1)
