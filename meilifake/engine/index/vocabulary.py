"""The sorted words of an index, and the ranges of words that share a prefix."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from typing import Self

from meilifake.engine.index.initial import Initial, beginning_with

_FEW = 64


class Vocabulary:
    """Words in code point order, which is their byte order. Immutable, memory of look-ups aside."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words: Sequence[str] = sorted(words)
        self._initials: dict[str, Initial] = {}

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
        changed = {word[0] for word in (*added, *removed)}
        other._initials = {first: known for first, known in self._initials.items() if first not in changed}
        return other

    def range(self, prefix: str) -> tuple[int, int]:
        """Where the words that start with `prefix` stand: first and one past the last."""
        return beginning_with(self.words, prefix, 0, len(self.words))

    def count(self, prefix: str) -> int:
        first, end = self.range(prefix)
        return end - first

    def starting(self, prefix: str, limit: int | None = None) -> Sequence[str]:
        """The words that start with `prefix`, the first `limit` of them."""
        first, end = self.range(prefix)
        return self.words[first : end if limit is None else min(end, first + limit)]

    def initial(self, character: str) -> Initial:
        """The words that begin with a character."""
        known = self._initials.get(character)
        if known is None:
            low, high = beginning_with(self.words, character, 0, len(self.words))
            known = self._initials[character] = Initial(self.words[low:high])
        return known

    @cached_property
    def first_characters(self) -> Sequence[str]:
        """Every character that a word begins with, in order."""
        found: list[str] = []
        at = 0
        while at < len(self.words):
            found.append(self.words[at][0])
            _, at = beginning_with(self.words, found[-1], at, len(self.words))
        return found

    def __contains__(self, word: str) -> bool:
        at = bisect_left(self.words, word)
        return at < len(self.words) and self.words[at] == word
