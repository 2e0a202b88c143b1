"""The short way for ASCII text, by far the most common: whole-string operations instead of one token at a time."""

from __future__ import annotations

import re
from typing import Self

from meilifake.engine.text import separators

Run = tuple[int, list[str]]

# Control characters need the long way: they are removed from words, or are whitespace without being separators.
_ODD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SPACES = frozenset(" \t\n\r")
_MARK = "\0"
_CONTEXT = 8
_MAX_WORD = 250


class Plain:
    """What ASCII text becomes under given separators: hard ones a mark, soft ones a space, the rest words."""

    __slots__ = ("_stop_words", "_table")

    def __init__(self, table: dict[int, str], stop_words: frozenset[str]) -> None:
        self._table = table
        self._stop_words = stop_words

    @classmethod
    def of(cls, allowed: frozenset[str], stop_words: frozenset[str]) -> Self | None:
        """None when these separators do not lend themselves to it."""
        ascii_separators = {text for text in allowed if text.isascii()}
        longer = {text for text in ascii_separators if len(text) > 1}
        letters = any(text.isalpha() for text in ascii_separators)  # of one case only, and words are in lower case here
        if longer != {". ", ", "} or not ascii_separators >= _SPACES or ascii_separators & stop_words or letters:
            return None
        singles = ascii_separators - longer - {_MARK}
        table = {ord(char): _MARK if char in separators.HARD else " " for char in singles}
        return cls(table, stop_words)

    def runs(self, text: str) -> list[Run] | None:
        """The runs of a text (see `Tokenizer.runs`), None when it needs the long way."""
        if not text.isprintable() and _ODD.search(text):
            return None
        stop_words = self._stop_words
        if not stop_words:
            text = text.lower()
        marked = text.replace(". ", _MARK).replace(", ", _MARK).translate(self._table)
        long = len(text) > _MAX_WORD
        runs: list[Run] = []
        offset = 0
        for sentence in marked.split(_MARK):
            words = sentence.split()
            if not words:
                continue
            count = len(words)
            if stop_words:
                words = ["" if word in stop_words else word.lower() for word in words]
            if long:
                words = [word if len(word) <= _MAX_WORD else "" for word in words]
            runs.append((offset, words))
            offset += count - 1 + _CONTEXT
        return runs
