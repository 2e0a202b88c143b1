"""Statements: blocks, declarations, loops. They call `parser` for expressions, which calls back for blocks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from meilifake.engine.rhai import functions
from meilifake.engine.rhai.ast import (
    ArrayLiteral,
    Assign,
    Block,
    Case,
    Constant,
    Declare,
    Do,
    Dot,
    For,
    If,
    Index,
    Leave,
    Logic,
    MapLiteral,
    Method,
    Name,
    Node,
    Switch,
    This,
    Try,
    While,
)
from meilifake.engine.rhai.checks import check_boolean, missing
from meilifake.engine.rhai.faults import ParseFault, Position
from meilifake.engine.rhai.folding import folded
from meilifake.engine.rhai.values import Range

if TYPE_CHECKING:
    from meilifake.engine.rhai.parser import Parser

ASSIGNMENTS = frozenset(("=", "+=", "-=", "*=", "/=", "%=", "**=", "<<=", ">>=", "&=", "|=", "^="))
TYPO = "Possibly a typo of '=='?"
NOT_ITERABLE = {type(None): "()", bool: "a boolean", int: "a number", float: "a floating-point number"}
SELF_TERMINATED = (If, Switch, While, For, Block, Try)


def script(parser: Parser) -> Block:
    """The whole of it."""
    position = parser.token.position
    body: list[Node] = []
    while parser.token.kind != "end":
        node = statement(parser, top=True)
        if node is None:
            continue
        body.append(node)
        if parser.take(";"):
            continue
        if parser.token.kind == "end" or isinstance(node, SELF_TERMINATED):
            continue
        parser.check_error()
        raise missing(";", "to terminate this statement", parser.token.position)
    return parser.block(position, body)


def block(parser: Parser, closing: bool = True) -> Block:
    """`{ ... }`. Without `closing`, the lexer is left right after the brace, where the text of a string goes on."""
    parser.check_error()
    if not parser.token.is_symbol("{"):
        raise missing("{", "to start a statement block", parser.token.position)
    position = parser.advance().position
    pipe, parser.no_pipe = parser.no_pipe, False
    known = len(parser.scopes[-1])
    body: list[Node] = []
    while not parser.token.is_symbol("}"):
        if parser.token.kind == "end":
            raise missing("}", "to terminate this block", parser.token.position)
        node = statement(parser)
        if node is None:
            continue
        body.append(node)
        if parser.token.is_symbol("}"):
            break
        if parser.take(";") or isinstance(node, SELF_TERMINATED):
            continue
        parser.check_error()
        raise missing(";", "to terminate this statement", parser.token.position)
    if closing:
        parser.advance()
    del parser.scopes[-1][known:]
    parser.no_pipe = pipe
    return parser.block(position, body)


def statement(parser: Parser, top: bool = False) -> Node | None:
    """One statement without its semicolon; None for an empty one and for a function."""
    token = parser.token
    if token.kind == "end":
        return None
    if parser.take(";"):
        return None
    if token.is_symbol("{"):
        return block(parser)
    if token.is_keyword("fn", "private"):
        functions.function(parser, top)
        return None
    if token.kind == "keyword" and token.text in STATEMENTS:
        return STATEMENTS[token.text](parser)
    return simple(parser)


def simple(parser: Parser) -> Node:
    """An expression, or an assignment to one."""
    target = parser.expression()
    if not (parser.token.kind == "symbol" and parser.token.text in ASSIGNMENTS):
        return target
    token = parser.advance()
    value = parser.expression()
    operator = token.text[:-1]
    check_target(parser, target, operator, token.position)
    return Assign(token.position, operator, target, value)


def check_target(parser: Parser, target: Node, operator: str, position: Position) -> None:
    """Raises unless something can be assigned to `target`."""
    if isinstance(target, Name):
        if parser.declared_constant(target.name):
            raise ParseFault(f"Cannot assign to constant {target.name}", target.position)
        return
    if isinstance(target, This):
        return
    if isinstance(target, (Dot, Index, Method)):
        check_chain(target)
    elif isinstance(target, Constant):
        raise ParseFault("Cannot assign to a constant value", target.position)
    elif isinstance(target, Logic) and not operator:
        raise ParseFault(TYPO, position)
    else:
        raise ParseFault("Expression cannot be assigned to", target.position)


def check_chain(target: Node) -> None:
    """A chain must start at a variable and must not pass through a call."""
    chain = [target]
    while isinstance(chain[-1], (Dot, Index, Method)):
        chain.append(chain[-1].base)
    root = chain.pop()
    for node in reversed(chain):
        if isinstance(node, Method):
            raise ParseFault("Expression cannot be assigned to", node.position)
    if not isinstance(root, (Name, This)):
        raise ParseFault("Expression cannot be assigned to", root.position)


def not_a_block(parser: Parser, kind: str = "a boolean") -> None:
    if parser.token.is_symbol("{"):
        raise ParseFault(f"Expecting {kind} expression", parser.token.position)


def condition(parser: Parser) -> Node:
    not_a_block(parser)
    guard = check_boolean(parser.expression())
    if parser.token.is_symbol("="):
        raise ParseFault(TYPO, parser.token.position)
    return guard


def if_statement(parser: Parser) -> Node:
    position = parser.advance().position
    guard = condition(parser)
    body = block(parser)
    other: Node | None = None
    if parser.token.is_keyword("else"):
        parser.advance()
        other = if_statement(parser) if parser.token.is_keyword("if") else block(parser)
    return If(position, guard, body, other)


def loop_body(parser: Parser) -> Block:
    parser.loops += 1
    body = block(parser)
    parser.loops -= 1
    return parser.discarded(body)


def while_statement(parser: Parser) -> Node:
    token = parser.advance()
    guard = condition(parser) if token.text == "while" else None
    return While(token.position, guard, loop_body(parser))


def do_statement(parser: Parser) -> Node:
    position = parser.advance().position
    body = loop_body(parser)
    token = parser.token
    if not token.is_keyword("while", "until"):
        raise missing("while", "for the do statement", token.position)
    parser.advance()
    return Do(position, body, condition(parser), token.text == "until")


def variable(parser: Parser) -> str:
    token = parser.token
    parser.check_error()
    if token.kind == "reserved" and token.text[0].isalpha():
        raise ParseFault(f"'{token.text}' is a reserved keyword", token.position)
    if token.kind != "name":
        raise ParseFault("Expecting name of a variable", token.position)
    return parser.advance().text


def for_statement(parser: Parser) -> Node:
    position = parser.advance().position
    counter = None
    if parser.take("("):
        name = variable(parser)
        if not parser.take(","):
            raise missing(",", "after the iteration variable name", parser.token.position)
        at = parser.token.position
        counter = variable(parser)
        if counter == name:
            raise ParseFault(f"Duplicated variable name: {counter}", at)
        if not parser.take(")"):
            raise missing(")", "to close the iteration variable", parser.token.position)
    else:
        name = variable(parser)
    parser.check_error()
    if not parser.token.is_keyword("in"):
        raise missing("in", "after the iteration variable", parser.token.position)
    parser.advance()
    not_a_block(parser)
    items = parser.expression()
    check_iterable(items)
    scope = parser.scopes[-1]
    known = len(scope)
    scope.extend((each, False) for each in (counter, name) if each is not None)
    body = loop_body(parser)
    del scope[known:]
    return For(position, name, counter, items, body)


def check_iterable(items: Node) -> None:
    kind = NOT_ITERABLE.get(type(items.value)) if isinstance(items, Constant) else None
    if isinstance(items, MapLiteral):
        kind = "an object map"
    if kind is not None:
        raise ParseFault(f"Expecting an iterable value, not {kind}", items.start)


def declare(parser: Parser) -> Node:
    token = parser.advance()
    position = parser.token.position
    name = variable(parser)
    value = parser.expression() if parser.take("=") else None
    parser.scopes[-1].append((name, token.text == "const"))
    return Declare(position, name, value, token.text == "const")


def leave(parser: Parser) -> Node:
    """`break`, `continue`, `return`, `throw`, with a value if one follows."""
    token = parser.token
    if token.text in ("break", "continue") and not parser.loops:
        raise ParseFault("Break statement should only be used inside a loop", token.position)
    parser.advance()
    if token.text == "continue":
        return Leave(token.position, "continue", None)
    at = parser.token.position
    try:
        value: Node | None = parser.expression()
    except ParseFault:
        if parser.token.position != at:
            raise
        value = None
    return Leave(token.position, token.text, value)


def try_statement(parser: Parser) -> Node:
    position = parser.advance().position
    body = block(parser)
    if not parser.token.is_keyword("catch"):
        raise missing("catch", "for the 'try' statement", parser.token.position)
    parser.advance()
    name = None
    if parser.take("("):
        name = variable(parser)
        if not parser.take(")"):
            raise missing(")", "to enclose the catch variable", parser.token.position)
        parser.scopes[-1].append((name, False))
    handler = block(parser)
    if name is not None:
        parser.scopes[-1].pop()
    node = Try(position, parser.discarded(body), name, parser.discarded(handler))
    return Block(position, []) if parser.optimizing and not node.body.statements else node


def switch_statement(parser: Parser) -> Node:
    position = parser.advance().position
    item = parser.expression()
    parser.check_error()
    if not parser.take("{"):
        raise missing("{", "to start a switch block", parser.token.position)
    cases: list[Case] = []
    default: Node | None = None
    default_at: Position | None = None
    while not parser.take("}"):
        if parser.token.kind == "end":
            raise missing("}", "to end this switch block", parser.token.position)
        if default_at is not None:
            raise ParseFault("Default switch case must be the last", default_at)
        if parser.token.is_symbol("_"):
            default_at = parser.advance().position
            if parser.token.is_keyword("if"):
                raise ParseFault("This switch case cannot have a condition", parser.token.position)
            default = action(parser)
        else:
            cases.append(case(parser))
    return Switch(position, item, cases, default)


def case(parser: Parser) -> Case:
    values = []
    while True:
        pipe, parser.no_pipe = parser.no_pipe, True
        try:
            value = parser.expression()
        except ParseFault as fault:
            raise ParseFault("Expecting literal expression", fault.position) from None
        finally:
            parser.no_pipe = pipe
        values.append(literal(value))
        if not parser.take("|"):
            break
    guard = None
    if parser.token.is_keyword("if"):
        parser.advance()
        guard = condition(parser)
    return Case(values, guard, action(parser))


def literal(node: Node) -> object:
    """The value of a case: a constant, of arrays and maps too, or a range of constants."""
    if isinstance(node, Constant):
        return node.value
    if isinstance(node, ArrayLiteral) and pure_constant(node):
        return [literal(item) for item in node.items]
    if isinstance(node, MapLiteral) and pure_constant(node):
        return {key: literal(item) for key, item in node.items}
    value = folded(node)
    if isinstance(value, Constant) and isinstance(value.value, Range):
        return value.value
    raise ParseFault("Expecting a literal expression", node.start)


def pure_constant(node: Node) -> bool:
    items = node.items if isinstance(node, ArrayLiteral) else [item for _, item in node.items] if isinstance(node, MapLiteral) else None
    return isinstance(node, Constant) if items is None else all(map(pure_constant, items))


def action(parser: Parser) -> Node:
    """`=> statement` and what separates it from the next case."""
    parser.check_error()
    if not parser.take("=>"):
        raise missing("=>", "in this switch case", parser.token.position)
    node = statement(parser) or Constant(parser.token.position, None)
    if parser.take(",") or parser.token.is_symbol("}"):
        return node
    if parser.token.kind == "end":
        raise missing(")", "to end this switch block", parser.token.position)
    parser.check_error()
    if not isinstance(node, SELF_TERMINATED):
        raise missing(",", "to separate the items in this switch block", parser.token.position)
    return node


STATEMENTS: dict[str, Callable[[Parser], Node]] = {
    "if": if_statement, "switch": switch_statement, "while": while_statement, "loop": while_statement, "do": do_statement,
    "for": for_statement, "let": declare, "const": declare, "break": leave, "continue": leave, "return": leave, "throw": leave,
    "try": try_statement,
}  # fmt: skip
EXPRESSIONS = {name: STATEMENTS[name] for name in ("if", "switch", "while", "loop", "do", "for")}
