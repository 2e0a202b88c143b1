"""Chains: `doc.a[0].b`. Where each step leads, for reading and for writing, and Rhai's words when it leads nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from meilifake.engine.rhai.faults import Position, RunFault, wrong_type
from meilifake.engine.rhai.methods.bits import BITS, bit_out_of_bounds, mask
from meilifake.engine.rhai.natives import find
from meilifake.engine.rhai.scope import BitPlace, BitsPlace, CharPlace, ItemPlace, KeyPlace, PartPlace, Place
from meilifake.engine.rhai.token import words
from meilifake.engine.rhai.values import I64_MAX, FnPtr, Range, type_name


class Absent(Exception):
    """`?.` or `?[` met a `()`: the whole chain is `()`."""


PROPERTIES: Mapping[type, frozenset[str]] = {
    str: words("len is_empty bytes chars"),
    list: words("len is_empty"),
    int: words("is_zero is_odd is_even bits"),
    float: words("is_zero is_nan is_finite is_infinite floor ceiling round int fraction"),
    Range: words("start end is_inclusive is_exclusive is_empty"),
    FnPtr: words("name is_anonymous"),
}
"""Getters of values that are no object maps: functions that need no brackets."""


def member(base: Place, name: str, position: Position) -> Place:
    """`base.name`, to be read or written. A map has every property; other values a few, read-only ones, and all of them a tag."""
    value = base.get()
    if type(value) is dict:
        return KeyPlace(base, name)
    row = find(name, [value]) if name in PROPERTIES.get(type(value), ()) or name == "tag" else None
    if row is None:
        raise RunFault(f"Unknown property '{name}' - a getter is not registered for type '{type_name(value)}'", position)
    return Place(row.run(None, value))


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
        return bits(base, key, at)
    if kind in (list, str, int) and type(key) is not int:
        raise wrong_type(type_name(key), "i64", at)
    if kind is list:
        return ItemPlace(base, placed(key, len(value), "Array", "element", at))
    if kind is str:
        placed(key, len(value), "String", "character", at)
        return CharPlace(base, key)
    if kind is int:
        if not -BITS <= key < BITS:
            raise bit_out_of_bounds(key).at(at)
        return BitPlace(base, key % BITS)
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


def bits(whole: Place, span: Range, at: Position) -> Place:
    """A range of bits, none of them counted from the highest. An open end is the highest; an exclusive one may lie behind it."""
    last = BITS - span.inclusive
    end = last if span.end == I64_MAX else span.end
    for edge, bound in ((span.start, BITS - 1), (end, last)):
        if not 0 <= edge <= bound:
            raise bit_out_of_bounds(edge).at(at)
    count = end - span.start + span.inclusive
    if count <= 0:
        return BitsPlace(whole, 0, 0)
    return BitsPlace(whole, mask(count) << span.start, span.start)
