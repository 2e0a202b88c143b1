"""What Rhai's optimizer does to a script before it runs, where a script can tell.

It computes literal operations, drops `&& true` and empty branches, and drops statements without an effect even if they would fail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from meilifake.engine.rhai.ast import (
    ArrayLiteral,
    Binary,
    Block,
    Constant,
    For,
    If,
    Logic,
    MapLiteral,
    Name,
    Node,
    Switch,
    Text,
    Try,
    Unary,
)
from meilifake.engine.rhai.faults import RunFault
from meilifake.engine.rhai.operators import binary, unary


def folded(node: Node) -> Node:
    """The node, or the constant that it always is."""
    try:
        if isinstance(node, Binary):
            left, right = folded(node.left), folded(node.right)
            if isinstance(left, Constant) and isinstance(right, Constant):
                return Constant(node.position, binary(node.operator, left.value, right.value, node.position))
        if isinstance(node, Unary):
            operand = folded(node.operand)
            if isinstance(operand, Constant):
                return Constant(node.position, unary(node.operator, operand.value, node.position))
    except RunFault:
        pass
    return node


def literal_value(node: Node) -> bool:
    """Whether a node is a constant, or an array, a map or a text of such."""
    if isinstance(node, (ArrayLiteral, MapLiteral, Text)):
        return all(part is not None and literal_value(part) for part in PARTS[type(node)](node))
    return isinstance(folded(node), Constant)


def simplified(node: Logic) -> Node:
    """`x && true` is x, even if x is no boolean; `x && false` is false; and `||` the other way round."""
    if node.operator == "??":
        return node
    neutral = node.operator == "&&"
    operands: list[Node] = []
    for operand in node.operands:
        constant = folded(operand)
        if isinstance(constant, Constant) and constant.value is neutral:
            continue
        operands.append(constant)
        if isinstance(constant, Constant) and constant.value is (not neutral):
            break
    if not operands:
        return Constant(node.position, neutral)
    return operands[0] if len(operands) == 1 else Logic(node.position, node.operator, operands)


def unguarded(node: If) -> bool:
    """An `if` whose branches are empty only evaluates its guard, whatever that gives."""
    return not node.body.statements and (node.other is None or (isinstance(node.other, Block) and not node.other.statements))


PARTS: dict[type[Node], Callable[[Any], Iterable[Node | None]]] = {
    Constant: lambda node: (),
    Name: lambda node: (),
    Text: lambda node: node.parts,
    ArrayLiteral: lambda node: node.items,
    MapLiteral: lambda node: [item for _, item in node.items],
    Logic: lambda node: node.operands,
    Block: lambda node: node.statements,
    If: lambda node: (node.guard, node.body, node.other),
    Switch: lambda node: [node.item, node.default, *(part for case in node.cases for part in (case.guard, case.action))],
    For: lambda node: (node.items, node.body),
    Try: lambda node: (node.body, node.handler),
}
"""What can be without effect if its parts are. Calls, operations and chains are not, nor is what changes the flow."""


def pure(node: Node | None) -> bool:
    """Without effect, as far as the optimizer can see; it forgets that a variable may be missing and a value of the wrong type."""
    if node is None:
        return True
    node = folded(node)
    parts = PARTS.get(type(node))
    return parts is not None and all(map(pure, parts(node))) and not (isinstance(node, Switch) and node.default is None)


def tidied(statements: list[Node]) -> list[Node]:
    """Without pure statements, but for a last one that gives the block's value."""
    return [node for node in statements if not pure(node) or (node is statements[-1] and not valueless(node))]


def valueless(node: Node) -> bool:
    return isinstance(node, (For, Try)) or (isinstance(node, If) and unguarded(node))


def discarded(block: Block) -> Block:
    """A block whose value nobody sees, without pure statements at all."""
    return Block(block.position, [node for node in map(without_value, block.statements) if not pure(node)])


def without_value(node: Node) -> Node:
    if isinstance(node, Block):
        return discarded(node)
    if isinstance(node, If):
        return If(node.position, node.guard, discarded(node.body), None if node.other is None else without_value(node.other))
    return node
