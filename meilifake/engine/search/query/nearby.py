"""Which of the words of an index lie within one or two edits of a query word: as the typo automaton says, which few words need to be asked.

One edit changes a word where it first differs, and leaves the rest as it is: so the rest is looked for.

Two edits: cut a word into three pieces, with a character left out between two of them, and what is within two edits of it holds one of the
pieces unhurt. (An edit hurts one of them; a swap of neighbours hurts two characters, and only one of these can be a piece's.) Before an
unhurt piece a text is longer or shorter by an edit each, so the piece stands near its place.
"""

from __future__ import annotations

from collections.abc import Sequence

from meilifake.engine.index.initial import Initial
from meilifake.engine.index.vocabulary import Vocabulary
from meilifake.engine.search.query.levenshtein import Automaton

FEW = 8
Found = tuple[str, int]
"""A word and its distance."""
Piece = tuple[int, str]
"""Where a part of a word stands, and the part."""


def at_one_edit(words: Initial, word: str, prefix: bool) -> list[str]:
    """Those at a distance of one from a word that begins as they do, in order. `prefix`: their beginnings count, the nearest of each."""
    low, high = 0, len(words)
    found: set[int] = set()
    for at in range(1, len(word) - 1):
        if high - low < FEW:
            break
        # Of words that share so much, those that differ next, and a few that do not.
        found.update(changed_at(words, word, prefix, at, low, high))
        low, high = words.beginning_with(word[: at + 1], low, high)
    kept = [words.words[number] for number in sorted(found) if not low <= number < high]
    rest = [text for text, distance in Automaton(word, 1, prefix).accepted(words.words[low:high]) if distance == 1]
    return sorted(kept + rest) if kept and rest else kept or rest


def changed_at(words: Initial, word: str, prefix: bool, at: int, low: int, high: int) -> set[int]:
    """Which of the words `low` to `high`, whose first `at` characters are those of the word, are it but for an edit right there."""
    head, there, rest = word[:at], word[at], word[at + 1 :]
    found: set[int] = set()
    for number, start in (words.having if prefix else words.ending_with)(rest, low, high):
        if start == at + 1 or (start == at + 2 and words.words[number].startswith(there, at + 1)):
            found.add(number)
    where = words.beginning_with if prefix else words.the_word
    for changed in (head + rest, head + rest[0] + there + rest[1:]):
        found.update(range(*where(changed, low, high)))
    return found


def within_two_edits(words: Initial, word: str, prefix: bool) -> list[Found]:
    """Those within two edits of a word that begins as they do, in order; itself too, if it is there."""
    automaton = Automaton(word, 2, prefix)
    (_, first), *others = pieces(word)
    low, high = words.beginning_with(first, 0, len(words)) if first else (0, len(words))
    state = Automaton.START
    for character in first:
        state = automaton.step(state, character)
    return [
        *automaton.accepted(holding(words.words[:low], others)),
        *automaton.accepted(words.words[low:high], len(first), state),
        *automaton.accepted(holding(words.words[high:], others)),
    ]


def pieces(word: str) -> list[Piece]:
    """Three, as there may be two edits."""
    cuts = [len(word) * cut // 3 for cut in (1, 2)]
    return [(start, word[start:end]) for start, end in zip([0, *(cut + 1 for cut in cuts)], [*cuts, len(word)], strict=True)]


def holding(words: Sequence[str], wanted: Sequence[Piece]) -> list[str]:
    """Those with one of two pieces at its place, or up to two off. To look whether they have it at all is quicker, and seldom true."""
    (place, one), (after, other) = wanted
    low, end = max(0, place - 2), place + 2 + len(one)
    least, last = max(0, after - 2), after + 2 + len(other)
    return [
        word for word in words if (one in word and word.find(one, low, end) >= 0) or (other in word and word.find(other, least, last) >= 0)
    ]


def begun_otherwise(words: Vocabulary, word: str, prefix: bool) -> list[str]:
    """Those one edit away that begin with another character, in order: it can only be there."""
    own, rest = word[0], word[1:]
    beginnings = {rest, rest[:1] + own + rest[1:]}
    for first in words.first_characters:
        beginnings |= {first + rest, first + own + rest}
    found = {text for beginning in beginnings for text in words.starting(beginning)} if prefix else filter(words.__contains__, beginnings)
    return sorted(text for text in found if text[0] != own)
