"""What the parser can already tell of a node: values that can never be right where they stand."""

from __future__ import annotations

from typing import Any

from meilifake.engine.rhai.ast import ArrayLiteral, Binary, Constant, Logic, MapLiteral, Node, Text
from meilifake.engine.rhai.faults import ParseFault, Position
from meilifake.engine.rhai.values import Char

LOGIC = ("&&", "||", "??")
CONSTANT_KINDS = {type(None): "()", int: "a number", float: "a floating-point number", Char: "a character", str: "a string"}


def missing(text: str, why: str, position: Position) -> ParseFault:
    return ParseFault(f"Expecting '{text}' {why}", position)


def signed(sign: str, value: Any) -> Any:
    """A sign before a literal belongs to it; the one integer that has no opposite becomes a float."""
    if sign == "+":
        return value
    return float(-value) if value == -(2**63) and type(value) is int else -value


def joined(operator: str, left: Node, right: Node, position: Position) -> Node:
    if operator not in LOGIC:
        return Binary(position, operator, left, right)
    operands = []
    for side in (left, right):
        if operator != "??":
            check_boolean(side)
        operands.extend(side.operands if isinstance(side, Logic) and side.operator == operator else [side])
    return Logic(position, operator, operands)


def kind_of(node: Node) -> str:
    """The kind of value that a node can only have; empty if it may be any."""
    if isinstance(node, Constant):
        return CONSTANT_KINDS.get(type(node.value), "")
    if isinstance(node, Text):
        return "a string"
    return "an array" if isinstance(node, ArrayLiteral) else "an object map" if isinstance(node, MapLiteral) else ""


def check_boolean(node: Node) -> Node:
    kind = kind_of(node)
    if kind:
        raise ParseFault(f"Expecting a boolean expression, not {kind}", node.start)
    return node


INDEX_KINDS = {float: "a float", Char: "a character", type(None): "()", bool: "a boolean"}


def check_index(node: Node, key: Node) -> None:
    """Literals that can never be indexed like that."""
    kind = type(key.value) if isinstance(key, Constant) else str if isinstance(key, Text) else bool if isinstance(key, Logic) else None
    if isinstance(node, MapLiteral):
        if kind is int:
            raise ParseFault("Object map expects string index, not a number", key.start)
        if kind in INDEX_KINDS:
            raise ParseFault(f"Object map expects string index, not {INDEX_KINDS[kind]}", key.start)
    elif kind_of(node) in ("a number", "an array", "a string"):
        if kind is str:
            raise ParseFault("Array, string or bit-field expects numeric index, not a string", key.start)
        if kind in INDEX_KINDS:
            raise ParseFault(f"Array, string or bit-field expects integer index, not {INDEX_KINDS[kind]}", key.start)
