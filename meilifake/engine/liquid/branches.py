"""Elements that choose: `if`, `unless`, `case`, and their conditions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from meilifake.engine.liquid.elements import Element, render_all
from meilifake.engine.liquid.expressions import Expression
from meilifake.engine.liquid.fault import LiquidFault
from meilifake.engine.liquid.scope import Scope
from meilifake.engine.liquid.values import MISSING, State, ask, equal, is_scalar, kind, order, text


def contains(left: Any, right: Any) -> bool:
    if is_scalar(left):
        return text(right) in text(left)
    if isinstance(left, dict):
        return is_scalar(right) and text(right) in left
    if isinstance(left, list):
        return any(equal(item, right) for item in left)
    raise LiquidFault(f"Expected string | array | object, found `{kind(left)}`")


COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "==": equal,
    "!=": lambda left, right: not equal(left, right),
    "<>": lambda left, right: not equal(left, right),
    "<": lambda left, right: order(left, right) == -1,
    ">": lambda left, right: order(left, right) == 1,
    "<=": lambda left, right: order(left, right) in (-1, 0),
    ">=": lambda left, right: order(left, right) in (0, 1),
    "contains": contains,
}


@dataclass(frozen=True, slots=True)
class Exists:
    """A lone value: a name that is not there is no error, but false."""

    value: Expression

    def holds(self, scope: Scope) -> bool:
        value = self.value.attempt(scope)
        return value is not MISSING and ask(value, State.TRUE)

    def __str__(self) -> str:
        return str(self.value)


@dataclass(frozen=True, slots=True)
class Comparison:
    left: Expression
    operator: str
    right: Expression

    def holds(self, scope: Scope) -> bool:
        return COMPARISONS[self.operator](self.left.evaluate(scope), self.right.evaluate(scope))

    def __str__(self) -> str:
        return f"{self.left} {'!=' if self.operator == '<>' else self.operator} {self.right}"


@dataclass(frozen=True, slots=True)
class Joined:
    """`word`: and, or."""

    left: Condition
    word: str
    right: Condition

    def holds(self, scope: Scope) -> bool:
        if self.word == "and":
            return self.left.holds(scope) and self.right.holds(scope)
        return self.left.holds(scope) or self.right.holds(scope)

    def __str__(self) -> str:
        return f"{self.left} {self.word} {self.right}"


Condition = Exists | Comparison | Joined


@dataclass(frozen=True, slots=True)
class If:
    """`wanted`: what the condition must be for the first branch, False for `unless` (which its errors call `if`, too)."""

    condition: Condition
    wanted: bool
    body: Sequence[Element]
    otherwise: Sequence[Element]

    def render(self, out: list[str], scope: Scope) -> None:
        otherwise = False
        try:
            otherwise = self.condition.holds(scope) is not self.wanted
            render_all(self.otherwise if otherwise else self.body, out, scope)
        except LiquidFault as fault:
            raise fault.within(*["from: {{% else %}}"] * otherwise, f"from: {{% if {self.condition} %}}") from None


@dataclass(frozen=True, slots=True)
class When:
    values: Sequence[Expression]
    body: Sequence[Element]


@dataclass(frozen=True, slots=True)
class Case:
    target: Expression
    cases: Sequence[When]
    otherwise: Sequence[Element]

    def render(self, out: list[str], scope: Scope) -> None:
        value = self.target.evaluate(scope)
        chosen = next((one for one in self.cases if any(equal(each.evaluate(scope), value) for each in one.values)), None)
        try:
            render_all(chosen.body if chosen is not None else self.otherwise, out, scope)
        except LiquidFault as fault:
            branch = "{{% else %}}" if chosen is None else f"{{% when {' or '.join(map(str, chosen.values))} %}}"
            raise fault.within(
                f"from: {branch}", f"from: {{% case {self.target} %}}", "  with:", f"    {self.target}={text(value)}"
            ) from None
