"""Where the words of a term stand in a few documents.

A bucket of ties is mostly small. What ranking asks about it is then quicker looked up for its documents alone, for all words of a term at
once, than word by word for all documents, as the server has it and the rest of a search needs it.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Mapping, Sequence

from meilifake.engine import bitmap
from meilifake.engine.index.occurrence import by_bucket, by_field, grouped_by_bucket, grouped_by_field, picked
from meilifake.engine.search.query.context import Context
from meilifake.engine.search.query.lookup import phrase_docids, prefix_in_scope
from meilifake.engine.search.query.resolve import GroupedBy, original_words, phrases, typo_words
from meilifake.engine.search.query.term import Phrase, Subset

FEW = 256
"""Documents up to which this pays."""
MUCH = 4
"""More than few documents are not gone through for what is asked of a part of them."""


class Places:
    """`documents`: those looked at. Occurrences are packed (`engine.index.occurrence`) and ascending."""

    __slots__ = ("_arrays", "_by_bucket", "_by_field", "_context", "_ids", "_sets", "count", "documents", "wider")

    def __init__(self, context: Context, documents: int, wider: Places | None = None) -> None:
        """`wider`: what is known of more documents, these among them."""
        self._context = context
        self.documents = documents
        self.count = documents.bit_count()
        # Of many documents, not all keys will be asked for.
        self._by_field: GroupedBy = by_field if self.count <= FEW else grouped_by_field
        self._by_bucket: GroupedBy = by_bucket if self.count <= FEW else grouped_by_bucket
        self.wider = wider
        self._ids = list(bitmap.each(documents))
        self._arrays: dict[tuple[object, str], array[int]] = {}
        self._sets: dict[tuple[object, str], Mapping[int, int]] = {}

    def words(self, subset: Subset) -> array[int]:
        """Of its words, typos included; phrases and what only the prefix database has aside."""
        return self._array(subset, "words", lambda: self._of([*original_words(subset), *typo_words(self._context, subset)]))

    def firsts(self, subset: Subset) -> array[int]:
        """Of its words, of those that share its prefix, and of the first word of its phrases."""
        return self._array(subset, "firsts", lambda: self._with_edges(self._beginning(subset), subset, 0))

    def lasts(self, subset: Subset) -> array[int]:
        """Of its words, and of the last word of its phrases."""
        return self._array(subset, "lasts", lambda: self._with_edges(self.words(subset), subset, -1))

    def starts(self, subset: Subset) -> array[int]:
        """As `firsts`, but a phrase that begins with stop words starts with the word after them."""
        return self._array(subset, "starts", lambda: self._with_starts(self._beginning(subset), subset))

    def fields(self, subset: Subset) -> Mapping[int, int]:
        """Field id -> documents."""
        return self._set(subset, "fields", lambda: self._by_field(self.starts(subset)))

    def positions(self, subset: Subset) -> Mapping[int, int]:
        """Bucketed position -> documents."""
        return self._set(subset, "positions", lambda: self._by_bucket(self.starts(subset)))

    def word_fields(self, word: str) -> Mapping[int, int]:
        return self._set(word, "fields", lambda: by_field(self._of([word])))

    def word_positions(self, word: str) -> Mapping[int, int]:
        return self._set(word, "positions", lambda: by_bucket(self._of([word])))

    def _of(self, words: Collection[str]) -> array[int]:
        return self._context.tables.occurrences(words, self._ids)

    def _beginning(self, subset: Subset) -> array[int]:
        """Of its words and those that share its prefix."""
        if not subset.uses_prefix_db:
            return self.words(subset)
        prefix = prefix_in_scope(self._context, subset.term.word)
        return self._array(subset, "beginning", lambda: ascending(self.words(subset) + prefix.occurrences(self._ids)))

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

    def _array(self, of: object, what: str, find: Callable[[], array[int]]) -> array[int]:
        known = self._arrays.get((of, what))
        if known is None:
            wider = self.wider._arrays.get((of, what)) if self.wider is not None else None
            known = self._arrays[of, what] = find() if wider is None else array("Q", picked(wider, self._ids))
        return known

    def _set(self, of: object, what: str, find: Callable[[], Mapping[int, int]]) -> Mapping[int, int]:
        known = self._sets.get((of, what))
        if known is None:
            known = self._sets[of, what] = find()
        return known


def ascending(found: array[int]) -> array[int]:
    return array("Q", sorted(found))


def places(context: Context, universe: int, most: int | None = None) -> Places | None:
    """Where words stand in documents among which are these; None if they are too many, or if all that is looked up shall be known."""
    known = known_places(context, universe)
    if known is None and context.order_only and universe.bit_count() <= (FEW if most is None else most):
        known = context.places = Places(context, universe)
    return known


def known_places(context: Context, universe: int) -> Places | None:
    """The same, if a rule before has asked for these documents or more."""
    known = context.places
    while known is not None and universe & ~known.documents:
        known = known.wider
    if known is not None and known.count > FEW and universe.bit_count() * MUCH < known.count:
        known = context.places = Places(context, universe, known)
    return known
