"""A place in a filter's text, and the smallest things that can be read there: blanks, words, literals, values."""

from __future__ import annotations

import re
import unicodedata

from meilifake.engine.index.facet_text import WHITE
from meilifake.engine.search.filters.ast import Token
from meilifake.engine.search.filters.fault import Fault
from meilifake.engine.search.filters.span import Span
from meilifake.engine.search.filters.unescape import BadEscape, unescape

BLANKS = re.compile(r"[ \t\r\n]*")
"""Blanks between words are these four; only before a value does the server skip every Unicode space."""
ANY_WHITE = re.compile(f"[{WHITE}]*")
WORD = re.compile(r"[\w.\-]+")
NOT_SYNTAX = re.compile(f"[^{WHITE}()=<>!]*")
KEYWORDS = frozenset(
    ["AND", "OR", "IN", "NOT", "TO", "EXISTS", "IS", "NULL", "EMPTY", "CONTAINS", "STARTS", "WITH", "_geoRadius", "_geoBoundingBox"]
)


def alphabetic_mark(character: str) -> bool:
    """Marks and symbols that Unicode calls alphabetic although they are no letters: vowel signs, circled letters."""
    category = unicodedata.category(character)
    if category == "Mc":
        return True
    if category == "Mn":
        return unicodedata.combining(character) in (0, *range(10, 36), 240) and not 0xFE00 <= ord(character) <= 0xFE0F
    code = ord(character)
    return 0x24B6 <= code <= 0x24E9 or 0x1F130 <= code <= 0x1F149 or 0x1F150 <= code <= 0x1F169 or 0x1F170 <= code <= 0x1F189


class Cursor:
    """`at` moves as things are read; whoever must give up puts it back. `shown` is what messages print as the whole filter."""

    __slots__ = ("at", "shown", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.shown = text

    def span(self, start: int, end: int) -> Span:
        return Span(self.text, start, end, self.shown)

    def rest(self, start: int | None = None) -> Span:
        """From a place (here, unless told) to the end: what most messages quote."""
        return self.span(self.at if start is None else start, len(self.text))

    def done(self) -> bool:
        return self.at == len(self.text)

    def blanks(self) -> int:
        """Skip blanks; how many there were."""
        start = self.at
        match = BLANKS.match(self.text, start)
        assert match is not None
        self.at = match.end()
        return self.at - start

    def literal(self, text: str) -> bool:
        if self.text.startswith(text, self.at):
            self.at += len(text)
            return True
        return False

    def spaced_literal(self, text: str) -> bool:
        """With blanks allowed on both sides."""
        start = self.at
        self.blanks()
        if self.literal(text):
            self.blanks()
            return True
        self.at = start
        return False

    def word_end(self) -> int:
        """Where the longest word here ends."""
        at = self.at
        while True:
            match = WORD.match(self.text, at)
            if match is not None:
                at = match.end()
            elif at < len(self.text) and self.text[at] > "\x7f" and alphabetic_mark(self.text[at]):
                at += 1
            else:
                return at

    def word(self, word: str) -> bool:
        """Exactly this word, not the beginning of a longer one."""
        end = self.word_end()
        if self.text[self.at : end] == word:
            self.at = end
            return True
        return False

    def spaced_word(self, word: str) -> bool:
        start = self.at
        self.blanks()
        if self.word(word):
            self.blanks()
            return True
        self.at = start
        return False

    def keywords(self, *words: str) -> bool:
        """These texts with at least one blank between them."""
        start = self.at
        for place, word in enumerate(words):
            if (place and not self.blanks()) or not self.literal(word):
                self.at = start
                return False
        return True

    def value(self) -> Token:
        """A word or a quoted text, with the blanks around it. Raises Fault, also for the names of geo functions."""
        match = ANY_WHITE.match(self.text, self.at)
        assert match is not None
        start = self.at = match.end()
        if self.text.startswith("_geo", start):
            self.refuse_geo(start)
        raw = self.quoted_value(start) if self.text[start : start + 1] in ("'", '"') else self.plain_value(start)
        self.blanks()
        try:
            value = unescape(raw.value)
        except BadEscape as bad:
            raise self.bad_escape(bad, raw.span) from None
        return raw if value == raw.value else Token(value, raw.span)

    def bad_escape(self, bad: BadEscape, where: Span) -> Fault:
        if bad.kind == "incomplete":
            return Fault("incomplete", Span(self.text, 0, len(self.text), self.text), final=True)
        return Fault(bad.kind, where)

    def refuse_geo(self, start: int) -> None:
        for name in ("_geoPoint", "_geoDistance"):
            if self.text.startswith(name, start):
                raise Fault("reserved_geo", self.rest(start), name, final=True)
        word = self.text[start : self.word_end()]
        if word == "_geo":
            raise Fault("reserved_geo", self.rest(start), word, final=True)
        if word in ("_geoRadius", "_geoBoundingBox"):
            raise Fault("misused", self.rest(start), word, final=True)

    def plain_value(self, start: int) -> Token:
        end = self.word_end()
        word = self.text[start:end]
        if not word or word in KEYWORDS:
            shown = NOT_SYNTAX.match(self.text, start)
            assert shown is not None
            raise Fault("value", self.span(start, shown.end()), bool(word))
        self.at = end
        return Token(word, self.span(start, end))

    def quoted_value(self, start: int) -> Token:
        """Raises Fault, final: after an opening quote nothing else can be meant."""
        quote = self.text[start]
        end, escaped = self.closing(start)
        if end is None:
            raise Fault("malformed", self.rest(start + 1), final=True)
        if end == len(self.text):
            raise Fault("delimiter", self.rest(start), quote, final=True)
        self.at = end + 1
        text = self.text[start + 1 : end]
        return Token(text.replace("\\" + quote, quote) if escaped else text, self.span(start + 1, end))

    def closing(self, start: int) -> tuple[int | None, bool]:
        """Where the quote opened at `start` closes (the end of the text: nowhere; None: the text ends in a backslash), and whether
        a quote was escaped inside."""
        quote, at, escaped = self.text[start], start + 1, False
        while at < len(self.text):
            character = self.text[at]
            if character == quote:
                break
            if character == "\\":
                at += 1
                if at == len(self.text):
                    return None, escaped
                escaped = escaped or self.text[at] == quote
            at += 1
        return at, escaped
