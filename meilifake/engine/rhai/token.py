"""Tokens of a script, and the tables of what Rhai reserves."""

from __future__ import annotations

from typing import Any, NamedTuple

from meilifake.engine.rhai.faults import Position


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


class Token(NamedTuple):
    """`kind`: `symbol`, `keyword`, `name`, `reserved`, `int`, `float`, `char`, `string`, `open string` (an interpolation follows),
    `error` or `end`; `text` as written (for an error: its words); `value` of a literal."""

    kind: str
    text: str
    position: Position
    value: Any = None

    def is_symbol(self, *texts: str) -> bool:
        return self.kind == "symbol" and self.text in texts

    def is_keyword(self, *texts: str) -> bool:
        return self.kind == "keyword" and self.text in texts


KEYWORDS = words("true false let const if else switch do while until loop for in continue break return throw try catch fn private")
"""`import`, `export` and `as` are reserved words: the server has no modules."""

RESERVED = words(
    "as use case async public package super var protected spawn shared is sync curry static default is_shared print this "
    "is_def_var thread is_def_fn yield new call match eval await null debug type_of with void import nil export module Fn go goto"
)
CALLABLE = words("curry is_shared print is_def_var is_def_fn call eval debug type_of Fn")
"""Reserved words that may be called."""
METHODS = frozenset(("curry", "is_shared", "call", "type_of"))
"""Those that may be called as methods."""

SYMBOLS = (
    "**=", "<<=", ">>=", "..=", "===", "!==", "...",
    "**", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>", "==", "!=", "<=", ">=", "&&", "||", "??", "?.", "?[", "..",
    "=>", "#{", "++", "--", "->", "<-", ":=", ":;", "|>", "<|", "(*", "*)", "#!", "!.", "()",
    "+", "-", "*", "/", "%", "=", "<", ">", "!", "&", "|", "^", "(", ")", "[", "]", "{", "}", ";", ":", ",", ".", "~", "@", "$", "?",
    "#",
)  # fmt: skip
"""Longest first."""
RESERVED_SYMBOLS = frozenset(("?", "#", "===", "!==", "#!", "~", "!.", ":=", "...", "@", "<-", "--", "<|", "$", "->", "|>", "++", ":;",
                              "*)", "(*"))  # fmt: skip
MISTAKES = {
    "===": "'===' is not a valid operator. This is not JavaScript! Should it be '=='?",
    "!==": "'!==' is not a valid operator. This is not JavaScript! Should it be '!='?",
    "->": "'->' is not a valid symbol. This is not C or C++!",
    "<-": "'<-' is not a valid symbol. This is not Go! Should it be '<='?",
    ":=": "':=' is not a valid assignment operator. This is not Go or Pascal! Should it be simply '='?",
    ":;": "':;' is not a valid symbol. Should it be '::'?",
    "(*": "'(* .. *)' is not a valid comment format. This is not Pascal! Should it be '/* .. */'?",
    "*)": "'(* .. *)' is not a valid comment format. This is not Pascal! Should it be '/* .. */'?",
}
"""Symbols of other languages, and what Rhai says of them."""

UNARY_FOLLOWS = words("; : , ?? .. ..= { ( [ + += - -= * *= / /= % %= ** **= << <<= >> >>= = == != < > ! <= >= | & && &= || |= ^ ^= ?[")
"""After one of these a minus belongs to the number or operand that follows."""
UNARY_FOLLOWS_WORDS = frozenset(("if", "while", "until", "in", "return", "throw"))
