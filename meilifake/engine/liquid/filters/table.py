"""FILTERS: the standard filters by name, with their parameters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from meilifake.engine.liquid.filters import arrays, cutting, dates, markup, numbers, strings
from meilifake.engine.liquid.filters.parameter import Parameter


class Filter(NamedTuple):
    """`required` of the parameters must be given. `shown_as`: its name in error messages. `timed`: it is told the time, too."""

    run: Callable[..., Any]
    shown_as: str
    parameters: tuple[Parameter, ...] = ()
    required: int = 0
    timed: bool = False


class Row(NamedTuple):
    run: Callable[..., Any]
    required: tuple[Parameter, ...] = ()
    optional: tuple[Parameter, ...] = ()
    timed: bool = False


OPERAND = (Parameter("operand"),)
PROPERTY = (Parameter("property", "text"),)
SEARCH = (Parameter("search", "text"),)
REPLACE = (Parameter("replace", "text"),)
LENGTH = Parameter("length", "integer")
ELLIPSIS = Parameter("ellipsis", "text")

ROWS: Mapping[str, Row] = {
    "abs": Row(numbers.absolute),
    "append": Row(strings.append, (Parameter("string", "text"),)),
    "at_least": Row(numbers.at_least, (Parameter("min"),)),
    "at_most": Row(numbers.at_most, (Parameter("max"),)),
    "capitalize": Row(strings.capitalize),
    "ceil": Row(numbers.ceil),
    "compact": Row(arrays.compact, (), PROPERTY),
    "concat": Row(arrays.concat, (Parameter("array"),)),
    "date": Row(dates.date, (Parameter("format", "text"),), timed=True),
    "default": Row(strings.default, (Parameter("default"),)),
    "divided_by": Row(numbers.divided_by, OPERAND),
    "downcase": Row(strings.downcase),
    "escape": Row(markup.escape),
    "escape_once": Row(markup.escape_once),
    "first": Row(arrays.first),
    "floor": Row(numbers.floor),
    "join": Row(arrays.join, (), (Parameter("separator", "text"),)),
    "last": Row(arrays.last),
    "lstrip": Row(strings.lstrip),
    "map": Row(arrays.extract, PROPERTY),
    "minus": Row(numbers.minus, OPERAND),
    "modulo": Row(numbers.modulo, OPERAND),
    "newline_to_br": Row(markup.newline_to_br),
    "plus": Row(numbers.plus, OPERAND),
    "prepend": Row(strings.prepend, (Parameter("string", "text"),)),
    "remove": Row(strings.replace, SEARCH),
    "remove_first": Row(strings.replace_first, SEARCH),
    "replace": Row(strings.replace, SEARCH, REPLACE),
    "replace_first": Row(strings.replace_first, SEARCH, REPLACE),
    "reverse": Row(arrays.reverse),
    "round": Row(numbers.rounded, (), (Parameter("decimal_places", "integer"),)),
    "rstrip": Row(strings.rstrip),
    "size": Row(arrays.count),
    "slice": Row(cutting.slice_of, (Parameter("offset", "integer"),), (LENGTH,)),
    "sort": Row(arrays.sort, (), PROPERTY),
    "sort_natural": Row(arrays.sort_natural, (), PROPERTY),
    "split": Row(strings.split, (Parameter("pattern", "text"),)),
    "strip": Row(strings.strip),
    "strip_html": Row(markup.strip_html),
    "strip_newlines": Row(markup.strip_newlines),
    "times": Row(numbers.times, OPERAND),
    "truncate": Row(cutting.truncate, (), (LENGTH, ELLIPSIS)),
    "truncatewords": Row(cutting.truncate_words, (), (LENGTH, ELLIPSIS)),
    "uniq": Row(arrays.unique),
    "upcase": Row(strings.upcase),
    "url_decode": Row(markup.url_decode),
    "url_encode": Row(markup.url_encode),
    "where": Row(arrays.where, PROPERTY, (Parameter("target_value"),)),
}
SHOWN_AS = {"truncatewords": "truncate"}
"""Filters that the library calls by another name in its errors."""

FILTERS: Mapping[str, Filter] = {
    name: Filter(row.run, SHOWN_AS.get(name, name), (*row.required, *row.optional), len(row.required), row.timed)
    for name, row in ROWS.items()
}
