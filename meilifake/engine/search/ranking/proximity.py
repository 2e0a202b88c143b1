"""Rule `proximity`: words side by side as in the query first (guide search-semantics, 8.3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from meilifake.engine.index.pairs import by_distance, smallest_between
from meilifake.engine.search.query.context import Context, Edge
from meilifake.engine.search.query.lookup import field_docids, pair_docids, phrase_docids, prefix_in_scope, visible_fields, word_docids
from meilifake.engine.search.query.places import Places, places
from meilifake.engine.search.query.resolve import original_words, phrases, subset_docids, typo_words
from meilifake.engine.search.query.term import Subset
from meilifake.engine.search.ranking.row import Costs
from meilifake.engine.search.ranking.words import HasTerm

MANY = 2048
"""Documents up to which what is near is looked for among all words of two terms at once, not pair by pair."""
FARTHEST = 3
"""Distances beyond are all alike."""


class Near(NamedTuple):
    """Some word of the left term `distance` before one of the right, or one position less the other way round."""

    left: Subset
    right: Subset
    distance: int

    def steady(self, context: Context) -> bool:
        """Most pairs of words are of no use to most buckets."""
        return False

    def docids(self, context: Context, universe: int) -> int:
        after = self.right
        lefts, rights = edges(context, self.left, last=True), edges(context, after, last=False)
        several = len(rights) > 1
        if not context.by_attribute:
            # Only words of the bucket can be near each other in it.
            lefts = [edge for edge in lefts if edge.docids & universe]
            rights = [edge for edge in rights if edge.docids & universe]
        docids = 0
        if after.uses_prefix_db:
            for left in lefts:
                docids |= near_prefix(context, left, after.term.word, self.distance, universe)
        for left in lefts:
            if not several or in_view(context, left, universe):
                for right in rights:
                    docids |= near(context, left, right, self.distance, universe)
        return docids


def proximity_costs(context: Context, left: Subset | None, right: Subset, universe: int) -> Costs | None:
    """The costs of `proximity_edges` (`row.CostsOf`)."""
    if left is None or left.term.end + 1 != right.term.start:
        return [(right.term.size - 1, subset_docids(context, right))]
    if right.uses_prefix_db and phrases(context, left):
        return None  # what is found for one document then hangs on the others (`near_prefix`)
    there = places(context, universe, MANY)
    if there is None:
        return ((cost, condition.docids(context, universe)) for cost, condition in proximity_edges(context, left, right))
    near = by_distance(distances(there, left, right))
    return list(enumerate((*near, subset_docids(context, right)), right.term.size - 1))


def distances(there: Places, left: Subset, right: Subset) -> Mapping[int, int]:
    """Document -> the smallest distance, up to the farthest; one more for words the other way round."""
    found = smallest_between(there.lasts(left), there.firsts(right))
    for docid, distance in smallest_between(there.words(right), there.words(left)).items():
        if distance < found.get(docid, FARTHEST + 1) - 1:
            found[docid] = distance + 1
    return found


def proximity_edges(context: Context, left: Subset | None, right: Subset) -> list[tuple[int, HasTerm | Near]]:
    """From side by side to anywhere. Without a direct neighbour on the left there is nothing to compare."""
    base = right.term.size - 1
    if left is None or left.term.end + 1 != right.term.start:
        return [(base, HasTerm(right))]
    near: list[tuple[int, HasTerm | Near]] = [(base + k, Near(left, right, k + 1)) for k in range(FARTHEST)]
    return [*near, (base + FARTHEST, HasTerm(right))]


def edges(context: Context, subset: Subset, *, last: bool) -> list[Edge]:
    """The words of a term, and the last (or first) words of its phrases; a phrase that has a stop word there is passed over."""
    known = context.edges.get((subset, last))
    if known is None:
        tables, derived = context.tables, subset.term.ngram is not None
        words = [(word, derived) for word in original_words(subset)] + [(word, True) for word in typo_words(context, subset)]
        known = [Edge(word, None, derived, tables.tolerant(word) | tables.exact(word)) for word, derived in words]
        for phrase in phrases(context, subset):
            word_there = phrase[-1 if last else 0]
            if word_there is not None:
                known.append(Edge(word_there, phrase, False, phrase_docids(context, phrase)))
        context.edges[subset, last] = known
    return known


def in_view(context: Context, edge: Edge, universe: int) -> bool:
    """Whether the word or phrase occurs in the bucket. A word that its own table does not have counts as seen (quirk)."""
    if edge.phrase is not None:
        return bool(edge.docids & universe)
    found = word_docids(context, edge.word, derived=edge.derived)
    return not found or bool(found & universe)


def near(context: Context, left: Edge, right: Edge, distance: int, universe: int) -> int:
    """Phrases are never turned round."""
    straight = left.phrase is None and right.phrase is None
    if left.phrase is not None:
        universe &= left.docids
    if right.phrase is not None:
        universe &= right.docids
    if not universe or not (context.by_attribute or left.docids & right.docids & universe):
        return 0
    docids = pair_docids(context, left.word, right.word, distance, universe)
    if distance > 1 and straight:
        docids |= pair_docids(context, right.word, left.word, distance - 1, universe)
    return docids if straight or context.by_attribute else docids & universe


def near_prefix(context: Context, left: Edge, prefix: str, distance: int, universe: int) -> int:
    """A prefix-database entry on the right: any word of it after the left one, but only the prefix itself as a word before it.

    Quirk: behind a phrase the pair counts wherever it stands, as long as the phrase occurs in the bucket.
    """
    if left.phrase is not None and not universe & left.docids:
        return 0
    if context.by_attribute:
        docids = prefix_in_same_field(context, left.word, prefix, universe if left.phrase is None else universe & left.docids)
    else:
        docids = prefix_in_scope(context, prefix).after(left.word)[distance - 1]
    if left.phrase is None and (distance > 1 or context.by_attribute):
        docids |= pair_docids(context, prefix, left.word, distance - 1, universe)
    return docids


def prefix_in_same_field(context: Context, left: str, prefix: str, universe: int) -> int:
    """Worked out once a search, for the documents then in view (as in `pair_docids`)."""
    known = context.prefix_pairs.get((left, prefix))
    if known is None:
        known = 0
        for fid in visible_fields(context):
            found = 0
            for word in context.tables.prefixed(prefix):
                found |= field_docids(context, word, fid)
            known |= field_docids(context, left, fid) & found
        known = context.prefix_pairs[left, prefix] = known & universe
    return known
