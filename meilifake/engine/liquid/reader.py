"""Reads a template's elements in order, blocks recursively, and stops at the first thing that is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from meilifake.engine.liquid.elements import Element, Output, Text
from meilifake.engine.liquid.expressions import Chain, Expression, chain, expression
from meilifake.engine.liquid.fault import LiquidFault, at_position, at_span, context, line_of, place, wanted
from meilifake.engine.liquid.grammar import elements, failure
from meilifake.engine.liquid.peg import Node
from meilifake.engine.liquid.tokens import READERS, Tokens


@dataclass(slots=True)
class Block:
    """An open block: the tag that opened it, and the one that closes it."""

    opening: str
    closing: str
    closed: bool = False


class Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.nodes = list(reversed(elements(text)))

    def read(self) -> list[Element]:
        """The whole template. Raises LiquidFault."""
        found: list[Element] = []
        while self.nodes[-1].rule != "EOI":
            found.append(self.element(self.nodes.pop()))
        return found

    def element(self, node: Node) -> Element:
        if node.rule == "InvalidLiquid":
            raise self.invalid(node)
        if node.rule == "Expression":
            return Output(chain(self.text, node.children[0].children[0]))
        if node.rule == "Tag":
            return self.tag(Tokens(self.text, node.children[0]))
        return Text(self.text[node.start : node.end])

    def tag(self, tokens: Tokens) -> Element:
        from meilifake.engine.liquid.tags import STANDARD

        standard = STANDARD.get(tokens.name)
        if standard is None:
            tags = ", ".join(sorted(name for name, row in STANDARD.items() if not row.closing))
            blocks = ", ".join(sorted(name for name, row in STANDARD.items() if row.closing))
            node = tokens.name_node
            fault = at_span(self.text, node.start, node.end, "Unknown tag.")
            raise fault.within(*context(requested=tokens.name, available_tags=tags, available_blocks=blocks))
        return standard.read(self, tokens, Block(tokens.name, standard.closing))

    def following(self, block: Block) -> Node | None:
        """The next element of an open block, None when its end has come. Raises LiquidFault at the end of the text."""
        if block.closed:
            return None
        node = self.nodes.pop()
        if node.rule == "EOI":
            self.nodes.append(node)
            raise self.unclosed(node, block)
        if node.rule == "Tag":
            tokens = Tokens(self.text, node.children[0])
            if tokens.name == block.closing:
                tokens.done()
                block.closed = True
                return None
        return node

    def unclosed(self, node: Node, block: Block) -> LiquidFault:
        return at_span(self.text, node.start, node.end, f"Unclosed block. {{% {block.closing} %}} tag expected.")

    def inside(self, block: Block, body: list[Element], *names: str) -> Iterator[Tokens]:
        """Reads a block into a body, and gives each of its tags that has one of the names to the block itself."""
        while (node := self.following(block)) is not None:
            if node.rule == "Tag":
                tokens = Tokens(self.text, node.children[0])
                if tokens.name in names:
                    yield tokens
                    continue
            body.append(self.element(node))

    def rest(self, block: Block, trace: str | None = None) -> list[Element]:
        """Everything to the end of a block. `trace`: what the library says of where an error happened."""
        body: list[Element] = []
        try:
            while (node := self.following(block)) is not None:
                body.append(self.element(node))
        except LiquidFault as fault:
            raise fault if trace is None else fault.within(f"from: {trace}") from None
        return body

    def commented(self, block: Block) -> None:
        """Only nested comments count; other tags are read for where they end."""
        while (node := self.following(block)) is not None:
            if node.rule != "Tag":
                continue
            tokens = Tokens(self.text, node.children[0])
            if tokens.name == block.opening:
                self.tag(tokens)
            else:
                try:
                    self.tag(tokens)
                except LiquidFault:
                    continue

    def verbatim(self, block: Block) -> str:
        """Up to the closing tag, whatever stands before it."""
        start = self.nodes[-1].start
        while (node := self.nodes.pop()).rule != "EOI":
            if node.rule == "Tag":
                tokens = Tokens(self.text, node.children[0])
                if tokens.name == block.closing and tokens.next() is None:
                    block.closed = True
                    return self.text[start : node.start]
        self.nodes.append(node)
        raise self.unclosed(node, block)

    def value(self, node: Node) -> Expression:
        """The expression of a `Value` node."""
        return expression(self.text, node)

    def chain(self, tokens: Tokens, words: str) -> Chain:
        node = tokens.take(words)
        if node.rule != "FilterChain":
            raise tokens.refused(node, "FilterChain")
        try:
            return chain(self.text, node)
        except LiquidFault:
            raise tokens.refused(node, "FilterChain") from None

    def must_be(self, tokens: Tokens, node: Node, *kinds: str) -> Node:
        """What the first kind that fits makes of a token."""
        for kind in kinds:
            found = READERS[kind](node)
            if found is not None:
                return found
        raise tokens.refused(node, *kinds)

    def invalid(self, node: Node) -> LiquidFault:
        """The text from the line of the misfit on, read again strictly: what that reading expected, where it got stuck."""
        line, column = place(self.text, node.start)
        head = line_of(self.text, node.start).encode()
        cut = column - 1
        while cut and head[cut : cut + 1] and head[cut] & 0xC0 == 0x80:
            cut -= 1
        text = head[:cut].decode() + self.text[node.start :]
        machine = failure(text)
        words = wanted(machine.expected, machine.unexpected)
        return at_position(text, machine.farthest, words, lines_before=line - 1)
