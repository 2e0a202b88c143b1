"""The tokens of a tag, taken one by one, with the library's words for one that is missing or wrong."""

from __future__ import annotations

from collections.abc import Callable

from meilifake.engine.liquid.fault import LiquidFault, at_position, at_span, wanted
from meilifake.engine.liquid.peg import Node


def chain_of(node: Node) -> Node | None:
    return node if node.rule == "FilterChain" else None


def value_of(node: Node) -> Node | None:
    """The value that a chain without filters is."""
    return node.children[0] if node.rule == "FilterChain" and len(node.children) == 1 else None


def literal_of(node: Node) -> Node | None:
    value = value_of(node)
    return value.children[0] if value is not None and value.children[0].rule == "Literal" else None


def identifier_of(node: Node) -> Node | None:
    """A variable without any index."""
    value = value_of(node)
    if value is None or value.children[0].rule != "Variable" or len(value.children[0].children) != 1:
        return None
    return value.children[0].children[0]


def range_of(node: Node) -> Node | None:
    return node if node.rule == "Range" else None


READERS: dict[str, Callable[[Node], Node | None]] = {
    "FilterChain": chain_of,
    "Value": value_of,
    "Literal": literal_of,
    "Identifier": identifier_of,
    "Range": range_of,
}


class Tokens:
    """`at` is where the last token taken ended."""

    def __init__(self, text: str, inner: Node) -> None:
        self.text = text
        self.name = text[inner.children[0].start : inner.children[0].end]
        self.name_node = inner.children[0]
        self.rest = list(reversed(inner.children[1:]))
        self.at = self.name_node.end

    def next(self) -> Node | None:
        if not self.rest:
            return None
        node = self.rest.pop()
        self.at = node.end
        return node

    def peek(self) -> str | None:
        return self.shown(self.rest[-1]) if self.rest else None

    def shown(self, node: Node) -> str:
        return self.text[node.start : node.end].strip()

    def take(self, words: str) -> Node:
        """The next token. Raises LiquidFault with these words, where it should stand."""
        node = self.next()
        if node is None:
            raise at_position(self.text, self.at, words)
        return node

    def read(self, words: str, *kinds: str) -> Node:
        """The next token, which must be of one of the kinds."""
        node = self.take(words)
        for kind in kinds:
            found = READERS[kind](node)
            if found is not None:
                return found
        raise self.refused(node, *kinds)

    def symbol(self, text: str, words: str, otherwise: str | None = None) -> None:
        """The next token, which must be this text."""
        node = self.take(words)
        if self.shown(node) != text:
            raise self.complaint(node, otherwise or words)

    def refused(self, node: Node, *kinds: str) -> LiquidFault:
        return at_span(self.text, node.start, node.end, wanted(kinds, (node.rule,)))

    def complaint(self, node: Node, words: str) -> LiquidFault:
        return at_span(self.text, node.start, node.end, words)

    def done(self) -> None:
        """Raises LiquidFault for a token left over."""
        node = self.next()
        if node is not None:
            raise self.refused(node)
