"""The query graph: every way to read a query as a row of terms and ngrams, from START to END (guide search-semantics, 6).

Nodes are numbered; sets of nodes are bitmaps. A graph is never changed: reductions make another one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from meilifake.engine import bitmap
from meilifake.engine.search.query.context import Context
from meilifake.engine.search.query.ngram import ngram
from meilifake.engine.search.query.resolve import subset_docids
from meilifake.engine.search.query.term import Subset, Term

START, END = 0, 1
LONGEST_NGRAM = 3


class QueryGraph:
    """`nodes`: node number -> its subset, START and END aside; `successors`: node number -> set of nodes."""

    def __init__(self, nodes: Mapping[int, Subset], successors: Mapping[int, int]) -> None:
        self.nodes = nodes
        self.successors = successors

    @cached_property
    def row(self) -> Sequence[Subset] | None:
        """The nodes from START to END when there is but one way; None if there are more."""
        row: list[Subset] = []
        after = self.successors[START]
        while after != 1 << END:
            if after.bit_count() != 1:
                return None
            node = bitmap.first(after)
            row.append(self.nodes[node])
            after = self.successors[node]
        return row

    @cached_property
    def words_in_phrases(self) -> int:
        """Stop words aside."""
        phrases = (node.original_phrase for node in self.nodes.values())
        return sum(word is not None for phrase in phrases if phrase is not None for word in phrase)

    def without(self, removed: int) -> QueryGraph:
        """The graph with some nodes stepped over: their predecessors lead to their successors."""
        known: dict[int, int] = {}
        nodes = {number: node for number, node in self.nodes.items() if not removed >> number & 1}
        return QueryGraph(nodes, {number: self._followed(self.successors[number], removed, known) for number in (START, *nodes)})

    def _followed(self, successors: int, removed: int, known: dict[int, int]) -> int:
        """What stays of some successors, and what the removed ones lead to."""
        kept = known.get(successors)
        if kept is None:
            kept = successors & ~removed
            for node in bitmap.each(successors & removed):
                kept |= self._followed(self.successors[node], removed, known)
            known[successors] = kept
        return kept

    def docids(self, context: Context, universe: int) -> int:
        """The documents of `universe` that satisfy some path."""
        return self._satisfying(START, context, {END: universe})

    # A method, as a function within `docids` would hold on to itself, and so keep the search's tables until the garbage collector comes.
    def _satisfying(self, node: int, context: Context, reached: dict[int, int]) -> int:
        """Documents that satisfy some path from this node on."""
        known = reached.get(node)
        if known is None:
            known = 0
            for successor in bitmap.each(self.successors[node]):
                known |= self._satisfying(successor, context, reached)
            if node != START:
                known &= subset_docids(context, self.nodes[node])
            reached[node] = known
        return known


def query_graph(context: Context, terms: Sequence[Term]) -> QueryGraph:
    """The graph of a parsed query. Sets `context.terms`: the terms, then the ngrams as made."""
    context.terms = list(terms)
    subsets: list[Subset] = []
    for last, term in enumerate(terms):
        subsets.append(term.subset())
        for first in range(last - 1, max(-1, last - LONGEST_NGRAM), -1):
            glued = ngram(context, terms[first : last + 1])
            if glued is not None:
                context.terms.append(glued)
                subsets.append(glued.subset())
    nodes = dict(enumerate(subsets, END + 1))
    starting: dict[int, int] = {}
    for number, node in nodes.items():
        starting[node.term.first] = starting.get(node.term.first, 0) | 1 << number
    successors = {number: starting.get(node.term.last + 1, 1 << END) for number, node in nodes.items()}
    return QueryGraph(nodes, {START: starting.get(0, 1 << END), **successors})


def graph_of_paths(paths: Iterable[Sequence[tuple[Subset | None, Subset]]]) -> QueryGraph:
    """The graph of the paths that won documents. Each step of a path names the subsets on its left, if any, and right.

    Two adjoining subsets of one term are intersected. Paths share a node when they agree from it to the end.
    """
    suffixes: dict[tuple[Subset, int], int] = {}
    numbers: dict[int, int] = {}
    nodes: dict[int, Subset] = {}
    successors: dict[int, int] = {START: 0}
    for path in paths:
        before = START
        for suffix, subset in numbered(joined(path), suffixes):
            number = numbers.setdefault(suffix, len(numbers) + END + 1)
            nodes[number] = subset
            successors[before] |= 1 << number
            successors.setdefault(number, 0)
            before = number
        successors[before] |= 1 << END
    return QueryGraph(nodes, successors)


def joined(steps: Sequence[tuple[Subset | None, Subset]]) -> list[Subset]:
    path: list[Subset] = []
    for left, right in steps:
        if left is not None:
            if path and path[-1].term is left.term:
                path[-1] = left.intersect(path[-1])
            else:
                path.append(left)
        path.append(right)
    return path


def numbered(path: Sequence[Subset], suffixes: dict[tuple[Subset, int], int]) -> list[tuple[int, Subset]]:
    """Each node of a path with the number of the suffix that it begins."""
    suffix = -1
    found: list[tuple[int, Subset]] = []
    for subset in reversed(path):
        suffix = suffixes.setdefault((subset, suffix), len(suffixes))
        found.append((suffix, subset))
    return found[::-1]


Removal = Callable[[Context, QueryGraph], list[int]]


def removal_last(context: Context, graph: QueryGraph) -> list[int]:
    """Strategy `last`: the last term goes first."""
    first = min((node.term.first for node in graph.nodes.values()), default=0)
    last = max((node.term.last for node in graph.nodes.values()), default=0)
    return groups(graph, {term: 1 + last - term for term in range(first, last + 1)}) if first < last else []


def removal_frequency(context: Context, graph: QueryGraph) -> list[int]:
    """Strategy `frequency`: the most frequent term goes first; terms that nothing holds count as most frequent."""
    docids: dict[int, int] = {}
    for node in graph.nodes.values():
        for term in range(node.term.first, node.term.last + 1):
            docids[term] = docids.get(term, 0) | subset_docids(context, node)
    frequency = {term: found.bit_count() or 1 << 64 for term, found in sorted(docids.items())}
    ordered = sorted(frequency, key=lambda term: -frequency[term])
    weights: dict[int, int] = {ordered[0]: 1} if ordered else {}
    for before, term in pairwise(ordered):
        weights[term] = weights[before] + (frequency[term] != frequency[before])
    return groups(graph, weights)


def removal_none(context: Context, graph: QueryGraph) -> list[int]:
    """Strategy `all`."""
    return []


def groups(graph: QueryGraph, weights: Mapping[int, int]) -> list[int]:
    """Sets of nodes to remove one after the other: a node goes with its heaviest term. Something always stays."""
    removed: dict[int, int] = {}
    mandatory = False
    for number, node in graph.nodes.items():
        if node.original_phrase is not None or node.mandatory:
            mandatory = True
            continue
        weight = max(weights[term] for term in range(node.term.first, node.term.last + 1))
        removed[weight] = removed.get(weight, 0) | 1 << number
    ordered = [removed[weight] for weight in sorted(removed)]
    return ordered if mandatory else ordered[:-1]


REMOVALS: Mapping[str, Removal] = {"last": removal_last, "frequency": removal_frequency, "all": removal_none}
"""matchingStrategy -> the order in which nodes are dropped."""
