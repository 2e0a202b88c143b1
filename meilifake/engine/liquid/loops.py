"""Elements that repeat: `for` and `tablerow`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from meilifake.engine.liquid.elements import DIVISOR, Element, render_all
from meilifake.engine.liquid.expressions import Expression
from meilifake.engine.liquid.fault import LiquidFault, context
from meilifake.engine.liquid.scope import Scope
from meilifake.engine.liquid.values import MISSING, State, is_scalar, kind, text, whole
from meilifake.errors.base import Broken, Unsupported

MOST_TURNS = 100_000
"""More make the server slow or run out of memory."""


@dataclass(frozen=True, slots=True)
class Range:
    """Whole numbers from one to another, both included."""

    start: Expression
    stop: Expression

    def evaluate(self, scope: Scope) -> list[int]:
        start, stop = bound(self.start, "start", scope), bound(self.stop, "end", scope)
        if stop - start > MOST_TURNS:
            raise Unsupported(f"a template's loop of more than {MOST_TURNS} turns")
        return list(range(start, stop + 1))

    def __str__(self) -> str:
        return f"({self.start}..{self.stop})"


def bound(expression: Expression, name: str, scope: Scope) -> int:
    value = expression.evaluate(scope)
    number = whole(value) if is_scalar(value) else None
    if number is None:
        raise LiquidFault(f"Expected whole number, found `{kind(value)}`", "  with:", f"    {name}={text(value)}")
    return number


@dataclass(frozen=True, slots=True)
class Over:
    """What is gone through. `options`: limit, offset, cols, as far as they are given."""

    variable: str
    items: Expression | Range
    options: dict[str, Expression]
    reversed: bool = False

    def __str__(self) -> str:
        """`tablerow` calls itself `for`, too. The order of options is the library's, not the template's."""
        given = [f"{name}:{self.options[name]}" for name in ("cols", "limit", "offset") if name in self.options]
        return f"{{% for {self.variable} in {self.items} {', '.join(given + ['reversed'] * self.reversed)} %}}"

    def turns(self, scope: Scope) -> tuple[list[Any], dict[str, int]]:
        """The items, and the options' numbers. A limit beyond an offset's remainder adds nulls."""
        try:
            found = self.items.evaluate(scope)
        except LiquidFault as fault:
            raise fault.within(f"from: {self}") from None
        items = sequence(found)
        options: dict[str, int] = {name: self.option(name, scope) for name in ("cols", "limit", "offset") if name in self.options}
        offset = min(options.get("offset", 0), len(items))
        limit = min(options["limit"], len(items)) if "limit" in options else len(items) - offset
        items = items[offset : offset + limit]
        items += [None] * (limit - len(items))
        return items[::-1] if self.reversed else items, options

    def option(self, name: str, scope: Scope) -> int:
        value = self.options[name].evaluate(scope)
        number = whole(value) if is_scalar(value) else None
        if number is None:
            raise LiquidFault(f"Expected whole number, found `{kind(value)}`")
        return number % 2**64


def sequence(value: Any) -> list[Any]:
    """An object is gone through as pairs."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        return [[key, item] for key, item in value.items()]
    if value is None or isinstance(value, State):
        return []
    raise LiquidFault(f"Expected array, found `{kind(value)}`")


def place(at: int, total: int) -> dict[str, Any]:
    """What `forloop` and `tablerow` tell of one turn."""
    return {
        "length": total, "index0": at, "index": at + 1, "rindex0": total - at - 1, "rindex": total - at,
        "first": at == 0, "last": at == total - 1,
    }  # fmt: skip


def turn(body: Sequence[Element], over: Over, frame: dict[str, Any], number: int, out: list[str], scope: Scope) -> None:
    scope.frames.append(frame)
    try:
        render_all(body, out, scope)
    except LiquidFault as fault:
        raise fault.within(f"from: {over}", *context(index=str(number))) from None
    finally:
        scope.frames.pop()


@dataclass(frozen=True, slots=True)
class For:
    over: Over
    body: Sequence[Element]
    otherwise: Sequence[Element]

    def render(self, out: list[str], scope: Scope) -> None:
        items, _ = self.over.turns(scope)
        if not items:
            try:
                render_all(self.otherwise, out, scope)
            except LiquidFault as fault:
                raise fault.within("from: {{% else %}}", f"from: {self.over}") from None
        parent = scope.attempt(["forloop"])
        for at, item in enumerate(items):
            forloop = {"length": len(items), "parentloop": None if parent is MISSING else parent, **place(at, len(items))}
            turn(self.body, self.over, {"forloop": forloop, self.over.variable: item}, at + 1, out, scope)
            interrupt, scope.interrupt = scope.interrupt, ""
            if interrupt == "break":
                break


@dataclass(frozen=True, slots=True)
class TableRow:
    over: Over
    body: Sequence[Element]

    def render(self, out: list[str], scope: Scope) -> None:
        items, options = self.over.turns(scope)
        columns = options.get("cols", len(items))
        if items and not columns:
            raise Broken(DIVISOR)
        for at, item in enumerate(items):
            row, column = divmod(at, columns)
            cell = {"col0": column, "col": column + 1, "col_first": column == 0}
            last = column == columns - 1 or at == len(items) - 1
            out.append(f'<tr class="row{row + 1}">' * (column == 0) + f'<td class="col{column + 1}">')
            frame = {"tablerow": {**place(at, len(items)), **cell, "col_last": last}, self.over.variable: item}
            turn(self.body, self.over, frame, at + 1, out, scope)
            out.append("</td>" + "</tr>" * last)
