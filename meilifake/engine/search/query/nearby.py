"""Walks the sorted words of an index with a typo automaton, as a trie: shared beginnings are read once, hopeless branches never."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from meilifake.engine.search.query.levenshtein import Automaton

LAST = "\U0010ffff"
FEW = 4
"""Below so many words a look at each is cheaper than looking for branches."""


def nearby(words: Sequence[str], low: int, high: int, automaton: Automaton) -> Iterator[tuple[str, int]]:
    """The words of `words[low:high]` (sorted) that the automaton accepts, with their distances, in order."""
    return branch(words, low, high, 0, Automaton.START, automaton)


def branch(
    words: Sequence[str], low: int, high: int, depth: int, state: tuple[int, int], automaton: Automaton
) -> Iterator[tuple[str, int]]:
    """`words[low:high]` share their first `depth` characters, which led to `state`."""
    if automaton.settled(state):
        distance = automaton.distance(state)
        for at in range(low, high) if distance <= automaton.shapes.edits else ():
            yield words[at], distance
        return
    if high - low <= FEW:
        yield from each(words, low, high, depth, state, automaton)
        return
    prefix = words[low][:depth]
    if len(words[low]) == depth:
        distance = automaton.distance(state)
        if distance <= automaton.shapes.edits:
            yield prefix, distance
        low += 1
    if automaton.step(state, "")[0]:
        yield from all_branches(words, low, high, prefix, state, automaton)
        return
    for character in automaton.alphabet:
        reached = automaton.step(state, character)
        if reached[0]:
            start = bisect_left(words, prefix + character, low, high)
            low = bisect_left(words, prefix + after(character), start, high)
            if low > start:
                yield from branch(words, start, low, depth + 1, reached, automaton)


def all_branches(
    words: Sequence[str], low: int, high: int, prefix: str, state: tuple[int, int], automaton: Automaton
) -> Iterator[tuple[str, int]]:
    """As long as an edit is left, any character may follow."""
    depth = len(prefix)
    while low < high:
        character = words[low][depth]
        end = bisect_left(words, prefix + after(character), low, high)
        reached = automaton.step(state, character)
        if reached[0]:
            yield from branch(words, low, end, depth + 1, reached, automaton)
        low = end


def each(words: Sequence[str], low: int, high: int, depth: int, state: tuple[int, int], automaton: Automaton) -> Iterator[tuple[str, int]]:
    """The last few words of a branch, one by one."""
    edits, step, settled = automaton.shapes.edits, automaton.step, automaton.settled
    for at in range(low, high):
        word, reached = words[at], state
        for place in range(depth, len(word)):
            reached = step(reached, word[place])
            if settled(reached):
                break
        distance = automaton.distance(reached)
        if distance <= edits:
            yield word, distance


def after(character: str) -> str:
    """The least text above everything that starts with a character."""
    return chr(ord(character) + 1) if character < LAST else LAST + LAST


def with_first(words: Sequence[str], first: str) -> tuple[int, int]:
    """The range of the words that start with a character."""
    low = bisect_left(words, first)
    return low, bisect_left(words, after(first), low)
