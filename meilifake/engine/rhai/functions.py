"""Definitions of functions and closures: their parameters, and what their bodies can see."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from meilifake.engine.rhai import statements
from meilifake.engine.rhai.ast import Closure, Constant, Function, Node
from meilifake.engine.rhai.checks import missing
from meilifake.engine.rhai.faults import ParseFault, Position

if TYPE_CHECKING:
    from meilifake.engine.rhai.parser import Parser

MOST_FUNCTIONS = 30


def function(parser: Parser, top: bool) -> None:
    start = parser.token.position
    if parser.advance().text == "private":
        if not parser.token.is_keyword("fn"):
            raise missing("fn", "following 'private'", parser.token.position)
        parser.advance()
    if not top:
        raise ParseFault("Function definitions must be at global level and cannot be inside a block or another function", start)
    if len(parser.functions) >= MOST_FUNCTIONS:
        raise ParseFault("Number of functions defined exceeds maximum limit", start)
    token = parser.token
    if token.kind == "reserved":
        raise ParseFault(f"'{token.text}' is a reserved keyword", token.position)
    if token.kind != "name":
        raise ParseFault("Expecting function name in function declaration", token.position)
    name = parser.advance().text
    names = parameters(parser, name)
    if not parser.token.is_symbol("{"):
        raise ParseFault(f"Expecting body statement block for function {name}", parser.token.position)
    body = inner(parser, names, lambda: statements.block(parser), alone=True)
    if (name, len(names)) in parser.functions:
        many = {0: "no parameters", 1: "1 parameter"}.get(len(names), f"{len(names)} parameters")
        raise ParseFault(f"Function {name} with {many} already exists", start)
    parser.functions[name, len(names)] = Function(name, names, body)


def parameters(parser: Parser, name: str) -> list[str]:
    if parser.take("()"):
        return []
    if not parser.take("("):
        raise ParseFault(f"Expecting parameters for function {name}", parser.token.position)
    names: list[str] = []
    while not parser.take(")"):
        token = parser.token
        parser.check_error()
        if token.kind == "reserved":
            raise ParseFault(f"'{token.text}' is a reserved keyword", token.position)
        if token.kind == "keyword":
            raise ParseFault("Expecting name of a variable", token.position)
        if token.kind != "name":
            raise missing(")", f"to close the parameters list of function '{name}'", token.position)
        if token.text in names:
            raise ParseFault(f"Duplicated parameter {token.text} for function {name}", token.position)
        names.append(parser.advance().text)
        if not parser.token.is_symbol(",", ")"):
            parser.check_error()
            raise missing(",", f"to separate the parameters of function '{name}'", parser.token.position)
        parser.take(",")
    return names


def inner(parser: Parser, names: list[str], read: Callable[[], Node | None], *, alone: bool) -> Node:
    """Read a function's body, which sees its parameters; `alone`: and nothing else."""
    scopes, outside, loops, inside = parser.scopes, parser.outside, parser.loops, parser.in_function
    parser.scopes = [[]] if alone else list(scopes)
    parser.scopes[-1:] = [[(name, False) for name in names]] if alone else [parser.scopes[-1], [(name, False) for name in names]]
    parser.outside = [] if alone else outside
    parser.loops, parser.in_function = (0 if alone else loops), True
    body = read() or Constant(parser.token.position, None)
    parser.scopes, parser.outside, parser.loops, parser.in_function = scopes, outside, loops, inside
    return body


def closure_body(parser: Parser, names: list[str]) -> Function:
    captures: dict[str, Position] = {}
    parser.outside.append(captures)
    body = inner(parser, names, lambda: statements.statement(parser), alone=False)
    parser.outside.pop()
    for name, position in captures.items():
        parser.use(name, position)
    return Function("anon$", names, body, captures)


def closure(parser: Parser) -> Node:
    """`|a, b| body`, or `|| body`."""
    token = parser.advance()
    parameters: list[str] = []
    if token.text == "|":
        while not parser.take("|"):
            if parser.token.kind != "name":
                parser.check_error()
                raise missing("|", "to close the parameters list of anonymous function or closure", parser.token.position)
            if parser.token.text in parameters:
                raise ParseFault(f"Duplicated parameter {parser.token.text} for function ", parser.token.position)
            parameters.append(parser.advance().text)
            if not parser.token.is_symbol(",", "|"):
                raise missing(",", "to separate the parameters of anonymous function", parser.token.position)
            parser.take(",")
    if len(parser.functions) >= MOST_FUNCTIONS:
        raise ParseFault("Number of functions defined exceeds maximum limit", token.position)
    function = closure_body(parser, parameters)
    parser.closures += 1
    parser.functions[f"anon${parser.closures}", len(parameters)] = function
    return Closure(token.position, function)
