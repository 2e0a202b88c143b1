"""Calls: of the script's functions, of closures, of Rhai's own functions, and what an error in one of them looks like from outside."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from meilifake.engine.rhai.ast import CHAIN, Call, Function, Method, Name, Node
from meilifake.engine.rhai.faults import ExitJump, ParseFault, Position, ReturnJump, RunFault, Thrown, not_found, wrong_type
from meilifake.engine.rhai.natives import find, impure
from meilifake.engine.rhai.scope import Place, Scope, Variable, VariablePlace
from meilifake.engine.rhai.token import KEYWORDS, RESERVED, SYMBOLS
from meilifake.engine.rhai.values import RANGE_NAMES, FnPtr, Range, Steps, argument_type, type_name

if TYPE_CHECKING:
    from meilifake.engine.rhai.machine import Machine

NAME = re.compile(r"_*[A-Za-z][A-Za-z0-9_]*")
DEEPEST = 40
"""Nested calls. Rhai's own limit is 1000, but the real server's stack ends (and the server with it) long before."""


def call(machine: Machine, node: Call) -> Any:
    """`name(arguments)`."""
    name, count = node.name, len(node.arguments)
    special = SPECIAL.get((name, count))
    if special is not None:
        return special(machine, node)
    if name == "call" and count:
        return pointer(
            machine,
            argument(machine, node, 0, FnPtr, "Fn"),
            [machine.value(argument) for argument in node.arguments[1:]],
            None,
            node.position,
        )
    if name == "curry" and count > 1:
        return curried(machine, node)
    function = machine.functions.get((name, count))
    first = node.arguments[0] if node.arguments else None
    if function is None and isinstance(first, Name):
        # A variable as the first argument of a native function is passed by reference, unless it is a constant or captured.
        rest = [machine.value(argument) for argument in node.arguments[1:]]
        variable = machine.scope.find(first.name)
        own = variable is None or variable.constant or variable.shared
        place = Place(machine.value(first)) if own else VariablePlace(machine.variable(first))
        return native_at(machine, name, place, rest, node.position)
    arguments = [machine.value(argument) for argument in node.arguments]
    if function is not None:
        return script(machine, function, arguments, None, node.position)
    return native(machine, name, arguments, node.position)


def method(machine: Machine, node: Method, base: Place, arguments: list[Any]) -> Any:
    """`base.name(arguments)`: a script's function with `base` as `this`, or a native one with `base` as its first argument."""
    root: Node = node
    while isinstance(root, CHAIN):
        root = root.base
    variable = machine.scope.find(root.name) if isinstance(root, Name) else None
    if variable is None:
        return dispatched(machine, node, base, arguments)
    with held(variable):
        return dispatched(machine, node, base, arguments)


@contextmanager
def held(variable: Variable) -> Iterator[None]:
    """While a chain that starts at a variable is in a call, closures that captured the variable cannot have it."""
    before, variable.locked = variable.locked, True
    try:
        yield
    finally:
        variable.locked = before


def dispatched(machine: Machine, node: Method, base: Place, arguments: list[Any]) -> Any:
    value = base.get()
    if node.name in ("call", "curry"):
        return pointed(machine, node, base, arguments)
    if type(value) is dict and type(value.get(node.name)) is FnPtr:
        return pointer(machine, value[node.name], arguments, base, node.position)
    if node.name == "type_of" and not arguments:
        return kind(value)
    if node.name == "is_shared" and not arguments:
        return captured(machine, node.base)
    function = machine.functions.get((node.name, len(arguments)))
    if function is not None:
        return script(machine, function, arguments, base, node.position)
    return native_at(machine, node.name, base, arguments, node.position)


def pointed(machine: Machine, node: Method, base: Place, arguments: list[Any]) -> Any:
    """`f.call(...)`, `f.curry(...)`, and `value.call(f, ...)` with the value as `this`."""
    value = base.get()
    if type(value) is FnPtr:
        return with_arguments(value, arguments) if node.name == "curry" else pointer(machine, value, arguments, None, node.position)
    if node.name == "curry" or not arguments:
        raise wrong_type(type_name(value), "Fn", node.position)
    if type(arguments[0]) is not FnPtr:
        raise wrong_type(type_name(arguments[0]), "Fn", node.arguments[0].mark)
    return pointer(machine, arguments[0], arguments[1:], base, node.position)


def kind(value: Any) -> str:
    if type(value) is Steps:
        return RANGE_NAMES[False]
    return RANGE_NAMES[value.inclusive] if type(value) is Range else type_name(value)


def native_at(machine: Machine, name: str, base: Place, rest: list[Any], position: Position) -> Any:
    arguments = [base.get(), *rest]
    row = find(name, arguments)
    if row is None:
        raise missing(name, arguments, position)
    if base.constant and impure(row, arguments[0]):
        raise RunFault(f"Non-pure method '{name}' cannot be called on constant", position)
    before, machine.steady = machine.steady, base.inner
    try:
        result = row.run(machine, *arguments)
    except RunFault as fault:
        raise fault.at(position) from None
    finally:
        machine.steady = before
    if not row.changing:
        return result
    value, result = result
    base.set(value, position)
    return result


def native(machine: Machine, name: str, arguments: list[Any], position: Position) -> Any:
    return (
        native_at(machine, name, Place(arguments[0]) if arguments else Place(), arguments[1:], position)
        if arguments
        else bare(machine, name, position)
    )


def bare(machine: Machine, name: str, position: Position) -> Any:
    row = find(name, [])
    if row is None:
        raise missing(name, [], position)
    return row.run(machine)


