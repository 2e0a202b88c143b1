"""A dictionary of words and the greedy cut that the server makes with one: always the longest known word that starts here."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache


class Dictionary:
    """Known words, with the lengths they come in."""

    __slots__ = ("_longest", "_words")

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._longest: dict[str, int] = {}
        for word in self._words:
            if word:
                self._longest[word[0]] = max(len(word), self._longest.get(word[0], 0))

    def cut(self, text: str, *, single: bool) -> list[str]:
        """The words of a text. Unknown characters stand alone when `single`, else together up to the next known word."""
        parts: list[str] = []
        at, unknown = 0, 0
        while at < len(text):
            end = self._match(text, at)
            if end and unknown < at:
                parts.append(text[unknown:at])
            if end or single:
                parts.append(text[at : end or at + 1])
                at = unknown = end or at + 1
            else:
                at += 1
        if unknown < at:
            parts.append(text[unknown:at])
        return parts

    def _match(self, text: str, at: int) -> int:
        """The end of the longest known word that starts at `at`, 0 when there is none."""
        for end in range(min(len(text), at + self._longest.get(text[at], 0)), at, -1):
            if text[at:end] in self._words:
                return end
        return 0


@cache
def thai() -> Dictionary | None:
    """Thai words of the `pythainlp` library (extra `th`), None without it."""
    try:
        from pythainlp.corpus import thai_words  # type: ignore[import-untyped,import-not-found,unused-ignore]
    except ImportError:
        return None
    return Dictionary(thai_words())
