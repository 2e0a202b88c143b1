"""From a condition to the set of documents it selects, with the server's order of checks (guide search-semantics, 10.3 to 10.6)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from meilifake.engine.index.index import Index
from meilifake.engine.index.patterns import enabled_patterns, filterable, matching_rule
from meilifake.engine.index.values import column, known
from meilifake.engine.search.filters import geo_filter, vector_filter
from meilifake.engine.search.filters.ast import (
    And,
    Comparison,
    Condition,
    GeoBox,
    GeoPolygon,
    GeoRadius,
    Not,
    OneOf,
    Or,
    Token,
    VectorExists,
)
from meilifake.engine.search.filters.operators import OPERATORS, allowed, equal, not_allowed
from meilifake.engine.search.filters.parse import leaves_from_last
from meilifake.errors.base import MeiliError

EXEMPT = frozenset({"_vectors", "_shard"})


def evaluate(index: Index, condition: Condition, universe: int, code: str = "invalid_search_filter") -> int:
    """The documents of `universe` that the condition selects.

    Raises `code` for an attribute that is not filterable, a bad coordinate, an unknown embedder: the message quotes the text that
    the condition was parsed from. Raises invalid_search_filter, whatever `code`, for an operator that the attribute's rule refuses.
    """
    for leaf in leaves_from_last(condition):
        if isinstance(leaf, (Comparison, OneOf)):
            check_filterable(index, leaf.field, code)
    return Evaluation(index, code).run(condition, None) & universe


def check_filterable(index: Index, field: Token, code: str) -> None:
    if field.value not in EXEMPT and not filterable(index.settings, field.value):
        raise not_filterable(index, field.value, field, code)


def not_filterable(index: Index, name: str, where: Token, code: str) -> MeiliError:
    patterns = enabled_patterns(index.settings, lambda rule: rule.filtering)
    tail = "This index does not have configured filterable attributes."
    if patterns:
        tail = f"Available filterable attribute patterns are: {', '.join(f'`{pattern}`' for pattern in patterns)}."
    return MeiliError(code, where.span.report(f"Attribute `{name}` is not filterable. {tail}"))


@dataclass(frozen=True, slots=True)
class Evaluation:
    index: Index
    code: str

    def run(self, condition: Condition, hint: int | None) -> int:
        """`hint`: the documents still wanted, None for all. When none is wanted nothing is evaluated, so nothing is checked."""
        if hint == 0:
            return 0
        return EVALUATORS[type(condition)](self, condition, hint)

    def all(self, hint: int | None) -> int:
        return self.index.documents.bits if hint is None else hint

    def error(self, where: Token, message: str) -> MeiliError:
        return MeiliError(self.code, where.span.report(message))


def run_not(evaluation: Evaluation, condition: Not, hint: int | None) -> int:
    return evaluation.all(hint) & ~evaluation.run(condition.inner, hint)


def run_and(evaluation: Evaluation, condition: And, hint: int | None) -> int:
    found = evaluation.run(condition.parts[0], hint)
    for part in condition.parts[1:]:
        if not found:
            break
        found &= evaluation.run(part, found)
    return found


def run_or(evaluation: Evaluation, condition: Or, hint: int | None) -> int:
    found = 0
    for part in condition.parts:
        found |= evaluation.run(part, hint)
    return found


def run_comparison(evaluation: Evaluation, condition: Comparison, hint: int | None) -> int:
    field, operator = condition.field.value, condition.operator
    if field == "_shard":
        return run_shard(operator, condition)
    matched = matching_rule(evaluation.index.settings.filterable_attributes, field)
    if matched is None or not known(evaluation.index, field):
        return 0
    if not allowed(matched.rule, operator):
        raise not_allowed(field, operator, matched)
    values = [token.value for token in condition.values]
    if operator == "!=":
        return evaluation.index.documents.bits & ~equal(column(evaluation.index, field), values[0])
    return OPERATORS[operator](column(evaluation.index, field), *values)


def run_one_of(evaluation: Evaluation, condition: OneOf, hint: int | None) -> int:
    """IN is `=` repeated: a refused operator is called `=`, and an empty list is never refused."""
    found = 0
    for value in condition.values:
        found |= run_comparison(evaluation, Comparison(condition.field, "=", (value,)), hint)
    return found


def run_shard(operator: str, condition: Comparison) -> int:
    """No document of this server belongs to a shard."""
    if operator not in ("=", "!="):
        note = "\n  - Note: allowed operators: =, !=, IN. \n  - Note: other operators are not allowed for the special attribute `_shard`."
        message = f"Filter operator `{operator} is not allowed for the special attribute `_shard`.{note}"
        raise MeiliError("invalid_search_filter", message)
    raise MeiliError("invalid_search_filter", f"Shard `{condition.values[0].value}` does not exist")


def run_vectors(evaluation: Evaluation, condition: VectorExists, hint: int | None) -> int:
    return vector_filter.select(evaluation.index, condition, evaluation.error)


def run_geo(evaluation: Evaluation, condition: GeoRadius | GeoBox | GeoPolygon, hint: int | None) -> int:
    select: Callable[..., int] = geo_filter.SELECTORS[type(condition)]
    return select(evaluation.index, condition, geo_context(evaluation, hint))


def geo_context(evaluation: Evaluation, hint: int | None) -> geo_filter.GeoContext:
    """What a geo filter needs of the evaluator: errors, and ranges on the coordinates' own columns, permissions included."""

    def in_range(field: Token, low: Token, high: Token) -> int:
        return run_comparison(evaluation, Comparison(field, "TO", (low, high)), hint)

    def refused(name: str, where: Token) -> MeiliError:
        return not_filterable(evaluation.index, name, where, evaluation.code)

    return geo_filter.GeoContext(evaluation.error, refused, in_range)


EVALUATORS: Mapping[type, Callable[[Evaluation, Any, int | None], int]] = {
    Not: run_not,
    And: run_and,
    Or: run_or,
    Comparison: run_comparison,
    OneOf: run_one_of,
    VectorExists: run_vectors,
    GeoRadius: run_geo,
    GeoBox: run_geo,
    GeoPolygon: run_geo,
}
"""A `_foreign` is a list of ids before it comes here (see `search.foreign`), or refused."""
