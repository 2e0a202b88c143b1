"""Byte counts in words: `16 KiB`, `20 MB`."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple


class Unit(NamedTuple):
    name: str
    bytes: int


BINARY = tuple(Unit(name, 1 << (10 * power)) for power, name in ((6, "EiB"), (5, "PiB"), (4, "TiB"), (3, "GiB"), (2, "MiB"), (1, "KiB")))
DECIMAL = tuple(Unit(name, 1000**power) for power, name in ((6, "EB"), (5, "PB"), (4, "TB"), (3, "GB"), (2, "MB"), (1, "KB")))
BOTH = tuple(sorted(BINARY + DECIMAL, key=lambda unit: -unit.bytes))
BYTE = Unit("B", 1)


def exact_size(size: int) -> str:
    """In the largest unit, binary or decimal, not above it, with every digit (guide tasks-documents, 1.3: payloadSize)."""
    unit = next((unit for unit in BOTH if size >= unit.bytes), BYTE)
    return f"{_plain(Decimal(size) / Decimal(unit.bytes))} {unit.name}"


def human_size(size: int) -> str:
    """In the largest binary unit not above it, two decimals at most (guide http-surface, 10)."""
    unit = next((unit for unit in BINARY if size >= unit.bytes), BYTE)
    return f"{_plain(round(Decimal(size) / Decimal(unit.bytes), 2))} {unit.name}"


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
