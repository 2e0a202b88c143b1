"""Walks the sorted words of an index with a typo automaton, as a trie: shared beginnings are read once, hopeless branches never."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from meilifake.engine.search.query.levenshtein import Automaton, State

LAST = "\U0010ffff"
FEW = 16
"""Below so many words a look at each is cheaper than looking for branches."""


def nearby(words: Sequence[str], low: int, high: int, automaton: Automaton) -> list[tuple[str, int]]:
    """The words of `words[low:high]` (sorted) that the automaton accepts, with their distances, in order."""
    found: list[tuple[str, int]] = []
    Walk(words, automaton, found).branch(low, high, 0, Automaton.START)
    return found


class Walk(NamedTuple):
    """One look through the words; what is accepted goes to `found`."""

    words: Sequence[str]
    automaton: Automaton
    found: list[tuple[str, int]]

    def branch(self, low: int, high: int, depth: int, state: State) -> None:
        """`words[low:high]` share their first `depth` characters, which led to `state`."""
        words, automaton = self.words, self.automaton
        if automaton.settled(state):
            distance = automaton.distance(state)
            if distance <= automaton.edits:
                self.found.extend((word, distance) for word in words[low:high])
            return
        if high - low <= FEW:
            for word in words[low:high]:
                distance = automaton.distance_of(word, depth, state)
                if distance <= automaton.edits:
                    self.found.append((word, distance))
            return
        prefix = words[low][:depth]
        if len(words[low]) == depth:
            distance = automaton.distance(state)
            if distance <= automaton.edits:
                self.found.append((prefix, distance))
            low += 1
        if automaton.step(state, "")[0]:
            self.all_branches(low, high, prefix, state)
            return
        for character in automaton.alphabet:
            reached = automaton.step(state, character)
            if reached[0]:
                start = bisect_left(words, prefix + character, low, high)
                low = bisect_left(words, prefix + after(character), start, high)
                if low > start:
                    self.branch(start, low, depth + 1, reached)

    def all_branches(self, low: int, high: int, prefix: str, state: State) -> None:
        """As long as an edit is left, any character may follow."""
        words, depth, step = self.words, len(prefix), self.automaton.step
        while low < high:
            character = words[low][depth]
            end = bisect_left(words, prefix + after(character), low, high)
            reached = step(state, character)
            if reached[0]:
                self.branch(low, end, depth + 1, reached)
            low = end


def after(character: str) -> str:
    """The least text above everything that starts with a character."""
    return chr(ord(character) + 1) if character < LAST else LAST + LAST


def with_first(words: Sequence[str], first: str) -> tuple[int, int]:
    """The range of the words that start with a character."""
    low = bisect_left(words, first)
    return low, bisect_left(words, after(first), low)