def missing(name: str, arguments: list[Any], position: Position) -> RunFault:
    return not_found(name, ", ".join(map(argument_type, arguments)), position)


def script(machine: Machine, function: Function, arguments: list[Any], this: Place | None, position: Position | None) -> Any:
    """Run a function of the script: it sees its parameters and nothing else."""
    variables = [Variable(name, value) for name, value in zip(function.parameters, arguments, strict=True)]
    return enter(machine, function, variables, this, position, function.name)


def pointer(machine: Machine, function: FnPtr, arguments: list[Any], this: Place | None, position: Position | None) -> Any:
    """Call a function value: a closure with the variables that it captured, or a function by its name."""
    if function.definition is None:
        every = [*function.curried, *arguments]
        known = machine.functions.get((function.name, len(every)))
        if known is not None:
            return script(machine, known, every, this, position)
        if this is not None:
            return native_at(machine, function.name, this, every, position or (1, 1))
        return native(machine, function.name, every, position or (1, 1))
    definition = function.definition
    captured = [item for item in function.curried if isinstance(item, Variable)]
    every = [item for item in function.curried if not isinstance(item, Variable)] + arguments
    if len(every) != len(definition.parameters):
        raise not_found(function.name, ", ".join(map(argument_type, every)), position)
    own = [Variable(name, value) for name, value in zip(definition.parameters, every, strict=True)]
    return enter(machine, definition, captured + own, this, position, definition.name)


def enter(machine: Machine, function: Function, variables: list[Variable], this: Place | None, position: Position | None, name: str) -> Any:
    scope, bound = machine.scope, machine.this
    if machine.calls >= DEEPEST:
        raise RunFault("Stack overflow", position, catchable=False)
    machine.scope, machine.this = Scope(variables), this
    machine.calls += 1
    try:
        return machine.value(function.body)
    except ReturnJump as jump:
        return jump.value
    except RunFault as fault:
        raise wrapped(fault, name, position) from None
    finally:
        machine.scope, machine.this = scope, bound
        machine.calls -= 1


def wrapped(fault: RunFault, name: str, position: Position | None) -> RunFault:
    """An error on its way out of a call names the call. The limits of the machine pass as they are."""
    if not fault.catchable:
        return fault
    outer = Thrown if isinstance(fault, Thrown) else RunFault
    words = "closure call" if name.startswith("anon$") else f"call to function '{name}'"
    return outer(f"{fault}\nin {words}", position, thrown=fault.thrown, function=name)


def evaluated(machine: Machine, node: Call) -> Any:
    """`eval(text)`: run in the present scope, whose new variables stay."""
    from meilifake.engine.rhai.parser import Parser
    from meilifake.engine.rhai.statements import script as read

    text, position = argument(machine, node, 0, str, "string"), node.arguments[0].start
    try:
        parser = Parser(text.strip(), optimizing=False)
        tree = read(parser)
        if parser.functions:
            raise ParseFault("Function definitions must be at global level and cannot be inside a block or another function", None)
        return machine.run(tree)
    except ParseFault as fault:
        raise wrapped(RunFault(f"Syntax error: {fault}"), "eval", position) from None
    except RunFault as fault:
        raise wrapped(fault, "eval", position) from None


def argument(machine: Machine, node: Call, at: int, kind: type, expected: str) -> Any:
    """An argument that must be of a kind."""
    value = machine.value(node.arguments[at])
    if type(value) is not kind:
        raise wrong_type(type_name(value), expected, node.arguments[at].start)
    return value


def defined(machine: Machine, node: Call) -> bool:
    return machine.scope.find(argument(machine, node, 0, str, "string")) is not None


def defined_function(machine: Machine, node: Call) -> bool:
    return (argument(machine, node, 0, str, "string"), argument(machine, node, 1, int, "i64")) in machine.functions


def shared(machine: Machine, node: Call) -> bool:
    """Whether a closure captured the variable."""
    machine.value(node.arguments[0])
    return captured(machine, node.arguments[0])


def captured(machine: Machine, node: Node) -> bool:
    variable = machine.scope.find(node.name) if isinstance(node, Name) else None
    return variable is not None and variable.shared


def named(machine: Machine, node: Call) -> FnPtr:
    name, position = argument(machine, node, 0, str, "string"), node.arguments[0].start
    proper = NAME.fullmatch(name) is not None
    if name in KEYWORDS or name in RESERVED or name in SYMBOLS:
        raise RunFault(f"Syntax error: '{name}' is a reserved {'keyword' if proper else 'symbol'}", position, catchable=False)
    if not proper:
        raise RunFault(f"Function not found: {name}", position)
    return FnPtr(name)


def curried(machine: Machine, node: Call) -> FnPtr:
    """`curry(f, ...)`: the function with its first arguments."""
    function = argument(machine, node, 0, FnPtr, "Fn")
    return with_arguments(function, [machine.value(argument) for argument in node.arguments[1:]])


def with_arguments(function: FnPtr, arguments: list[Any]) -> FnPtr:
    return FnPtr(function.name, function.definition, (*function.curried, *arguments))


def leave(machine: Machine, node: Call) -> Any:
    raise ExitJump(machine.value(node.arguments[0]) if node.arguments else None)


SPECIAL: dict[tuple[str, int], Callable[[Machine, Call], Any]] = {
    ("eval", 1): evaluated, ("is_def_var", 1): defined, ("is_def_fn", 2): defined_function, ("Fn", 1): named, ("is_shared", 1): shared,
    ("exit", 0): leave, ("exit", 1): leave, ("type_of", 1): lambda machine, node: kind(machine.value(node.arguments[0])),
}  # fmt: skip
