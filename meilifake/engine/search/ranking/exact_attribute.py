"""Rule `exactness`, first half: attributes that are the query, then those that start with it (guide search-semantics, 8.6).

The server looks at words per field and at positions over all fields, never at real sequences: false positives are its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from meilifake.engine.index.occurrence import bucketed
from meilifake.engine.search.query.context import Context
from meilifake.engine.search.query.graph import QueryGraph
from meilifake.engine.search.query.lookup import field_docids
from meilifake.engine.search.query.places import Places, known_places
from meilifake.engine.search.query.term import Subset, Term
from meilifake.engine.search.ranking.rule import Bucket, NeverAtOnce, SameQuery
from meilifake.engine.search.result import Score

TOO_MANY_WORDS = 255
EXACT_MATCH, MATCHES_START, NO_EXACT_MATCH = 3, 2, 1


class Matches(NamedTuple):
    """Documents with an attribute that is the query, and with one that begins with it."""

    exact: int = 0
    start: int = 0


@dataclass(frozen=True, slots=True)
class ExactAttribute:
    context: Context

    def start(self, universe: int, graph: QueryGraph) -> ExactAttributeBuckets:
        return ExactAttributeBuckets(find_matches(self.context, universe, graph), graph)


class ExactAttributeBuckets(NeverAtOnce, SameQuery):
    """Three buckets: exact match, starts with it, the rest."""

    __slots__ = ("_matches", "_rank")

    def __init__(self, matches: Matches, graph: QueryGraph) -> None:
        super().__init__(graph)
        self._matches = matches
        self._rank = EXACT_MATCH if matches.exact or matches.start else NO_EXACT_MATCH

    def next(self, universe: int) -> Bucket | None:
        rank = self._rank
        self._rank = max(rank - 1, NO_EXACT_MATCH)
        docids = {EXACT_MATCH: self._matches.exact, MATCHES_START: self._matches.start}.get(rank, universe)
        return Bucket(docids & universe, Score("exactAttribute", rank, 3))


def find_matches(context: Context, universe: int, graph: QueryGraph) -> Matches:
    nodes = exact_nodes(graph)
    terms = [node.term for node in nodes]
    if not terms or terms[0].first != 0 or any(right.first - left.first > 1 for left, right in pairwise(terms)):
        return Matches()
    tables = context.tables
    there = known_places(context, universe)
    if there is not None:
        universe &= some_words_there(there, nodes)
        if not universe:
            return Matches()
    words = []
    for word, position in placed_words(terms):
        words.append(word)
        bucket = bucketed(position)
        universe &= tables.word_position(word, bucket) if there is None else there.word_positions(word).get(bucket, 0)
        if not universe:
            return Matches()
    length = sum(term.end - term.start + 1 for term in terms)
    exact = start = 0
    for fid in tables.searchable_fids():
        found = universe
        for word in words:
            found &= field_docids(context, word, fid) if there is None else there.word_fields(word).get(fid, 0)
            if not found:
                break
        if found:
            counted = word_count(context, fid, length) if length < TOO_MANY_WORDS else 0
            exact |= found & counted
            start |= found & ~counted
    return Matches(exact, start)


def word_count(context: Context, fid: int, length: int) -> int:
    """The documents whose field has so many words, in the server's table (see `engine.index.miscount`)."""
    found = context.tables.field_word_count(fid, length)
    for docid, counts in context.miscounted.met.items():
        if (context.tables.field_name(fid), length) in counts:
            found |= 1 << docid
        else:
            found &= ~(1 << docid)
    return found


def some_words_there(there: Places, nodes: Iterable[Subset]) -> int:
    """The documents with some word of each term in its place, typos included: mostly known already, and mostly none."""
    universe = there.documents
    for node in nodes:
        if node.term.phrase is None:
            universe &= there.positions(node).get(bucketed(node.term.start), 0)
    return universe


def exact_nodes(graph: QueryGraph) -> list[Subset]:
    """The nodes that still have their exact word or phrase, one per place in the query."""
    found: dict[int, Subset] = {}
    for number in sorted(graph.nodes):
        node = graph.nodes[number]
        if node.exact_term is not None:
            found.setdefault(node.term.first, node)
    return [found[first] for first in sorted(found)]


def placed_words(terms: list[Term]) -> Iterator[tuple[str, int]]:
    """Each word with its position in the query; those of a phrase from the phrase's start, holes of stop words counted (quirk)."""
    for term in terms:
        for offset, word in enumerate(term.phrase or (term.word,)):
            if word is not None:
                yield word, term.start + offset
