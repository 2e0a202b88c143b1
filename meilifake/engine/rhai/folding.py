"""What Rhai's optimizer does to a script before it runs, where a script can tell: literal operations, `&& true`, empty branches."""

from __future__ import annotations

from meilifake.engine.rhai.ast import Binary, Block, Constant, If, Logic, Node, Unary
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
