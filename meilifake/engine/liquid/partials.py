"""The tags that put other templates in. There are no others, but that only shows in rendering."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from meilifake.engine.liquid.elements import Element
from meilifake.engine.liquid.expressions import Expression
from meilifake.engine.liquid.fault import LiquidFault, context
from meilifake.engine.liquid.loops import Range, sequence
from meilifake.engine.liquid.peg import Node
from meilifake.engine.liquid.reader import Block, Reader
from meilifake.engine.liquid.scope import Scope
from meilifake.engine.liquid.tokens import Tokens
from meilifake.engine.liquid.values import MISSING, is_scalar, source, text

NAME = "Identifier or literal expected."
ASSIGNMENT = 'expected ":" to be used for the assignment'


@dataclass(frozen=True, slots=True)
class Partial:
    """`over`: what `render` is to be repeated for. `suffix`: what the last name that is tried, hence named, ends in."""

    tag: str
    name: Expression
    variables: Sequence[Expression] = ()
    over: Expression | Range | None = None
    suffix: str = ""

    def render(self, out: list[str], scope: Scope) -> None:
        """Raises LiquidFault, unless there is nothing to repeat it for."""
        name = self.name.evaluate(scope)
        if not is_scalar(name):
            raise LiquidFault("Can only `include` strings", *context(partial=source(name)))
        if self.over is not None and not sequence(self.items(self.over, scope)):
            return
        if any(variable.attempt(scope) is MISSING for variable in self.variables):
            raise LiquidFault("failed to evaluate value")
        fault = LiquidFault("Partial does not exist", *context(name=text(name) + self.suffix))
        raise fault.within(f"from: {{% {self.tag} {self.name} %}}")

    def items(self, over: Expression | Range, scope: Scope) -> object:
        try:
            return over.evaluate(scope)
        except LiquidFault as fault:
            raise fault.within(f"from: {{% {self.tag} {self.name} %}}") from None


def include(reader: Reader, tokens: Tokens, block: Block) -> Element:
    """Variables follow one another with or without a comma; what comes after anything else is left over."""
    name = reader.value(tokens.read(NAME, "Value"))
    variables: list[Expression] = []
    while (node := tokens.next()) is not None:
        reader.must_be(tokens, node, "Identifier")
        variables.append(assigned(reader, tokens))
        following = tokens.next()
        if following is not None and tokens.shown(following) != ",":
            break
    tokens.done()
    return Partial("include", name, variables)


def render(reader: Reader, tokens: Tokens, block: Block) -> Element:
    name = reader.value(tokens.read(NAME, "Value"))
    variables: list[Expression] = []
    over: Expression | Range | None = None
    node = tokens.next()
    if node is not None and tokens.shown(node) == "with":
        variables.append(reader.value(tokens.read("expected value", "Value")))
        tokens.symbol("as", '"as" expected.', 'expected "as" to be used for the assignment')
        tokens.read("expected identifier", "Identifier")
        node = tokens.next()
    elif node is not None and tokens.shown(node) == "for":
        over = repeated(reader, tokens)
        tokens.symbol("as", '"as" expected')
        tokens.read("Identifier expected.", "Identifier")
        node = tokens.next()
    variables += further(reader, tokens, node)
    tokens.done()
    return Partial("render", name, variables, over, ".liquid")


def further(reader: Reader, tokens: Tokens, node: Node | None) -> list[Expression]:
    """Variables, each after a comma; the last comma may have nothing after it."""
    found: list[Expression] = []
    while node is not None:
        if tokens.shown(node) != ",":
            raise tokens.complaint(node, "`,` is needed to separate variables")
        variable = tokens.next()
        if variable is None:
            break
        reader.must_be(tokens, variable, "Identifier")
        found.append(assigned(reader, tokens))
        node = tokens.next()
    return found


def assigned(reader: Reader, tokens: Tokens) -> Expression:
    tokens.symbol(":", '":" expected.', ASSIGNMENT)
    return reader.value(tokens.read("expected value", "Value"))


def repeated(reader: Reader, tokens: Tokens) -> Expression | Range:
    """What a loop goes through."""
    found = tokens.read("Array or range expected.", "Value", "Range")
    return Range(*map(reader.value, found.children)) if found.rule == "Range" else reader.value(found)
