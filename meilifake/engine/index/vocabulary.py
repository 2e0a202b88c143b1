"""The sorted words of an index, and the ranges of words that share a prefix."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Sequence
from typing import Self

_LAST = "\U0010ffff"
_FEW = 64


class Vocabulary:
    """Words in code point order, which is their byte order. Immutable."""

    __slots__ = ("words",)

    def __init__(self, words: Iterable[str]) -> None:
        self.words: Sequence[str] = sorted(words)

    def with_changes(self, added: Collection[str], removed: Collection[str]) -> Self:
        """This vocabulary with some new words and without some of its own."""
        if not added and not removed:
            return self
        other = type(self)(())
        gone = frozenset(removed)
        words = [word for word in self.words if word not in gone] if gone else list(self.words)
        if len(added) > _FEW:
            words.extend(added)
            words.sort()
        else:
            for word in added:
                insort(words, word)
        other.words = words
        return other

    def range(self, prefix: str) -> tuple[int, int]:
        """Where the words that start with `prefix` stand: first and one past the last."""
        return bisect_left(self.words, prefix), bisect_left(self.words, prefix + _LAST) if prefix else len(self.words)

    def count(self, prefix: str) -> int:
        first, end = self.range(prefix)
        return end - first

    def starting(self, prefix: str, limit: int | None = None) -> Sequence[str]:
        """The words that start with `prefix`, the first `limit` of them."""
        first, end = self.range(prefix)
        return self.words[first : end if limit is None else min(end, first + limit)]

    def __contains__(self, word: str) -> bool:
        at = bisect_left(self.words, word)
        return at < len(self.words) and self.words[at] == word
