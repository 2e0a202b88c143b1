"""A filter in a chain: looked up and its arguments counted when the template is read, run when it is rendered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from meilifake.engine.liquid.fault import LiquidFault, context
from meilifake.engine.liquid.filters.table import FILTERS, Filter
from meilifake.engine.liquid.peg import Node

if TYPE_CHECKING:
    from meilifake.engine.liquid.expressions import Expression
    from meilifake.engine.liquid.scope import Scope


@dataclass(frozen=True, slots=True)
class FilterCall:
    filter: Filter
    arguments: tuple[Expression, ...]

    def run(self, value: Any, scope: Scope) -> Any:
        parameters = zip(self.filter.parameters, self.arguments, strict=False)
        given = [parameter.read(argument.evaluate(scope)) for parameter, argument in parameters]
        return self.filter.run(value, *given, *([scope.now] if self.filter.timed else []))

    def __str__(self) -> str:
        shown = self.filter.shown_as
        return f"{shown} : {', '.join(map(str, self.arguments))}" if self.filter.parameters else shown


def filter_call(text: str, call: Node, expression: Callable[[Node], Expression]) -> FilterCall:
    """The call of a `Filter` node. Raises LiquidFault for an unknown filter or a wrong number of arguments."""
    name = text[call.children[0].start : call.children[0].end]
    row = FILTERS.get(name)
    if row is None:
        raise LiquidFault("Unknown filter", *context(requested_filter=name, available_filters=", ".join(sorted(FILTERS))))
    problem = argument_fault(text, row, call)
    if problem is not None:
        message, lines = problem
        raise LiquidFault(message, *lines, "from: Filter parsing error", *context(filter=text[call.start : call.end]))
    return FilterCall(row, tuple(expression(child.children[0]) for child in call.children[1:]))


def argument_fault(text: str, row: Filter, call: Node) -> tuple[str, tuple[str, ...]] | None:
    """Missing ones first, then those too many, then named ones, which no standard filter takes."""
    least, most = row.required, len(row.parameters)
    given = sum(child.rule == "PositionalFilterArgument" for child in call.children)
    if given < least:
        return "Invalid number of arguments", context(cause=f"expected at least {least} positional {plural(least)}")
    if given > most:
        return "Invalid number of positional arguments", context(cause=f"expected at most {most} positional {plural(most)}")
    keyword = next((child for child in call.children if child.rule == "KeywordFilterArgument"), None)
    if keyword is None:
        return None
    return f"Unexpected named argument `{text[keyword.children[0].start : keyword.children[0].end]}`", ()


def plural(count: int) -> str:
    return "argument" if count == 1 else "arguments"
