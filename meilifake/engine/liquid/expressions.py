"""Expressions of a template: literals, variables, and chains of filters. `str` shows them as error messages quote them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from meilifake.engine.liquid.fault import LiquidFault, context
from meilifake.engine.liquid.filter_call import FilterCall, filter_call
from meilifake.engine.liquid.peg import Node
from meilifake.engine.liquid.scope import Scope
from meilifake.engine.liquid.values import LARGEST, MISSING, State, is_scalar, source
from meilifake.errors.base import Broken


@dataclass(frozen=True, slots=True)
class Literal:
    value: Any

    def evaluate(self, scope: Scope) -> Any:
        return self.value

    def attempt(self, scope: Scope) -> Any:
        return self.value

    def __str__(self) -> str:
        return source(self.value)


@dataclass(frozen=True, slots=True)
class Variable:
    name: str
    indexes: tuple[Expression, ...]

    def evaluate(self, scope: Scope) -> Any:
        """Raises LiquidFault for a name that is not there."""
        path: list[Any] = [self.name]
        for index in self.indexes:
            value = index.evaluate(scope)
            if not is_scalar(value):
                raise LiquidFault(f"Expected scalar, found `{source(value)}`")
            path.append(value)
        return scope.get(path)

    def attempt(self, scope: Scope) -> Any:
        """The value, MISSING for a name that is not there."""
        path: list[Any] = [self.name]
        for index in self.indexes:
            value = index.attempt(scope)
            if not is_scalar(value):
                return MISSING
            path.append(value)
        return scope.attempt(path)

    def __str__(self) -> str:
        return self.name + "".join(f"[{index}]" for index in self.indexes)


Expression = Literal | Variable


@dataclass(frozen=True, slots=True)
class Chain:
    entry: Expression
    filters: tuple[FilterCall, ...]

    def evaluate(self, scope: Scope) -> Any:
        value = self.entry.evaluate(scope)
        for call in self.filters:
            try:
                value = call.run(value, scope)
            except LiquidFault as fault:
                raise fault.within("from: Filter error", *context(filter=str(call), input=source(value))) from None
        return value

    def __str__(self) -> str:
        return f"{self.entry} | {' | '.join(map(str, self.filters))}"


WORDS = {"NilLiteral": None, "EmptyLiteral": State.EMPTY, "BlankLiteral": State.BLANK}


def expression(text: str, value: Node) -> Expression:
    """The expression of a `Value` node."""
    node = value.children[0]
    if node.rule == "Literal":
        return Literal(literal(node.children[0].rule, text[node.start : node.end]))
    name, *indexes = node.children
    return Variable(
        text[name.start : name.end],
        tuple(expression(text, one) if one.rule == "Value" else Literal(text[one.start : one.end]) for one in indexes),
    )


def literal(rule: str, written: str) -> Any:
    if rule in WORDS:
        return WORDS[rule]
    if rule == "StringLiteral":
        return written[1:-1]
    if rule == "BooleanLiteral":
        return written == "true"
    if rule == "FloatLiteral":
        return float(written)
    number = int(written[:40])
    if not -LARGEST - 1 <= number <= LARGEST:
        raise Broken(
            f"Grammar ensures matches are parseable as integers.: ParseIntError {{ kind: {'Neg' if number < 0 else 'Pos'}Overflow }}"
        )
    return number


def chain(text: str, node: Node) -> Chain:
    """The chain of a `FilterChain` node. Raises LiquidFault for a filter that is unknown or is given a wrong number of arguments."""
    entry, *calls = node.children
    return Chain(expression(text, entry), tuple(filter_call(text, call, lambda value: expression(text, value)) for call in calls))
