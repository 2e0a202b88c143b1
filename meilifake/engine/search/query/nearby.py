"""Which of the sorted words of an index a typo automaton accepts.

Cut a word into one piece more than there are edits, with a character left out between two pieces: what is within so many edits of it
holds one of the pieces unhurt. (An edit hurts one of them; a swap of neighbours hurts two characters, and only one of these can be a
piece's.) So words are sieved by looking for the pieces, and few need the automaton: 15 to 60 µs among 2,100 words, where a walk through
them as a trie took 30 to 400.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from meilifake.engine.search.query.levenshtein import Automaton

LAST = "\U0010ffff"
FEW = 8
Found = tuple[str, int]
"""A word and its distance."""


def nearby(words: Sequence[str], low: int, high: int, automaton: Automaton) -> list[Found]:
    """The words of `words[low:high]` that the automaton accepts, in order."""
    if automaton.edits == 1:
        return list(automaton.accepted(sieved(words, low, high, automaton, 0)))
    first, one, other = pieces(automaton.word, automaton.edits)
    start, end = beginning_with(words, first, low, high) if first else (low, high)
    state = Automaton.START
    for character in first:
        state = automaton.step(state, character)
    return [
        *automaton.accepted(holding(words[low:start], one, other)),
        *automaton.accepted(words[start:end], len(first), state),
        *automaton.accepted(holding(words[end:high], one, other)),
    ]


def sieved(words: Sequence[str], low: int, high: int, automaton: Automaton, shared: int) -> Sequence[str]:
    """For one edit: those words of a range that it might be. They all have the first `shared` characters of the automaton's word.

    An edit in the first half of what comes next leaves the second as it is, to the end of the word; all others have the first half.
    """
    word = automaton.word
    half = shared + (len(word) - shared) // 2
    if high - low < FEW or half == shared:
        return words[low:high]
    start, end = beginning_with(words, word[:half], low, high)
    keep, rest = (having if automaton.prefix else ending_with), word[half + 1 :]
    return [*keep(words[low:start], rest), *sieved(words, start, end, automaton, half), *keep(words[end:high], rest)]


def nearby_otherwise(words: Sequence[str], automaton: Automaton) -> list[Found]:
    """Those that begin with another character than the automaton's word, for one edit: it can only be there."""
    own, rest = automaton.word[0], automaton.word[1:]
    beginnings = [rest, rest[:1] + own + rest[1:]]
    for first in first_characters(words):
        beginnings += (first + rest, first + own + rest)
    met: set[str] = set()
    for beginning in beginnings:
        start, end = beginning_with(words, beginning, 0, len(words)) if automaton.prefix else where(words, beginning)
        met.update(words[start:end])
    return [(word, distance) for word, distance in automaton.accepted(sorted(met)) if word[0] != own]


def pieces(word: str, edits: int) -> list[str]:
    """One more than edits."""
    cuts = [len(word) * cut // (edits + 1) for cut in range(1, edits + 1)]
    return [word[start:end] for start, end in zip([0, *(cut + 1 for cut in cuts)], [*cuts, len(word)], strict=True)]


def holding(words: Iterable[str], one: str, other: str) -> list[str]:
    """The words with one of two pieces."""
    return [word for word in words if one in word or other in word]


def having(words: Iterable[str], piece: str) -> list[str]:
    return [word for word in words if piece in word]


def ending_with(words: Iterable[str], piece: str) -> list[str]:
    # To look whether they have it at all is quicker, and seldom true.
    return [word for word in words if piece in word and word.endswith(piece)]


def beginning_with(words: Sequence[str], beginning: str, low: int, high: int) -> tuple[int, int]:
    """Where the words with this beginning stand, within a range."""
    start = bisect_left(words, beginning, low, high)
    least = beginning.rstrip(LAST)
    return start, bisect_left(words, least[:-1] + chr(ord(least[-1]) + 1), start, high) if least else high


def where(words: Sequence[str], word: str) -> tuple[int, int]:
    at = bisect_left(words, word)
    return at, at + (at < len(words) and words[at] == word)


def with_first(words: Sequence[str], first: str) -> tuple[int, int]:
    """The range of the words that start with a character."""
    return beginning_with(words, first, 0, len(words))


def first_characters(words: Sequence[str]) -> Iterator[str]:
    """Every character that a word starts with."""
    at = 0
    while at < len(words):
        yield words[at][0]
        _, at = beginning_with(words, words[at][0], at, len(words))
