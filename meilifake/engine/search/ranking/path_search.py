"""Depth-first search for all paths of one exact cost that still have documents, in the order of edges (guide search-semantics, 7.3).

The costs at which END can be reached from a node prune the search, and so do the documents of the path so far. A document belongs to the
first path that it satisfies.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from meilifake.engine.search.query.graph import END, START

if TYPE_CHECKING:
    from meilifake.engine.search.ranking.graph_rule import Condition, Edge

NEVER = 1 << 30


class Won(NamedTuple):
    """A bucket and the paths that brought it documents."""

    docids: int
    paths: list[list[Condition]]


class PathSearch:
    """The edges of one rule graph, those with no documents left dropped on the way."""

    def __init__(self, edges: Mapping[int, Sequence[Edge]], resolve: Callable[[Condition, int], int]) -> None:
        self._edges = edges
        self._resolve = resolve
        self._known: dict[Condition, int] = {}
        self._dead: set[Condition] = set()
        self._costs: dict[int, int] = {}
        self._counted = -1

    def costs(self) -> int:
        """The costs of all paths from START, as a set. Counted anew when edges were dropped."""
        if self._counted != len(self._dead):
            self._counted = len(self._dead)
            self._costs = {END: 1}
            self._count(START)
        return self._costs[START]

    def _count(self, node: int) -> int:
        known = self._costs.get(node)
        if known is None:
            known = 0
            for cost, dest, condition, _ in self._edges[node]:
                if condition is None or condition not in self._dead:
                    known |= self._count(dest) << cost
            self._costs[node] = known
        return known

    def run(self, cost: int, universe: int) -> Won:
        """The documents of `universe` on paths of this cost."""
        reachable = self.costs() >> cost & 1
        self._path: list[Condition] = []
        self._docids = [universe]
        """Documents after each resolved condition of the path; the last conditions may not be resolved yet."""
        self._cut = NEVER
        """Only steps up to this depth still have documents: deeper visits return."""
        self._won = Won(0, [])
        if universe and reachable:
            self._visit(START, cost, 0)
        return self._won

    def _visit(self, node: int, budget: int, forbidden: int) -> None:
        path, docids = self._path, self._docids
        depth = len(path)
        for cost, dest, condition, forbids in self._edges[node]:
            rest = budget - cost
            if rest < 0 or not self._costs.get(dest, 0) >> rest & 1:
                continue
            if condition is None:
                if dest == END:
                    self._arrive()
                else:
                    self._visit(dest, rest, forbidden | forbids)
            elif not forbidden >> dest & 1 and condition not in self._dead:
                if len(docids) == depth + 1 and condition in self._known:
                    left = self._left(condition, docids[depth])
                    if not left:
                        continue
                    docids.append(left)
                path.append(condition)
                self._visit(dest, rest, forbidden)
                path.pop()
                del docids[depth + 1 :]
            if self._cut < depth:
                return
            self._cut = NEVER

    def _arrive(self) -> None:
        """A whole path: what is not resolved yet must be, then its documents are claimed."""
        path, docids = self._path, self._docids
        for at in range(len(docids) - 1, len(path)):
            left = self._left(path[at], docids[at])
            if not left:
                self._cut = at
                return
            docids.append(left)
        claimed = docids[-1]
        self._won.paths.append(path.copy())
        self._won = Won(self._won.docids | claimed, self._won.paths)
        for at, left in enumerate(docids):
            docids[at] = left & ~claimed
        self._cut = docids.index(0) - 1

    def _left(self, condition: Condition, docids: int) -> int:
        """Which of the documents satisfy a condition. One that nothing in view satisfies is dropped for good."""
        known = self._known.get(condition)
        if known is None:
            known = self._known[condition] = self._resolve(condition, self._docids[0])
        left = docids & known
        if not left and not known & self._docids[0]:
            self._dead.add(condition)
        return left
