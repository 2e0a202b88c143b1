"""The geo functions of the filter grammar: once their name is read, whatever is wrong inside is final."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from meilifake.engine.search.filters.ast import Condition, GeoBox, GeoPolygon, GeoRadius, Token
from meilifake.engine.search.filters.cursor import Cursor
from meilifake.engine.search.filters.fault import Fault
from meilifake.engine.search.filters.span import Span

MANTISSA = re.compile(r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
EXPONENT = re.compile(r"[eE][+-]?")
DIGITS = re.compile(r"[0-9]+")
T = TypeVar("T")


class Stop(Exception):
    """Nothing readable at `at`; `final`: not even the end of a list."""

    def __init__(self, at: int, *, final: bool = False) -> None:
        super().__init__(at)
        self.at = at
        self.final = final


def geo_function(cursor: Cursor) -> Condition | None:
    """The geo function here, or None. Raises Fault."""
    start = cursor.at
    cursor.blanks()
    for name, read in FUNCTIONS.items():
        if cursor.word(name):
            try:
                return read(cursor)
            except Stop as stop:
                raise Fault(name, cursor.rest(stop.at), final=True) from None
    cursor.at = start
    return None


def expect(cursor: Cursor, character: str) -> None:
    if not cursor.literal(character):
        raise Stop(cursor.at)


def number(cursor: Cursor) -> Span:
    """A decimal number with blanks around it. A lone sign or dot counts as read when the failure is told."""
    cursor.blanks()
    start = cursor.at
    if cursor.text[start : start + 1] in ("+", "-"):
        cursor.at += 1
    mantissa = MANTISSA.match(cursor.text, cursor.at)
    if mantissa is None:
        raise Stop(cursor.at + (cursor.text[cursor.at : cursor.at + 1] == "."))
    cursor.at = mantissa.end()
    exponent = EXPONENT.match(cursor.text, cursor.at)
    if exponent is not None:
        digits = DIGITS.match(cursor.text, exponent.end())
        if digits is None:
            raise Stop(exponent.end(), final=True)
        cursor.at = digits.end()
    span = cursor.span(start, cursor.at)
    cursor.blanks()
    return span


def separated(cursor: Cursor, read: Callable[[Cursor], T]) -> list[T]:
    """One element at least; the list ends before a comma that nothing readable follows."""
    found = [read(cursor)]
    while cursor.text[cursor.at : cursor.at + 1] == ",":
        comma = cursor.at
        cursor.at += 1
        try:
            found.append(read(cursor))
        except Stop as stop:
            if stop.final:
                raise
            cursor.at = comma
            break
    return found


def point(cursor: Cursor) -> list[Span]:
    cursor.blanks()
    expect(cursor, "[")
    found = separated(cursor, number)
    expect(cursor, "]")
    cursor.blanks()
    return found


def token(span: Span) -> Token:
    return Token(span.fragment, span)


def pair(spans: list[Span]) -> tuple[Token, Token]:
    return token(spans[0]), token(spans[1])


def check_pairs(points: list[list[Span]]) -> None:
    for spans in points:
        if len(spans) != 2:
            raise Fault("not_pair", spans[0], len(spans), final=True)


def radius(cursor: Cursor) -> Condition:
    expect(cursor, "(")
    spans = separated(cursor, number)
    expect(cursor, ")")
    if len(spans) not in (3, 4):
        raise Fault("radius_count", cursor.rest(), len(spans), final=True)
    return GeoRadius(pair(spans), token(spans[2]), token(spans[3]) if len(spans) == 4 else None)


def box(cursor: Cursor) -> Condition:
    expect(cursor, "(")
    points = separated(cursor, point)
    expect(cursor, ")")
    if len(points) != 2:
        raise Fault("_geoBoundingBox", cursor.rest(), final=True)
    check_pairs(points)
    return GeoBox(pair(points[0]), pair(points[1]))


def polygon(cursor: Cursor) -> Condition:
    expect(cursor, "(")
    points = separated(cursor, point)
    cursor.spaced_literal(",")
    expect(cursor, ")")
    if len(points) < 3:
        raise Fault("polygon_count", points[-1][-1], len(points), final=True)
    check_pairs(points)
    return GeoPolygon(tuple(pair(spans) for spans in points))


FUNCTIONS: Mapping[str, Callable[[Cursor], Condition]] = {"_geoRadius": radius, "_geoBoundingBox": box, "_geoPolygon": polygon}
