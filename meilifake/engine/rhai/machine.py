"""Runs a script's tree on its variables, within limits: so many steps, variables and nested calls, and nothing outside the script."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from meilifake.engine.rhai import assignments, calls
from meilifake.engine.rhai.ast import (
    CHAIN,
    ArrayLiteral,
    Assign,
    Binary,
    Block,
    Call,
    Closure,
    Constant,
    Declare,
    Do,
    Dot,
    For,
    Function,
    If,
    Index,
    Leave,
    Logic,
    MapLiteral,
    Method,
    Name,
    Node,
    Switch,
    Text,
    This,
    Try,
    Unary,
    While,
)
from meilifake.engine.rhai.caught import caught
from meilifake.engine.rhai.chains import Absent, element, member
from meilifake.engine.rhai.faults import (
    BreakJump,
    ContinueJump,
    Position,
    ReturnJump,
    RunFault,
    Thrown,
    wrong_type,
)
from meilifake.engine.rhai.folding import folded, literal_value, simplified, unguarded
from meilifake.engine.rhai.operators import binary, concatenated, unary
from meilifake.engine.rhai.scope import Place, Scope, Variable, VariablePlace
from meilifake.engine.rhai.values import Char, FnPtr, Range, Steps, copied, display, type_name

MOST_STEPS = 1_000_000
Prepared = dict[int, Any]
"""Keys and lists of arguments by the identity of their nodes."""


class Machine:
    """One run. `functions`: those of the script; `scope`: its variables, changed by the run; `steady`: a function of a constant runs."""

    def __init__(self, functions: dict[tuple[str, int], Function], scope: Scope) -> None:
        self.functions = functions
        self.scope = scope
        self.this: Place | None = None
        self.steady = False
        self.steps = 0
        self.calls = 0

    def step(self, position: Position | None = None) -> None:
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise RunFault("Too many operations", position, catchable=False)

    def value(self, node: Node) -> Any:
        """The value of an expression, or of a statement (its last one). A container is a copy, the caller's own."""
        self.step()
        return VALUES[type(node)](self, node)

    def prepare(self, node: Node) -> Prepared:
        """The keys and arguments of a chain, from left to right: all of them are asked before the chain's own beginning."""
        chain: list[Node] = []
        while isinstance(node, CHAIN):
            chain.append(node)
            node = node.base
        found: Prepared = {}
        for link in reversed(chain):
            if isinstance(link, Index):
                found[id(link)] = self.value(link.key)
            elif isinstance(link, Method):
                found[id(link)] = [self.value(argument) for argument in link.arguments]
        return found

    def place(self, node: Node) -> Place:
        """Where an expression's value lives, so that it can be changed there."""
        return self.reach(node, self.prepare(node))

    def reach(self, node: Node, prepared: Prepared) -> Place:
        if isinstance(node, Name):
            return Place(self.name(node)) if self.scope.find(node.name) is None else VariablePlace(self.variable(node))
        if isinstance(node, This):
            return self.bound(node)
        if isinstance(node, Dot):
            base = self.base(node.base, node.safe, prepared)
            return member(base, node.name, node.position)
        if isinstance(node, Index):
            base = self.base(node.base, node.safe, prepared)
            return element(base, prepared[id(node)], node.position, node.key.start)
        if isinstance(node, Method):
            base = self.base(node.base, node.safe, prepared)
            return Place(calls.method(self, node, base, prepared[id(node)]))
        return Place(self.value(node))

    def sought(self, node: Node) -> Place:
        """Where the right side of `in` lives; `()` where `?.` finds nothing."""
        try:
            return self.place(node)
        except Absent:
            return Place()

    def base(self, node: Node, safe: bool, prepared: Prepared) -> Place:
        base = self.reach(node, prepared)
        if safe and base.get() is None:
            raise Absent
        return base

    def variable(self, node: Name) -> Variable:
        variable = self.scope.find(node.name)
        if variable is None:
            raise RunFault(f"Variable not found: {node.name}", node.position)
        if variable.locked:
            raise RunFault("Data race detected")
        return variable

    def bound(self, node: This) -> Place:
        if self.this is None:
            raise RunFault("'this' not bound", node.position)
        return self.this

    def name(self, node: Name) -> Any:
        variable = self.scope.find(node.name)
        if variable is None and any(node.name == name for name, _ in self.functions):
            return FnPtr(node.name)
        return copied(self.variable(node).value)

    def chain(self, node: Node) -> Any:
        try:
            return copied(self.place(node).get())
        except Absent:
            return None

    def logic(self, node: Logic) -> Any:
        if node.operator == "??":
            for operand in node.operands:
                value = self.value(operand)
                if value is not None:
                    return value
            return None
        short = simplified(node)
        if not isinstance(short, Logic):
            return self.value(short)
        stop = node.operator == "||"
        for operand in short.operands:
            if self.boolean(operand) is stop:
                return stop
        return not stop

    def boolean(self, node: Node) -> bool:
        value = self.value(node)
        if type(value) is not bool:
            raise wrong_type(type_name(value), "bool", node.mark)
        return value

    def text(self, node: Text) -> str:
        result = ""
        for part in node.parts:
            result = concatenated(result, display(self.value(part), quoted=True))
        return result

    def closure(self, node: Closure) -> FnPtr:
        captured = []
        for name, position in node.function.captures.items():
            captured.append(self.variable(Name(position, name)))
            captured[-1].shared = True
        return FnPtr(node.function.name, node.function, tuple(captured))

    def block(self, node: Block) -> Any:
        known = len(self.scope)
        try:
            return self.run(node)
        finally:
            self.scope.rewind(known)

    def run(self, node: Block) -> Any:
        """A block's statements, whose variables stay."""
        result = None
        for statement in node.statements:
            result = self.value(statement)
        return result

    def declare(self, node: Declare) -> None:
        value = None if node.value is None else self.value(node.value)
        literal = node.constant and node.value is not None and literal_value(node.value)
        self.scope.add(Variable(node.name, value, node.constant, literal), node.position)

    def conditional(self, node: If) -> Any:
        if unguarded(node):
            self.value(node.guard)
            return None
        if self.boolean(node.guard):
            return self.value(node.body)
        return None if node.other is None else self.value(node.other)

    def switch(self, node: Switch) -> Any:
        value = self.value(node.item)
        for case in node.cases:
            if any(chosen(value, candidate) for candidate in case.values) and (case.guard is None or self.boolean(case.guard)):
                return self.value(case.action)
        return None if node.default is None else self.value(node.default)

    def once(self, body: Block) -> None:
        with suppress(ContinueJump):
            self.value(body)

    def loop(self, node: While) -> Any:
        try:
            while node.guard is None or always(node.guard) or self.boolean(node.guard):
                if node.body.statements:
                    self.once(node.body)
                else:
                    self.step(node.body.position)
        except BreakJump as jump:
            return jump.value
        return None

    def do(self, node: Do) -> Any:
        try:
            while True:
                self.once(node.body)
                if self.boolean(node.guard) is node.until:
                    return None
        except BreakJump as jump:
            return jump.value

    def walk(self, node: For) -> Any:
        items = self.value(node.items)
        if type(items) not in (list, str, Range, Steps):
            raise RunFault("For loop expects iterable type", node.items.start)
        known = len(self.scope)
        counter = Variable(node.counter or "", 0)
        item = Variable(node.name, None)
        if node.counter is not None:
            self.scope.add(counter, node.position)
        self.scope.add(item, node.position)
        try:
            for at, value in enumerate(walked(items)):
                self.step()
                # A closure of an earlier round may hold the variable, whose value it shares.
                counter.value, item.value = at, value
                self.once(node.body)
        except BreakJump as jump:
            return jump.value
        finally:
            self.scope.rewind(known)
        return None

    def leave(self, node: Leave) -> Any:
        value = None if node.value is None else self.value(node.value)
        if node.kind == "throw":
            words = display(value, quoted=True) if type(value) is not type(None) else ""
            raise Thrown(f"Runtime error: {words}" if words else "Runtime error", node.position, thrown=value)
        raise {"break": BreakJump, "continue": ContinueJump, "return": ReturnJump}[node.kind](value)

    def attempt(self, node: Try) -> Any:
        known, this = len(self.scope), self.this
        try:
            return self.value(node.body)
        except RunFault as fault:
            if not fault.catchable:
                raise
            self.scope.rewind(known)
            self.this = this
            return self.handle(node, fault, known)

    def handle(self, node: Try, fault: RunFault, known: int) -> None:
        if node.name is not None:
            self.scope.add(Variable(node.name, caught(fault)), node.position)
        try:
            self.value(node.handler)
        except Thrown as again:
            if again.thrown is None:
                fault.position = again.position
                raise fault from None
            raise
        finally:
            self.scope.rewind(known)

    def alone(self, node: Node) -> Any:
        """The value of an expression that sees no variable and no function."""
        return Machine({}, Scope()).value(node)

    def item(self, value: Any) -> Place:
        """An item as `this` of a closure: part of a constant if the array is one."""
        place = Place(value)
        place.constant = place.inner = self.steady
        return place

    def call_pointer(self, function: FnPtr, arguments: list[Any], this: Place | None = None, position: Position | None = None) -> Any:
        return calls.pointer(self, function, arguments, this, position)


