"""Functions of an integer's bits, numbered from the lowest; negative numbers count from the highest."""

from __future__ import annotations

from typing import Any

from meilifake.engine.rhai.faults import RunFault
from meilifake.engine.rhai.natives import native
from meilifake.engine.rhai.values import I64_MAX, Range, Steps, signed

BITS = 64


def bit_out_of_bounds(at: int) -> RunFault:
    return RunFault(f"Bit-field index {at} out of bounds: only {BITS} bits in bit-field")


def placed(at: int) -> int:
    if not -BITS <= at < BITS:
        raise bit_out_of_bounds(at)
    return at % BITS


def mask(count: int) -> int:
    return (1 << count) - 1


def get_bit(machine: Any, number: int, at: int) -> bool:
    return bool(number >> placed(at) & 1)


def set_bit(machine: Any, number: int, at: int, on: bool) -> tuple[int, None]:
    bit = 1 << placed(at)
    return signed(number | bit if on else number & ~bit), None


def get_bits(machine: Any, number: int, start: int, count: int) -> int:
    if count <= 0:
        return 0
    first = placed(start)
    return signed(number >> first & mask(min(count, BITS - first)))


def set_bits(machine: Any, number: int, start: int, count: int, value: int) -> tuple[int, None]:
    if count <= 0:
        return number, None
    first = placed(start)
    held = mask(min(count, BITS - first))
    return signed(number & ~(held << first) | (value & held) << first), None


def part(span: Range) -> tuple[int, int]:
    """The start and the length that a range means. An inclusive one must end at a bit, an exclusive one may end anywhere."""
    start = max(span.start, 0)
    if not span.inclusive:
        return start, max(span.end, start) - start
    end = max(span.end, start - 1)
    if end >= BITS:
        raise bit_out_of_bounds(end)
    return start, end - start + 1


def bits(machine: Any, number: int, start: int = 0, count: int = I64_MAX) -> Steps:
    first = placed(start)
    items: list[Any] = [bool(number >> at & 1) for at in range(first, first + max(0, min(count, BITS - first)))]
    return Steps(items, "rhai::packages::iter_basic::BitRange")


def bits_of_range(machine: Any, number: int, span: Range) -> Steps:
    start = max(span.start, 0)
    return bits(machine, number, start, max(span.end + span.inclusive, start) - start)


BIT_FIELDS = [
    *native("get_bit", "int int", get_bit),
    *native("set_bit", "int int bool", set_bit, changing=True),
    *native("get_bits", "int int int", get_bits),
    *native("get_bits", "int range", lambda m, x, r: get_bits(m, x, *part(r))),
    *native("set_bits", "int int int int", set_bits, changing=True),
    *native("set_bits", "int range int", lambda m, x, r, value: set_bits(m, x, *part(r), value), changing=True),
    *native("bits", "int", bits),
    *native("bits", "int int", bits),
    *native("bits", "int int int", bits),
    *native("bits", "int range", bits_of_range),
]
