"""The conditions of a parsed filter: frozen values whose tokens know where they stand in the text they come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from meilifake.engine.search.filters.span import Span


@dataclass(frozen=True, slots=True)
class Token:
    """A name or a value. `value` is what it means once quotes and escapes are gone; `span` is the text inside the quotes."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Comparison:
    """`operator` is one of the server's spellings: = != < <= > >= TO `IS NULL` `IS EMPTY` EXISTS CONTAINS `STARTS WITH`.

    `values` are its operands: two for TO, none for IS and EXISTS. `keyword` is where CONTAINS stands, for its feature gate.
    """

    field: Token
    operator: str
    values: tuple[Token, ...] = ()
    keyword: Span | None = None


@dataclass(frozen=True, slots=True)
class OneOf:
    """`field IN [...]`."""

    field: Token
    values: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Not:
    inner: Condition


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class VectorExists:
    """`aspect` is "" (any vector), fragments, userProvided, documentTemplate or regenerate."""

    field: Token
    embedder: Token | None = None
    aspect: str = ""
    fragment: Token | None = None


Coordinates: TypeAlias = tuple[Token, Token]
"""Latitude, longitude."""


@dataclass(frozen=True, slots=True)
class GeoRadius:
    point: Coordinates
    radius: Token
    resolution: Token | None = None


@dataclass(frozen=True, slots=True)
class GeoBox:
    top_right: Coordinates
    bottom_left: Coordinates


@dataclass(frozen=True, slots=True)
class GeoPolygon:
    points: tuple[Coordinates, ...]


@dataclass(frozen=True, slots=True)
class Foreign:
    """`_foreign(field, inner)`: `inner` is about the documents of another index."""

    field: Token
    inner: Condition


Condition: TypeAlias = Comparison | OneOf | Not | And | Or | VectorExists | GeoRadius | GeoBox | GeoPolygon | Foreign
