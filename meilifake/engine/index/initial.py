"""The words of an index that begin with one character, and one text of them all, which is looked through much faster than word by word."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate

END = "\n"
"""Put after each word. A word that has one itself, by settings, is told apart by where it ends."""
LAST = "\U0010ffff"


class Initial:
    """`words`: in code point order. Immutable."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def _text(self) -> str:
        return END.join(self.words) + END

    @cached_property
    def _starts(self) -> array[int]:
        return array("I", accumulate((len(word) + 1 for word in self.words), initial=0))

    def having(self, piece: str, low: int, high: int) -> Iterator[tuple[int, int]]:
        """Which of the words `low` to `high` have a piece, and where in it, for each time that they do."""
        starts, length = self._starts, len(piece)
        for at in self._found(piece, low, high):
            word = bisect_right(starts, at, low, high) - 1
            if at + length < starts[word + 1]:
                yield word, at - starts[word]

    def ending_with(self, piece: str, low: int, high: int) -> Iterator[tuple[int, int]]:
        """Those that end with a piece, and where it begins."""
        starts, length = self._starts, len(piece) + 1
        for at in self._found(piece + END, low, high):
            word = bisect_right(starts, at, low, high) - 1
            if at + length == starts[word + 1]:
                yield word, at - starts[word]

    def beginning_with(self, beginning: str, low: int, high: int) -> tuple[int, int]:
        """Where those with this beginning stand: first and one past the last."""
        return beginning_with(self.words, beginning, low, high)

    def the_word(self, word: str, low: int, high: int) -> tuple[int, int]:
        """Where a word stands, if it is there."""
        at = bisect_left(self.words, word, low, high)
        return at, at + (at < high and self.words[at] == word)

    def _found(self, piece: str, low: int, high: int) -> Iterator[int]:
        find, end = self._text.find, self._starts[high]
        at = find(piece, self._starts[low], end)
        while at >= 0:
            yield at
            at = find(piece, at + 1, end)


def beginning_with(words: Sequence[str], beginning: str, low: int, high: int) -> tuple[int, int]:
    """Where the words with this beginning stand, within a range."""
    start = bisect_left(words, beginning, low, high)
    if start == high or not words[start].startswith(beginning):
        return start, start
    least = beginning.rstrip(LAST)
    return start, bisect_left(words, least[:-1] + chr(ord(least[-1]) + 1), start, high) if least else high
