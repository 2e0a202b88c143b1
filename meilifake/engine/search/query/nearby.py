"""Which of the sorted words of an index a typo automaton accepts.

Cut a word into one piece more than there are edits, with a character left out between two pieces: what is within so many edits of it
holds one of the pieces unhurt. (An edit hurts one of them; a swap of neighbours hurts two characters, and only one of these can be a
piece's.) Before an unhurt piece a text is longer or shorter by an edit each, so the piece stands near its place. So words are sieved by
looking for the pieces there, and few need the automaton.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from meilifake.engine.search.query.levenshtein import Automaton

LAST = "\U0010ffff"
FEW = 8
Found = tuple[str, int]
"""A word and its distance."""
Piece = tuple[int, str]
"""Where a part of a word stands, and the part."""


def nearby(words: Sequence[str], low: int, high: int, automaton: Automaton) -> list[Found]:
    """The words of `words[low:high]` that the automaton accepts, in order."""
    if automaton.edits == 1:
        return list(automaton.accepted(sieved(words, low, high, automaton, 0)))
    (_, first), *others = pieces(automaton.word, automaton.edits)
    start, end = beginning_with(words, first, low, high) if first else (low, high)
    state = Automaton.START
    for character in first:
        state = automaton.step(state, character)
    return [
        *automaton.accepted(holding(words[low:start], others, automaton.edits)),
        *automaton.accepted(words[start:end], len(first), state),
        *automaton.accepted(holding(words[end:high], others, automaton.edits)),
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
    keep, place, rest = (having if automaton.prefix else ending_with), half + 1, word[half + 1 :]
    return [
        *keep(words[low:start], place, rest),
        *sieved(words, start, end, automaton, half),
        *keep(words[end:high], place, rest),
    ]


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


def pieces(word: str, edits: int) -> list[Piece]:
    """One more than edits."""
    cuts = [len(word) * cut // (edits + 1) for cut in range(1, edits + 1)]
    return [(start, word[start:end]) for start, end in zip([0, *(cut + 1 for cut in cuts)], [*cuts, len(word)], strict=True)]


def holding(words: Sequence[str], wanted: Sequence[Piece], edits: int) -> list[str]:
    """The words with one of two pieces near its place. To look whether they have it at all is quicker, and seldom true."""
    (place, one), (after, other) = wanted
    low, end = max(0, place - edits), place + edits + len(one)
    least, last = max(0, after - edits), after + edits + len(other)
    return [
        word for word in words if (one in word and word.find(one, low, end) >= 0) or (other in word and word.find(other, least, last) >= 0)
    ]


def having(words: Iterable[str], place: int, piece: str) -> list[str]:
    """Those with a piece at its place, or one off."""
    low, end = max(0, place - 1), place + 1 + len(piece)
    return [word for word in words if piece in word and word.find(piece, low, end) >= 0]


def ending_with(words: Iterable[str], place: int, piece: str) -> list[str]:
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
