"""Expressions: from tokens to the tree, by precedence. Statements are in `statements`; both raise Rhai's own complaints."""

from __future__ import annotations

from collections.abc import Sequence

from meilifake.engine.rhai import functions, statements
from meilifake.engine.rhai.ast import (
    ArrayLiteral,
    Block,
    Call,
    Constant,
    Dot,
    Function,
    Index,
    MapLiteral,
    Method,
    Name,
    Node,
    Text,
    This,
    Unary,
)
from meilifake.engine.rhai.checks import check_index, joined, missing, signed
from meilifake.engine.rhai.faults import ParseFault, Position
from meilifake.engine.rhai.folding import discarded, tidied
from meilifake.engine.rhai.lexer import Lexer
from meilifake.engine.rhai.token import CALLABLE, METHODS, Token
from meilifake.engine.rhai.values import Char

PRECEDENCE = {
    "||": 30, "^": 30, "|": 30, "&&": 60, "&": 60, "==": 90, "!=": 90, "in": 110, "!in": 110, "<": 130, "<=": 130, ">": 130, ">=": 130,
    "??": 135, "..": 140, "..=": 140, "+": 150, "-": 150, "/": 180, "*": 180, "%": 180, "**": 190, "<<": 210, ">>": 210,
}  # fmt: skip
RANGE_ENDS = ("]", ")", "}", ",", ";", "=>")
DEEPEST = 200


