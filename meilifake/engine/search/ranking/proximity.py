"""Rule `proximity`: words side by side as in the query first (guide search-semantics, 8.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from meilifake.engine.search.query.context import Context
from meilifake.engine.search.query.lookup import field_docids, pair_docids, phrase_docids, visible_fields, word_docids
from meilifake.engine.search.query.resolve import original_words, phrases, typo_words
from meilifake.engine.search.query.term import Located, Phrase, Subset
from meilifake.engine.search.ranking.words import HasTerm

FARTHEST = 3
"""Distances beyond are all alike."""


class Edge(NamedTuple):
    """A word at an edge of a term, and the phrase that it belongs to."""

    word: str
    phrase: Phrase | None
    derived: bool = False


class Near(NamedTuple):
    """Some word of the left term `distance` before one of the right, or one position less the other way round."""

    left: Located
    right: Located
    distance: int

    def steady(self, context: Context) -> bool:
        """The bucket matters where pairs are remembered for it, and where a word's own documents are not those of its pairs."""
        narrowed = context.by_attribute or context.restricted is not None or bool(context.tables.exact_words())
        return not narrowed and not self.right.subset.uses_prefix_db

    def docids(self, context: Context, universe: int) -> int:
        before, after = self.left.subset, self.right.subset
        lefts = list(edges(context, before, last=True))
        docids = 0
        if after.uses_prefix_db:
            for left in lefts:
                docids |= near_prefix(context, left, after.term.word, self.distance, universe)
        rights = list(edges(context, after, last=False))
        for left in lefts:
            if len(rights) > 1 and not in_view(context, left, universe):
                continue
            for right in rights:
                docids |= near(context, left, right, self.distance, universe)
        return docids


def proximity_edges(context: Context, left: Located | None, right: Located) -> list[tuple[int, HasTerm | Near]]:
    """From side by side to anywhere. Without a direct neighbour on the left there is nothing to compare."""
    base = right.size - 1
    if left is None or left.end + 1 != right.start:
        return [(base, HasTerm(right))]
    near: list[tuple[int, HasTerm | Near]] = [(base + k, Near(left, right, k + 1)) for k in range(FARTHEST)]
    return [*near, (base + FARTHEST, HasTerm(right))]


def edges(context: Context, subset: Subset, *, last: bool) -> Iterator[Edge]:
    """The words of a term, and the last (or first) words of its phrases; a phrase that has a stop word there is passed over."""
    derived = subset.term.ngram is not None
    for word in original_words(subset):
        yield Edge(word, None, derived)
    for word in typo_words(context, subset):
        yield Edge(word, None, True)
    for phrase in phrases(context, subset):
        word_there = phrase[-1 if last else 0]
        if word_there is not None:
            yield Edge(word_there, phrase)


def in_view(context: Context, edge: Edge, universe: int) -> bool:
    """Whether the word or phrase occurs in the bucket. A word that its own table does not have counts as seen (quirk)."""
    if edge.phrase is not None:
        return bool(phrase_docids(context, edge.phrase) & universe)
    found = word_docids(context, edge.word, derived=edge.derived)
    return not found or bool(found & universe)


def near(context: Context, left: Edge, right: Edge, distance: int, universe: int) -> int:
    """Phrases are never turned round."""
    straight = True
    for edge in (left, right):
        if edge.phrase is not None:
            straight = False
            universe &= phrase_docids(context, edge.phrase)
    if not universe:
        return 0
    docids = pair_docids(context, left.word, right.word, distance, universe)
    if distance > 1 and straight:
        docids |= pair_docids(context, right.word, left.word, distance - 1, universe)
    return docids if straight or context.by_attribute else docids & universe


def near_prefix(context: Context, left: Edge, prefix: str, distance: int, universe: int) -> int:
    """A prefix-database entry on the right: any word of it after the left one, but only the prefix itself as a word before it.

    Quirk: behind a phrase the pair counts wherever it stands, as long as the phrase occurs in the bucket.
    """
    if left.phrase is not None:
        if not universe & phrase_docids(context, left.phrase):
            return 0
        return prefix_pair_docids(context, left.word, prefix, distance, universe & phrase_docids(context, left.phrase))
    docids = prefix_pair_docids(context, left.word, prefix, distance, universe)
    if distance > 1 or context.by_attribute:
        docids |= pair_docids(context, prefix, left.word, distance - 1, universe)
    return docids


def prefix_pair_docids(context: Context, left: str, prefix: str, distance: int, universe: int) -> int:
    """Worked out once a search, byAttribute for the documents then in view (as in `pair_docids`)."""
    key = left, prefix, 0 if context.by_attribute else distance
    known = context.prefix_pairs.get(key)
    if known is None:
        found = (
            same_field_prefix(context, left, prefix) & universe if context.by_attribute else before_prefix(context, left, prefix, distance)
        )
        known = context.prefix_pairs[key] = found
    return known


def before_prefix(context: Context, left: str, prefix: str, distance: int) -> int:
    docids = 0
    for word in context.tables.prefixed(prefix):
        docids |= context.tables.pair(distance, left, word)
    return docids


def same_field_prefix(context: Context, left: str, prefix: str) -> int:
    docids = 0
    for fid in visible_fields(context):
        found = 0
        for word in context.tables.prefixed(prefix):
            found |= field_docids(context, word, fid)
        docids |= field_docids(context, left, fid) & found
    return docids
