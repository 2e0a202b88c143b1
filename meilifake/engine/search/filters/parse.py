"""From the JSON value of a `filter` parameter to a condition, and what may be refused before an index is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from meilifake.engine.features import disabled
from meilifake.engine.index.facet_text import WHITE
from meilifake.engine.search.filters.ast import And, Comparison, Condition, Foreign, Not, OneOf, Or, Token, VectorExists
from meilifake.engine.search.filters.fault import Fault
from meilifake.engine.search.filters.grammar import parse_text
from meilifake.engine.search.filters.span import Span
from meilifake.errors.base import MeiliError
from meilifake.wire.jsontext import dumps


class Null:
    """The type of `NULL`."""


NULL: Final = Null()
"""A filter that is given, and is JSON's null. (None stands for no filter at all: a null in a body is one.)"""


def parse(value: Any, code: str = "invalid_search_filter") -> Condition | None:
    """The condition of a filter as JSON sends it: a string, or an array (AND) of strings and arrays (OR) of strings.

    None when nothing is left of it: blank strings and empty arrays say nothing. `code` is that of the errors raised, whose messages
    carry no index. Guide search-semantics, 10.1.
    """
    if isinstance(value, str):
        return parse_expression(value, code)
    if not isinstance(value, list):
        raise wrong_type("String, Array", value, code)
    check_elements(value, code)
    parts = [part for part in (parse_element(element, code) for element in value) if part is not None]
    return joined(And, parts)


def check_elements(elements: list[Any], code: str = "invalid_search_filter") -> None:
    """All types are looked at before anything is parsed."""
    for element in elements:
        if isinstance(element, list):
            for inner in element:
                if not isinstance(inner, str):
                    raise wrong_type("String", inner, code)
        elif not isinstance(element, str):
            raise wrong_type("String, [String]", element, code)


def wrong_type(expected: str, found: Any, code: str) -> MeiliError:
    return MeiliError(
        code, f"Invalid syntax for the filter parameter: `expected {expected}, found: {dumps(None if found is NULL else found)}`."
    )


def parse_element(element: str | list[str], code: str) -> Condition | None:
    if isinstance(element, str):
        return parse_expression(element, code)
    return joined(Or, [part for part in (parse_expression(text, code) for text in element) if part is not None])


def joined(kind: type[And] | type[Or], parts: list[Condition]) -> Condition | None:
    if len(parts) < 2:
        return parts[0] if parts else None
    return kind(tuple(parts))


def parse_expression(text: str, code: str) -> Condition | None:
    if not text.strip(WHITE):
        return None
    try:
        return parse_text(text)
    except Fault as fault:
        raise MeiliError(code, fault.message) from None


def walk(condition: Condition) -> Iterator[Condition]:
    """The condition and all below it, first operands first, into `_foreign` too."""
    yield condition
    if isinstance(condition, (And, Or)):
        for part in condition.parts:
            yield from walk(part)
    elif isinstance(condition, (Not, Foreign)):
        yield from walk(condition.inner)


def leaves_from_last(condition: Condition) -> Iterator[Condition]:
    """The conditions that are no combination, last operands first: the order in which the server looks at fields."""
    stack = [condition]
    while stack:
        current = stack.pop()
        if isinstance(current, (And, Or)):
            stack.extend(current.parts)
        elif isinstance(current, Not):
            stack.append(current.inner)
        else:
            yield current


def contains_use(condition: Condition) -> Span | None:
    found = (leaf.keyword for leaf in walk(condition) if isinstance(leaf, Comparison) and leaf.operator == "CONTAINS")
    return next(found, None)


def foreign_use(condition: Condition) -> Span | None:
    return next((leaf.field.span for leaf in leaves_from_last(condition) if isinstance(leaf, Foreign)), None)


def shard_use(condition: Condition) -> Span | None:
    fields: Iterator[Token] = (leaf.field for leaf in walk(condition) if isinstance(leaf, (Comparison, OneOf, Foreign)))
    return next((field.span for field in fields if field.value == "_shard"), None)


def vector_use(condition: Condition) -> Span | None:
    return next((leaf.field.span for leaf in walk(condition) if isinstance(leaf, VectorExists)), None)


GATES: tuple[tuple[str, str, Callable[[Condition], Span | None]], ...] = (
    ("containsFilter", "Using `CONTAINS` in a filter", contains_use),
    ("foreignKeys", "using a foreign filter", foreign_use),
    ("network", "using a shard filter", shard_use),
    ("multimodal", "using a vector filter", vector_use),
)
"""Feature, what the server calls its use, where a condition uses it: checked in this order."""


def check_features(condition: Condition, features: Mapping[str, bool]) -> None:
    """Raises feature_not_enabled, with the place in the filter, for the first experimental thing that is not enabled."""
    for feature, action, find in GATES:
        if features.get(feature, False):
            continue
        span = find(condition)
        if span is not None:
            refusal = disabled(action, feature)
            raise MeiliError(refusal.code, span.report(refusal.message))


def permitted(value: Any, features: Mapping[str, bool], code: str, uid: str | None = None) -> Condition | None:
    """As `parse`, of what the features allow. With a `uid` errors name the index, except where an element of an array is no expression."""
    in_array = False
    try:
        if isinstance(value, list):
            check_elements(value, code)
            in_array = True
        condition = parse(value, code)
        if condition is not None:
            check_features(condition, features)
    except MeiliError as error:
        if uid is None or (in_array and error.code == code):
            raise
        raise error.prefixed(f"Index `{uid}`: ") from None
    return condition


def refuse_foreign(condition: Condition, code: str) -> None:
    """Routes that delete or edit by filter know no `_foreign`. Raises `code`."""
    for leaf in walk(condition):
        if isinstance(leaf, Foreign):
            message = "Filter condition `_foreign` is not supported for this endpoint."
            raise MeiliError(code, leaf.field.span.report(message))