class Parser:
    """Reads one script. `functions` are those it defines, by name and number of parameters; `optimizing`: without what has no effect."""

    def __init__(self, source: str, *, optimizing: bool = True, lexer: type[Lexer] = Lexer) -> None:
        self.optimizing = optimizing
        self.lexer = lexer(source)
        self.token = self.lexer.next()
        self.functions: dict[tuple[str, int], Function] = {}
        self.scopes: list[list[tuple[str, bool]]] = [[]]
        self.outside: list[dict[str, Position]] = []
        self.in_function = False
        self.loops = 0
        self.depth = 0
        self.closures = 0
        self.no_pipe = False

    def block(self, position: Position, statements: list[Node]) -> Block:
        return Block(position, tidied(statements) if self.optimizing else statements)

    def discarded(self, block: Block) -> Block:
        return discarded(block) if self.optimizing else block

    def advance(self) -> Token:
        """The present token; the one after it becomes the present one."""
        token = self.token
        self.token = self.lexer.next()
        return token

    def take(self, *symbols: str) -> bool:
        if self.token.is_symbol(*symbols):
            self.advance()
            return True
        return False

    def expect(self, symbol: str, why: str) -> Token:
        if self.token.kind == "error":
            raise ParseFault(self.token.text, self.token.position)
        if not self.token.is_symbol(symbol):
            raise missing(symbol, why, self.token.position)
        return self.advance()

    def check_error(self) -> None:
        if self.token.kind == "error":
            raise ParseFault(self.token.text, self.token.position)

    def expression(self) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise ParseFault("Expression exceeds maximum complexity", self.token.position)
        node = self.binary(1, self.unary())
        self.depth -= 1
        return node

    def precedence(self) -> int:
        token = self.token
        if token.kind == "reserved" and not token.text[0].isalpha():
            raise ParseFault(f"Unknown operator: '{token.text}'", token.position)
        if token.kind in ("symbol", "keyword") and not (self.no_pipe and token.text == "|"):
            return PRECEDENCE.get(token.text, 0)
        return 0

    def binary(self, least: int, left: Node) -> Node:
        while True:
            strength = self.precedence()
            operator = self.token.text
            if strength < least or (strength == least and operator != "**") or not strength:
                return left
            position = self.advance().position
            right = self.right_side(operator)
            following = self.precedence()
            if following > strength or (following == strength and operator == "**"):
                right = self.binary(strength, right)
            left = joined(operator, left, right, position)

    def right_side(self, operator: str) -> Node:
        if operator == "??" and self.token.is_keyword("break", "continue", "return", "throw"):
            return statements.leave(self)
        if operator in ("..", "..=") and self.token.is_symbol(*RANGE_ENDS):
            return Constant(self.token.position, None)
        return self.unary()

    def unary(self) -> Node:
        token = self.token
        if self.no_pipe and token.is_symbol("|"):
            raise ParseFault(f"Unexpected '{token.text}'", token.position)
        if token.kind == "end":
            raise ParseFault("Script is incomplete", token.position)
        if token.is_symbol("-", "+", "!"):
            self.advance()
            operand = self.unary()
            if token.text != "!" and isinstance(operand, Constant) and type(operand.value) in (int, float):
                return Constant(token.position, signed(token.text, operand.value))
            return Unary(token.position, token.text, operand)
        return self.postfix(self.primary())

    def primary(self) -> Node:
        token = self.token
        if token.kind in ("int", "float", "string", "char"):
            self.advance()
            return Constant(token.position, Char(token.value) if token.kind == "char" else token.value)
        if token.kind == "open string":
            return self.interpolated()
        if token.kind == "name":
            return self.name()
        if token.kind == "reserved":
            return self.reserved()
        if token.kind == "keyword":
            return self.keyword()
        if token.kind == "error":
            raise ParseFault(token.text, token.position)
        if token.kind == "end":
            raise ParseFault("Script is incomplete", token.position)
        return self.bracketed()

    def bracketed(self) -> Node:
        token = self.token
        match token.text:
            case "()":
                self.advance()
                return Constant(token.position, None)
            case ".." | "..=":
                return Constant(token.position, 0)
            case "{":
                return statements.block(self)
            case "(":
                self.advance()
                pipe, self.no_pipe = self.no_pipe, False
                node = self.expression()
                self.no_pipe = pipe
                self.expect(")", "for a matching ( in this expression")
                return node
            case "[":
                return self.array()
            case "#{":
                return self.map()
            case "|" | "||":
                return functions.closure(self)
        raise ParseFault(f"Unexpected '{token.text}'", token.position)

    def keyword(self) -> Node:
        token = self.token
        if token.text in ("true", "false"):
            self.advance()
            return Constant(token.position, token.value)
        if token.text in statements.EXPRESSIONS:
            return statements.EXPRESSIONS[token.text](self)
        raise ParseFault(f"Unexpected '{token.text}'", token.position)

    def name(self) -> Node:
        token = self.advance()
        if not self.token.is_symbol("(", "()", "!"):
            self.use(token.text, token.position)
        return Name(token.position, token.text)

    def reserved(self) -> Node:
        token = self.advance()
        if self.token.is_symbol("(", "()", "!") and token.text in CALLABLE:
            return Name(token.position, token.text)
        if token.text == "this":
            if self.in_function:
                return This(token.position)
            raise ParseFault("'this' can only be used in functions", token.position)
        kind = "keyword" if token.text[0].isalpha() else "symbol"
        raise ParseFault(f"'{token.text}' is a reserved {kind}", token.position)

    def interpolated(self) -> Node:
        opening = self.token
        parts: list[Node] = [Constant(opening.position, opening.value)] if opening.value else []
        self.token = self.lexer.next()
        while True:
            parts.append(statements.block(self, closing=False))
            at = self.lexer.at
            token = self.lexer.text(at)
            if token.kind == "error":
                # The place is that of the first letter, if there is one.
                raise ParseFault(token.text, token.position if at < len(self.lexer.source) else None)
            if token.value:
                parts.append(Constant(token.position, token.value))
            self.token = self.lexer.next()
            if token.kind == "string":
                return Text(opening.position, parts)

    def items(self, closing: str, unfinished: str, comma: str) -> list[Node]:
        """Expressions between commas up to `closing`, which is taken. A comma may end them."""
        found: list[Node] = []
        pipe, self.no_pipe = self.no_pipe, False
        while not self.take(closing):
            if self.token.kind == "end" and (closing == "]" or not found):
                raise missing(closing, unfinished, self.token.position)
            found.append(self.expression())
            if self.token.kind == "end":
                raise missing(closing, unfinished, self.token.position)
            self.check_error()
            if not self.token.is_symbol(",", closing):
                raise missing(",", comma, self.token.position)
            self.take(",")
        self.no_pipe = pipe
        return found

    def array(self) -> Node:
        position = self.advance().position
        return ArrayLiteral(position, self.items("]", "to end this array literal", "to separate the items of this array literal"))

    def map(self) -> Node:
        position = self.advance().position
        pairs: list[tuple[str, Node]] = []
        ending = "to end this object map literal"
        pipe, self.no_pipe = self.no_pipe, False
        while not self.take("}"):
            key = self.map_key(pairs, ending)
            self.check_error()
            if not self.token.is_symbol(":"):
                raise missing(":", f"to follow the property '{key}' in this object map literal", self.token.position)
            self.advance()
            pairs.append((key, self.expression()))
            self.check_error()
            if self.token.kind == "name":
                raise missing(",", "to separate the items of this object map literal", self.token.position)
            if not self.token.is_symbol(",", "}"):
                raise missing("}", ending, self.token.position)
            self.take(",")
        self.no_pipe = pipe
        return MapLiteral(position, pairs)

    def map_key(self, pairs: Sequence[tuple[str, Node]], ending: str) -> str:
        token = self.token
        self.check_error()
        if token.kind == "reserved" and token.text[0].isalpha():
            raise ParseFault(f"'{token.text}' is a reserved keyword", token.position)
        if token.kind not in ("name", "string"):
            if token.kind == "end" or not pairs:
                raise missing("}", ending, token.position)
            raise ParseFault("Expecting name of a property", token.position)
        key = token.text if token.kind == "name" else str(token.value)
        if any(key == known for known, _ in pairs):
            raise ParseFault(f"Duplicated property for object map literal: {key}", token.position)
        self.advance()
        return key

    def use(self, name: str, position: Position) -> None:
        """A name is read: closures around it capture it unless it is their own."""
        if any(name == known for known, _ in self.functions):
            return
        for level in range(len(self.outside) - 1, -1, -1):
            if any(name == known for known, _ in self.scopes[level + 1]):
                return
            self.outside[level].setdefault(name, position)

    def declared_constant(self, name: str) -> bool:
        """Whether the innermost declaration that the parser can see is a `const`."""
        return next((constant for known, constant in reversed(self.scopes[-1]) if known == name), False)

    def postfix(self, node: Node) -> Node:
        while True:
            token = self.token
            if self.no_pipe and token.is_symbol("|"):
                return node
            if isinstance(node, Name) and token.is_symbol("(", "()", "!"):
                node = self.call(node)
            elif token.is_symbol("[", "?["):
                node = self.index(node)
            elif token.is_symbol(".", "?."):
                node = self.member(node)
            else:
                return node

    def arguments(self, name: str) -> list[Node]:
        if self.advance().text == "()":
            return []
        return self.items(
            ")", f"to close the arguments list of this function call '{name}'", f"to separate the arguments to function call '{name}'"
        )

    def call(self, node: Name) -> Node:
        capture = self.take("!")
        if capture and not self.token.is_symbol("(", "()"):
            raise missing("(", "to start arguments list of function call", self.token.position)
        return Call(node.position, node.name, self.arguments(node.name), capture)

    def index(self, node: Node) -> Node:
        token = self.advance()
        pipe, self.no_pipe = self.no_pipe, False
        key = self.expression()
        self.no_pipe = pipe
        check_index(node, key)
        self.expect("]", "for a matching [ in this index expression")
        return Index(token.position, node, key, token.text == "?[")

    def member(self, node: Node) -> Node:
        dot = self.advance()
        token = self.token
        if token.kind == "reserved" and token.text not in METHODS:
            kind = "keyword" if token.text[0].isalpha() else "symbol"
            raise ParseFault(f"'{token.text}' is a reserved {kind}", token.position)
        if token.kind not in ("name", "reserved"):
            raise ParseFault("Expecting name of a property", token.position)
        self.advance()
        if token.kind == "reserved" and not self.token.is_symbol("(", "()"):
            raise ParseFault(f"'{token.text}' is a reserved keyword", token.position)
        if self.token.is_symbol("(", "()"):
            return Method(token.position, node, token.text, self.arguments(token.text), dot.position, dot.text == "?.")
        return Dot(token.position, node, token.text, dot.position, dot.text == "?.")
