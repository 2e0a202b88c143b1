"""Where the words of a term stand in a few documents.

A bucket of ties is mostly small. What ranking asks about it is then quicker looked up for its documents alone, for all words of a term at
once, than word by word for all documents, as the server has it and the rest of a search needs it.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TypeVar

from meilifake.engine import bitmap
from meilifake.engine.index.occurrence import by_bucket, by_field
from meilifake.engine.search.query.context import Context
from meilifake.engine.search.query.lookup import phrase_docids
from meilifake.engine.search.query.resolve import original_words, phrases, typo_words
from meilifake.engine.search.query.term import Phrase, Subset

V = TypeVar("V")
FEW = 256
"""Documents up to which this pays."""


class Places:
    """`documents`: those looked at. Occurrences are packed (`engine.index.occurrence`) and ascending."""

    __slots__ = ("_context", "_ids", "_known", "documents")

    def __init__(self, context: Context, documents: int) -> None:
        self._context = context
        self.documents = documents
        self._ids = list(bitmap.each(documents))
        self._known: dict[tuple[object, str], object] = {}

    def words(self, subset: Subset) -> array[int]:
        """Of its words, typos included; phrases and what only the prefix database has aside."""
        return self._once(subset, "words", lambda: self._of([*original_words(subset), *typo_words(self._context, subset)]))

    def firsts(self, subset: Subset) -> array[int]:
        """Of its words, of those that share its prefix, and of the first word of its phrases."""
        return self._once(subset, "firsts", lambda: self._with_edges(self._beginning(subset), subset, 0))

    def lasts(self, subset: Subset) -> array[int]:
        """Of its words, and of the last word of its phrases."""
        return self._once(subset, "lasts", lambda: self._with_edges(self.words(subset), subset, -1))

    def starts(self, subset: Subset) -> array[int]:
        """As `firsts`, but a phrase that begins with stop words starts with the word after them."""
        return self._once(subset, "starts", lambda: self._with_starts(self._beginning(subset), subset))

    def fields(self, subset: Subset) -> Mapping[int, int]:
        """Field id -> documents."""
        return self._once(subset, "fields", lambda: by_field(self.starts(subset)))

    def positions(self, subset: Subset) -> Mapping[int, int]:
        """Bucketed position -> documents."""
        return self._once(subset, "positions", lambda: by_bucket(self.starts(subset)))

    def word_fields(self, word: str) -> Mapping[int, int]:
        return self._once(word, "fields", lambda: by_field(self._of([word])))

    def word_positions(self, word: str) -> Mapping[int, int]:
        return self._once(word, "positions", lambda: by_bucket(self._of([word])))

    def _of(self, words: Collection[str]) -> array[int]:
        return self._context.tables.occurrences(words, self._ids)

    def _beginning(self, subset: Subset) -> array[int]:
        """Of its words and those that share its prefix."""
        if not subset.uses_prefix_db:
            return self.words(subset)
        prefix = self._context.tables.prefix(subset.term.word)
        return self._once(subset, "beginning", lambda: ascending(self.words(subset) + prefix.occurrences(self._ids)))

    def _with_edges(self, found: array[int], subset: Subset, edge: int) -> array[int]:
        return self._with_phrases(found, [(phrase, phrase[edge]) for phrase in phrases(self._context, subset)])

    def _with_starts(self, found: array[int], subset: Subset) -> array[int]:
        return self._with_phrases(found, [(phrase, next(filter(None, phrase), None)) for phrase in phrases(self._context, subset)])

    def _with_phrases(self, found: array[int], chosen: Sequence[tuple[Phrase, str | None]]) -> array[int]:
        """And of a word of each phrase, where the phrase is."""
        for phrase, word in chosen:
            if word is not None:
                where = phrase_docids(self._context, phrase) & self.documents
                found = found + self._context.tables.occurrences([word], list(bitmap.each(where)))
        return ascending(found) if chosen else found

    def _once(self, of: object, what: str, find: Callable[[], V]) -> V:
        known = self._known.get((of, what))
        if known is None:
            known = self._known[of, what] = find()
        return known  # type: ignore[return-value]


def ascending(found: array[int]) -> array[int]:
    return array("Q", sorted(found))


def places(context: Context, universe: int) -> Places | None:
    """Where words stand in documents among which are these; None if they are too many, or if all that is looked up shall be known."""
    known = known_places(context, universe)
    if known is None and context.order_only and universe.bit_count() <= FEW:
        known = context.places = Places(context, universe)
    return known


def known_places(context: Context, universe: int) -> Places | None:
    """The same, if a rule before has asked for it."""
    known = context.places
    return None if known is None or universe & ~known.documents else known
