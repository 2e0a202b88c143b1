"""`parse_json`: Rhai reads JSON as an expression of its own, so that much more than JSON passes, and some JSON does not."""

from __future__ import annotations

from collections.abc import Sequence

from meilifake.engine.rhai.ast import Node
from meilifake.engine.rhai.faults import ParseFault
from meilifake.engine.rhai.lexer import Lexer
from meilifake.engine.rhai.parser import Parser
from meilifake.engine.rhai.token import Token


def read(text: str) -> Node:
    """Raises ParseFault."""
    parser = JsonParser(text, optimizing=False, lexer=JsonLexer)
    tree = parser.expression()
    if parser.token.kind != "end":
        parser.check_error()
        raise ParseFault(f"Unexpected '{parser.token.text}'", parser.token.position)
    return tree


class JsonLexer(Lexer):
    def next(self) -> Token:
        token = super().next()
        if token.kind == "reserved" and token.text == "null":
            return token._replace(kind="symbol", text="()")
        if token.is_symbol("{"):
            return token._replace(text="#{")
        if token.is_symbol("()", "#{"):
            return improper(token, token.text)
        return improper(token, "interpolated string") if token.kind == "open string" else token


def improper(token: Token, name: str) -> Token:
    return token._replace(kind="error", text=f"Invalid symbol encountered: '{name}'")


class JsonParser(Parser):
    def map_key(self, pairs: Sequence[tuple[str, Node]], ending: str) -> str:
        if self.token.kind == "name":
            raise ParseFault("Expecting name of a property", self.token.position)
        return super().map_key(pairs, ending)
