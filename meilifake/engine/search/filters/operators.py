"""The comparison operators over a field's column, and which of them its rule allows (guide search-semantics, 10.3 and 10.4)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from meilifake.engine.index.column import Column
from meilifake.engine.index.facet_text import facet_operand, normalize_facet
from meilifake.engine.index.patterns import Matched
from meilifake.engine.settings import FilterableRule
from meilifake.errors.base import MeiliError

EQUALITY = ("=", "!=", "IN")
COMPARISON = ("<", ">", "<=", ">=", "TO")


def union(pairs: Sequence[tuple[Any, int]], start: int, end: int) -> int:
    found = 0
    for _, documents in pairs[start:end]:
        found |= documents
    return found


def value_of(pair: tuple[Any, int]) -> Any:
    return pair[0]


def equal(column: Column, text: str) -> int:
    found = column.string_bits.get(normalize_facet(text), 0)
    number = facet_operand(text)
    return found if number is None else found | column.number_bits.get(number, 0)


def above(pairs: Sequence[tuple[Any, int]], bound: Any, included: bool) -> int:
    cut = bisect_left if included else bisect_right
    return union(pairs, cut(pairs, bound, key=value_of), len(pairs))


def below(pairs: Sequence[tuple[Any, int]], bound: Any, included: bool) -> int:
    cut = bisect_right if included else bisect_left
    return union(pairs, 0, cut(pairs, bound, key=value_of))


def ordered(side: Callable[[Sequence[tuple[Any, int]], Any, bool], int], included: bool) -> Callable[[Column, str], int]:
    """Strings are always compared; numbers too if the operand is one."""

    def run(column: Column, text: str) -> int:
        found = side(column.strings, normalize_facet(text), included)
        number = facet_operand(text)
        return found if number is None else found | side(column.numbers, number, included)

    return run


def between(column: Column, low: str, high: str) -> int:
    found = inside(column.strings, normalize_facet(low), normalize_facet(high))
    least, most = facet_operand(low), facet_operand(high)
    return found if least is None or most is None else found | inside(column.numbers, least, most)


def inside(pairs: Sequence[tuple[Any, int]], low: Any, high: Any) -> int:
    return union(pairs, bisect_left(pairs, low, key=value_of), bisect_right(pairs, high, key=value_of))


def contains(column: Column, text: str) -> int:
    part = normalize_facet(text)
    found = 0
    for key, documents in column.strings:
        if part in key:
            found |= documents
    return found


def starts_with(column: Column, text: str) -> int:
    """An empty beginning is that of every value, even of those that are no strings."""
    prefix = normalize_facet(text)
    if not prefix:
        return column.exists
    found = 0
    strings = column.strings
    for key, documents in strings[bisect_left(strings, prefix, key=value_of) :]:
        if not key.startswith(prefix):
            break
        found |= documents
    return found


OPERATORS: Mapping[str, Callable[..., int]] = {
    "=": equal,
    ">": ordered(above, False),
    ">=": ordered(above, True),
    "<": ordered(below, False),
    "<=": ordered(below, True),
    "TO": between,
    "CONTAINS": contains,
    "STARTS WITH": starts_with,
    "IS NULL": lambda column: column.null,
    "IS EMPTY": lambda column: column.empty,
    "EXISTS": lambda column: column.exists,
}
"""Each takes the column and the texts of its operands. `!=` needs all documents and is the evaluator's."""


def allowed(rule: FilterableRule, operator: str) -> bool:
    """CONTAINS and STARTS WITH are never refused."""
    if operator in EQUALITY:
        return rule.equality
    if operator in COMPARISON:
        return rule.comparison
    return operator in ("CONTAINS", "STARTS WITH") or rule.filtering


def not_allowed(field: str, operator: str, matched: Matched) -> MeiliError:
    """The code is that of searches on every route: the server forgets to change it."""
    rule, at = matched.rule, matched.at
    operators = ["OR", "AND", "NOT"]
    operators += EQUALITY if rule.equality else ()
    operators += COMPARISON if rule.comparison else ()
    operators += ["IS EMPTY", "IS NULL", "EXISTS"]
    if not rule.filtering:
        operators = []
    missing = "equality" if operator in EQUALITY else "comparison" if operator in COMPARISON else "the appropriate filter operators"
    return MeiliError(
        "invalid_search_filter",
        f"Filter operator `{operator}` is not allowed for the attribute `{field}`.\n"
        f"  - Note: allowed operators: {', '.join(operators)}.\n"
        f"  - Note: field `{field}` matched rule #{at} in `filterableAttributes`\n"
        f"  - Hint: enable {missing} in rule #{at} by modifying the features.filter object\n"
        f"  - Hint: prepend another rule matching `{field}` with appropriate filter features before rule #{at}",
    )
