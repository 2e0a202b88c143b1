"""Depth-first search for all paths of one exact cost that still have documents, in the order of edges (guide search-semantics, 7.3).

A document belongs to the first path that it satisfies. What is tried, and in which order, is the server's: looking up a condition has
effects (typos become known to highlighting, pairs are remembered byAttribute), so no condition may be spared that the server asks for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from meilifake.engine.search.query.graph import END, START
from meilifake.engine.search.ranking.dead_ends import DeadEnds

if TYPE_CHECKING:
    from meilifake.engine.search.ranking.graph_rule import Condition, Edge


class Won(NamedTuple):
    """A bucket and the paths that brought it documents."""

    docids: int
    paths: list[list[Condition]]


class Step(NamedTuple):
    """An edge with its condition as a number, -1 for none."""

    cost: int
    dest: int
    condition: int
    forbids: int


class PathSearch:
    """The edges of one rule graph, those with no documents left dropped on the way."""

    def __init__(self, edges: Mapping[int, Sequence[Edge]], resolve: Callable[[Condition, int], int]) -> None:
        self._resolve = resolve
        numbers: dict[Condition, int] = {}
        self._steps = {
            node: [
                Step(e.cost, e.dest, -1 if e.condition is None else numbers.setdefault(e.condition, len(numbers)), e.forbids) for e in out
            ]
            for node, out in edges.items()
        }
        self._conditions = list(numbers)
        self._known: dict[int, int] = {}
        """The documents of the conditions asked so far."""
        self._dead = 0
        self._dead_ends = DeadEnds()
        self._costs: dict[int, int] = {}
        self._counted = -1

    def costs(self) -> int:
        """The costs of all paths from START, as a set. Counted anew when edges were dropped."""
        if self._counted != self._dead:
            self._counted = self._dead
            self._costs = {END: 1}
            self._count(START)
        return self._costs[START]

    def _count(self, node: int) -> int:
        known = self._costs.get(node)
        if known is None:
            known = 0
            for cost, dest, condition, _ in self._steps[node]:
                if condition < 0 or not self._dead >> condition & 1:
                    known |= self._count(dest) << cost
            self._costs[node] = known
        return known

    def run(self, cost: int, universe: int) -> Won:
        """The documents of `universe` on paths of this cost."""
        reachable = self.costs() >> cost & 1
        self._universe = universe
        self._path: list[int] = []
        self._visited = 0
        self._resolved: list[int] = []
        """The conditions of the path last looked at, up to the first that left nothing, and the documents after each."""
        self._docids: list[int] = []
        self._docids_won = 0
        self._paths: list[list[Condition]] = []
        if reachable:
            self._visit(START, cost, 0, 0)
        return Won(self._docids_won, self._paths)

    def _visit(self, node: int, budget: int, skipped: int, forbidden: int) -> bool:
        """Whether END was reached. `skipped`: nodes that must be; `forbidden`: conditions not to take. Stops with an empty universe."""
        path, costs = self._path, self._costs
        reached = False
        for cost, dest, condition, forbids in self._steps[node]:
            rest = budget - cost
            if rest < 0 or not costs.get(dest, 0) >> rest & 1:
                continue
            if condition < 0:
                if dest != END:
                    found = self._visit(dest, rest, skipped | forbids, forbidden)
                else:
                    self._arrive()
                    found = True
            elif (forbidden | self._dead) >> condition & 1 or skipped >> dest & 1:
                continue
            else:
                path.append(condition)
                self._visited |= 1 << condition
                found = self._visit(dest, rest, skipped, forbidden | self._dead_ends.after(path))
                self._visited &= ~(1 << condition)
                path.pop()
            if not self._universe:
                return True
            if found:
                reached = True
                forbidden = self._dead_ends.along(path)
                if self._visited & forbidden:
                    return True
        return reached

    def _arrive(self) -> None:
        """A whole path: its documents are claimed. What it shares with the path before needs no second look."""
        path, resolved, docids = self._path, self._resolved, self._docids
        shared = 0
        for before, now in zip(resolved, path, strict=False):
            if before != now:
                break
            shared += 1
        del resolved[shared:], docids[shared:]
        for condition in path[shared:]:
            if not self._take(condition):
                return
        if resolved:
            resolved.pop()
            claimed = docids.pop()
        else:
            claimed = self._universe
        self._docids_won |= claimed
        self._paths.append([self._conditions[condition] for condition in path])
        self._universe &= ~claimed
        for at, left in enumerate(docids):
            docids[at] = left & ~claimed

    def _take(self, condition: int) -> bool:
        """Go on from the resolved part of the path. A condition that leaves nothing is forbidden wherever that is certain."""
        known = self._known.get(condition)
        if known is None:
            known = self._known[condition] = self._resolve(self._conditions[condition], self._universe)
        found = known & self._universe
        if not found:
            self._dead_ends.forbid((), condition)
            self._dead |= 1 << condition
            return False
        resolved, docids = self._resolved, self._docids
        left = found & docids[-1] if docids else found
        if left:
            resolved.append(condition)
            docids.append(left)
            return True
        self._dead_ends.forbid(resolved, condition)
        for at in range(len(docids) - 1):
            if not found & docids[at]:
                self._dead_ends.forbid(resolved[: at + 1], condition)
        return False