def always(guard: Node) -> bool:
    return isinstance(guard, Constant) and guard.value is True


def chosen(value: Any, candidate: Any) -> bool:
    """Whether a case is for a value: equal and of the same type, or in the range."""
    if type(candidate) is Range and type(value) is int:
        return candidate.holds(value)
    return type(value) is type(candidate) and bool(value == candidate)


def walked(items: Any) -> Any:
    if type(items) is str:
        return map(Char, items)
    return items.items if type(items) is Steps else items


def constant(machine: Machine, node: Constant) -> Any:
    return node.value


def operation(machine: Machine, node: Binary) -> Any:
    if node.operator in ("in", "!in"):
        place = machine.sought(node.right)
        held = calls.native_at(machine, "contains", place, [machine.value(node.left)], node.position)
        return bool(held) is (node.operator == "in")
    left = machine.value(node.left)
    return binary(node.operator, left, machine.value(node.right), node.position)


def opposite(machine: Machine, node: Unary) -> Any:
    constant = folded(node)
    if isinstance(constant, Constant):
        return constant.value
    return unary(node.operator, machine.value(node.operand), node.position)


VALUES: dict[type[Node], Callable[[Machine, Any], Any]] = {
    Constant: constant,
    Text: Machine.text,
    ArrayLiteral: lambda machine, node: [machine.value(item) for item in node.items],
    MapLiteral: lambda machine, node: {key: machine.value(item) for key, item in node.items},
    Name: Machine.name,
    This: lambda machine, node: copied(machine.bound(node).get()),
    Dot: Machine.chain,
    Index: Machine.chain,
    Method: Machine.chain,
    Call: calls.call,
    Unary: opposite,
    Binary: operation,
    Logic: Machine.logic,
    Closure: Machine.closure,
    Block: Machine.block,
    Assign: assignments.assign,
    Declare: Machine.declare,
    If: Machine.conditional,
    Switch: Machine.switch,
    While: Machine.loop,
    Do: Machine.do,
    For: Machine.walk,
    Leave: Machine.leave,
    Try: Machine.attempt,
}
