"""What a template is made of once it is read: elements that write themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from meilifake.engine.liquid.expressions import Chain, Expression
from meilifake.engine.liquid.fault import LiquidFault, context
from meilifake.engine.liquid.scope import Scope
from meilifake.engine.liquid.values import text
from meilifake.errors.base import Broken

DIVISOR = "attempt to calculate the remainder with a divisor of zero"


class Element(Protocol):
    def render(self, out: list[str], scope: Scope) -> None:
        """Raises LiquidFault."""


def render_all(elements: Sequence[Element], out: list[str], scope: Scope) -> None:
    """Up to the first one that interrupts (`break`, `continue`)."""
    for element in elements:
        element.render(out, scope)
        if scope.interrupt:
            return


@dataclass(frozen=True, slots=True)
class Text:
    text: str

    def render(self, out: list[str], scope: Scope) -> None:
        out.append(self.text)


@dataclass(frozen=True, slots=True)
class Output:
    chain: Chain

    def render(self, out: list[str], scope: Scope) -> None:
        out.append(text(self.chain.evaluate(scope)))


@dataclass(frozen=True, slots=True)
class Assign:
    name: str
    chain: Chain

    def render(self, out: list[str], scope: Scope) -> None:
        try:
            scope.assigned[self.name] = self.chain.evaluate(scope)
        except LiquidFault as fault:
            raise fault.within(f"from: {{% assign {self.name} = {self.chain}%}}") from None


@dataclass(frozen=True, slots=True)
class Capture:
    name: str
    body: Sequence[Element]

    def render(self, out: list[str], scope: Scope) -> None:
        captured: list[str] = []
        try:
            render_all(self.body, captured, scope)
        except LiquidFault as fault:
            raise fault.within(f"from: {{% capture {self.name} %}}") from None
        scope.assigned[self.name] = "".join(captured)


@dataclass(frozen=True, slots=True)
class IfChanged:
    body: Sequence[Element]

    def render(self, out: list[str], scope: Scope) -> None:
        """The library forgets to merge the doubled braces in its trace."""
        rendered: list[str] = []
        try:
            render_all(self.body, rendered, scope)
        except LiquidFault as fault:
            raise fault.within("from: {{% ifchanged %}}") from None
        shown = "".join(rendered)
        if shown != scope.changed:
            out.append(shown)
        scope.changed = shown


@dataclass(frozen=True, slots=True)
class Counter:
    """`increment` shows the number and counts on; `decrement` counts down and shows."""

    name: str
    step: int

    def render(self, out: list[str], scope: Scope) -> None:
        number = scope.counters.get(self.name, 0)
        scope.counters[self.name] = number + self.step
        out.append(str(number if self.step > 0 else number + self.step))


@dataclass(frozen=True, slots=True)
class Interrupt:
    word: str

    def render(self, out: list[str], scope: Scope) -> None:
        scope.interrupt = self.word


@dataclass(frozen=True, slots=True)
class Cycle:
    """Cycles of the same name take turns, however many values each has."""

    name: str
    values: Sequence[Expression]

    def render(self, out: list[str], scope: Scope) -> None:
        if not self.values:
            raise Broken(DIVISOR)
        at = scope.cycles.get(self.name, 0)
        scope.cycles[self.name] = (at + 1) % len(self.values)
        try:
            if at >= len(self.values):
                lines = context(index=str(at), count=str(len(self.values)))
                raise LiquidFault("cycle index out of bounds, most likely from mismatched cycles", *lines)
            out.append(text(self.values[at].evaluate(scope)))
        except LiquidFault as fault:
            raise fault.within(f"from: {{% cycle {', '.join(map(str, self.values))} %}}") from None
