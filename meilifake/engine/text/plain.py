"""The short way for ASCII text, by far the most common: whole-string operations instead of one token at a time."""

from __future__ import annotations

from typing import Self

from meilifake.engine.text import separators

Run = tuple[int, list[str]]

_SPACES = frozenset(" \t\n\r")
# Bytes that ASCII text does not have. Control characters need the long way: they are removed from words, or are whitespace without being
# separators.
_MARK = b"\xff"
_ODD = b"\xfe"
_CONTROLS = [*range(9), 11, 12, *range(14, 32), 127]
_CONTEXT = 8
_MAX_WORD = 250
# Ids, years and genres come again and again.
_SHORT = 16
_MEMO_SIZE = 1024


class Plain:
    """What ASCII text becomes under given separators: hard ones a mark, soft ones a space, the rest words in lower case.

    `table` says it for each byte. Stop words are compared with the words as they are written, so with them lower case comes later.
    """

    __slots__ = ("_memo", "_stop_words", "_table")

    def __init__(self, table: bytes, stop_words: frozenset[str]) -> None:
        self._table = table
        self._stop_words = stop_words
        self._memo: dict[str, list[Run] | None] = {}

    @classmethod
    def of(cls, allowed: frozenset[str], stop_words: frozenset[str]) -> Self | None:
        """None when these separators do not lend themselves to it."""
        ascii_separators = {text for text in allowed if text.isascii()}
        longer = {text for text in ascii_separators if len(text) > 1}
        letters = any(text.isalpha() for text in ascii_separators)  # of one case only, and words are in lower case here
        if longer != {". ", ", "} or not ascii_separators >= _SPACES or ascii_separators & stop_words or letters:
            return None
        table = bytearray(range(256)) if stop_words else bytearray(range(256)).lower()
        for char in ascii_separators - longer:
            table[ord(char)] = ord(_MARK if char in separators.HARD else " ")
        for control in _CONTROLS:
            table[control] = ord(_ODD)
        return cls(bytes(table), stop_words)

    def runs(self, text: str) -> list[Run] | None:
        """The runs of a text (see `Tokenizer.runs`), None when it needs the long way."""
        if len(text) > _SHORT:
            return self._runs(text)
        if text not in self._memo:
            if len(self._memo) >= _MEMO_SIZE:
                self._memo.clear()
            self._memo[text] = self._runs(text)
        return self._memo[text]

    def _runs(self, text: str) -> list[Run] | None:
        marked = text.encode().replace(b". ", _MARK).replace(b", ", _MARK).translate(self._table)
        if _ODD in marked:
            return None
        runs: list[Run] = []
        offset = 0
        for sentence in marked.split(_MARK):
            words = sentence.decode().split()
            if not words:
                continue
            count = len(words)
            if self._stop_words:
                words = ["" if word in self._stop_words else word.lower() for word in words]
            if len(sentence) - 2 * (count - 1) > _MAX_WORD:  # each other word takes two bytes at least
                words = [word if len(word) <= _MAX_WORD else "" for word in words]
            runs.append((offset, words))
            offset += count - 1 + _CONTEXT
        return runs
