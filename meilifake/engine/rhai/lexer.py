"""From the text of a script to its tokens, one at a time: what a back-tick means depends on the parser."""

from __future__ import annotations

import re
from typing import Any

from meilifake.engine.rhai.faults import Position
from meilifake.engine.rhai.token import (
    KEYWORDS,
    MISTAKES,
    RESERVED,
    RESERVED_SYMBOLS,
    SYMBOLS,
    UNARY_FOLLOWS,
    UNARY_FOLLOWS_WORDS,
    Token,
)
from meilifake.engine.rhai.values import I64_MAX, I64_MIN

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)
NUMBER = re.compile(
    r"0[xX][0-9a-fA-F_]*|0[oO][0-7_]*|0[bB][01_]*|[0-9][0-9_]*(?:\.(?:[0-9][0-9_]*|(?![A-Za-z_.]|\Z)))?(?:[eE][-+]?[0-9_]+)?", re.ASCII
)
SPACE = re.compile(r"(?:\s+|//[^\n]*)+")
COMMENT_MARK = re.compile(r"/\*|\*/")
RADIX = {"x": 16, "o": 8, "b": 2}
SIMPLE_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\"}
HEX_ESCAPES = {"x": 2, "u": 4, "U": 8}


class Lexer:
    """`next` gives the next token; `text` goes on inside a back-tick string after an interpolation."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.unary = True

    def position(self, at: int) -> Position:
        line_start = self.source.rfind("\n", 0, at) + 1
        return self.source.count("\n", 0, at) + 1, at - line_start + 1

    def token(self, kind: str, text: str, at: int, value: Any = None) -> Token:
        self.unary = kind == "error" or (text in UNARY_FOLLOWS if kind == "symbol" else kind == "keyword" and text in UNARY_FOLLOWS_WORDS)
        return Token(kind, text, self.position(at), value)

    def next(self) -> Token:
        self.skip()
        start = self.at
        if start >= len(self.source):
            return Token("end", "", self.position(start))
        letter = self.source[start]
        if letter.isascii() and letter.isdigit():
            return self.number(start)
        if letter in "-" and self.unary and self.source[start + 1 : start + 2].isdigit():
            self.at += 1
            return self.number(start)
        if letter in "\"'`":
            return self.literal(letter, start)
        if letter == "#" and re.match(r'#+"', self.source[start:]):
            return self.raw(start)
        name = NAME.match(self.source, start)
        if name is not None:
            return self.word(name[0], start)
        return self.symbol(start)

    def skip(self) -> None:
        """Past white space and comments. Block comments nest, and one that is never closed runs to the end."""
        while True:
            space = SPACE.match(self.source, self.at)
            if space is not None:
                self.at = space.end()
            if not self.source.startswith("/*", self.at):
                return
            depth = 0
            for mark in COMMENT_MARK.finditer(self.source, self.at):
                depth += 1 if mark[0] == "/*" else -1
                self.at = mark.end()
                if not depth:
                    break
            else:
                self.at = len(self.source)

    def word(self, text: str, start: int) -> Token:
        self.at += len(text)
        if text == "_":
            return self.token("symbol", "_", start)
        if text in KEYWORDS:
            return self.token("keyword", text, start, {"true": True, "false": False}.get(text))
        if not text.strip("_") or not text.lstrip("_")[0].isalpha():
            return self.token("error", f"Variable name is not proper: '{text}'", start)
        return self.token("reserved" if text in RESERVED else "name", text, start)

    def symbol(self, start: int) -> Token:
        if re.match(r"!in(?![A-Za-z0-9_])", self.source[start:]):
            self.at += 3
            return self.token("symbol", "!in", start)
        for text in SYMBOLS:
            if self.source.startswith(text, start):
                break
        else:
            self.at += 1
            return self.token("error", f"Unexpected '{self.source[start]}'", start)
        self.at += len(text)
        if text in MISTAKES:
            return self.token("error", MISTAKES[text], start)
        return self.token("reserved" if text in RESERVED_SYMBOLS else "symbol", text, start)

    def number(self, start: int) -> Token:
        match = NUMBER.match(self.source, self.at)
        assert match is not None
        self.at = match.end()
        text = self.source[start : self.at].replace("_", "")
        body = text.lstrip("-")
        if body[:1] == "0" and body[1:2].lower() in RADIX and len(body) > 1:
            if text != body:
                # A sign is counted among the digits, of which the first two are taken for the radix.
                return self.token("error", f"Invalid number: '{text[2:]}'", start)
            digits = body[2:]
            value = int(digits, RADIX[body[1].lower()]) if digits else 2**64
            if value >= 2**64:
                return self.token("error", f"Invalid number: '{digits}'", start)
            return self.token("int", text, start, value - 2**64 if value > I64_MAX else value)
        if body.isdigit() and I64_MIN <= int(text) <= I64_MAX:
            return self.token("int", text, start, int(text))
        return self.token("float", text, start, float(text))

    def raw(self, start: int) -> Token:
        """`#"..."#`, with any number of marks."""
        marks = len(self.source[start:]) - len(self.source[start:].lstrip("#"))
        end = self.source.find('"' + "#" * marks, start + marks + 1)
        if end < 0:
            self.at = len(self.source)
            return self.token("error", "Open string is not terminated", start)
        self.at = end + 1 + marks
        return self.token("string", "", start, self.source[start + marks + 1 : end])

    def literal(self, quote: str, start: int) -> Token:
        self.at += 1
        if quote == "`":
            if self.source.startswith("\n", self.at):
                self.at += 1
            return self.text(start)
        if quote == "'" and self.source.startswith("'", self.at):
            self.at += 1
            return self.token("error", "Invalid character: ''", start)
        content = self.escaped(quote, start)
        if isinstance(content, Token):
            return content
        if quote == '"':
            return self.token("string", "", start, content)
        if len(content) != 1:
            return self.token("error", f"Invalid character: '{content}'", start)
        return self.token("char", "", start, content)

    def escaped(self, quote: str, start: int) -> str | Token:
        """The content up to the closing quote; a doubled quote stands for itself, a backslash at the end of a line joins lines."""
        parts: list[str] = []
        while True:
            letter = self.source[self.at : self.at + 1]
            if letter in ("", "\n"):
                return self.token("error", "Open string is not terminated", start)
            self.at += 1
            if letter == "\\" and self.at == len(self.source):
                return self.token("error", "Open string is not terminated", start)
            if letter == quote:
                if not self.source.startswith(quote, self.at):
                    return "".join(parts)
                self.at += 1
            elif letter == "\\":
                found = self.escape(quote)
                if isinstance(found, Token):
                    return found
                letter = found
            parts.append(letter)

    def escape(self, quote: str) -> str | Token:
        letter = self.source[self.at : self.at + 1]
        self.at += 1
        if letter in SIMPLE_ESCAPES:
            return SIMPLE_ESCAPES[letter]
        if letter == quote:
            return quote
        if letter == "\n":
            self.at += len(self.source[self.at :]) - len(self.source[self.at :].lstrip(" \t"))
            return ""
        if letter in HEX_ESCAPES and letter:
            digits = self.source[self.at : self.at + HEX_ESCAPES[letter]]
            self.at += len(digits)
            if len(digits) == HEX_ESCAPES[letter] and re.fullmatch(r"[0-9a-fA-F]+", digits) and is_scalar(int(digits, 16)):
                return chr(int(digits, 16))
            letter += digits
        return self.token("error", f"Invalid escape sequence: '\\{letter}'", self.at - 1)

    def text(self, start: int) -> Token:
        """The rest of a back-tick string, up to its end or to an interpolation."""
        parts: list[str] = []
        while self.at < len(self.source):
            letter = self.source[self.at]
            if self.source.startswith("${", self.at):
                self.at += 1
                return self.token("open string", "", start, "".join(parts))
            self.at += 1
            if letter == "`":
                if not self.source.startswith("`", self.at):
                    return self.token("string", "", start, "".join(parts))
                self.at += 1
            elif letter == "\\" and self.source.startswith("${", self.at):
                letter, self.at = "$", self.at + 1
            parts.append(letter)
        return self.token("error", "Open string is not terminated", start)


def is_scalar(code: int) -> bool:
    return code < 0x110000 and not 0xD800 <= code < 0xE000
