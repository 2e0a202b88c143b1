"""Depth-first search for all paths of one exact cost that still have documents, in the order of edges (guide search-semantics, 7.3).

A document belongs to the first path that it satisfies. What is tried, and in which order, is the server's: looking up a condition has
effects (typos become known to highlighting, pairs are remembered byAttribute), so no condition may be spared that the server asks for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from meilifake.engine.search.query.graph import END, START
from meilifake.engine.search.ranking.dead_ends import DeadEnds
from meilifake.engine.search.ranking.rule_graph import RuleGraph


class Won(NamedTuple):
    """A bucket and the paths that brought it documents."""

    docids: int
    paths: list[tuple[int, ...]]
    """Condition numbers."""


class PathSearch:
    """One bucket of the rule before being cut up: what was looked up for it, and what turned out to be in vain."""

    def __init__(self, graph: RuleGraph, resolve: Callable[[int, int], int]) -> None:
        self._graph = graph
        self._resolve = resolve
        self._known: dict[int, int] = {}
        """The documents of the conditions asked so far."""
        self._dead = 0
        """Conditions with no documents left: their edges are dropped."""
        self._dead_ends = DeadEnds()
        self._costs = graph.costs
        self._counted = 0

    def costs(self) -> int:
        """The costs of all paths from START, as a set. Counted anew when edges were dropped."""
        if self._counted != self._dead:
            self._counted = self._dead
            self._costs = self._graph.costs_without(self._dead)
        return self._costs[START]

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
        self._paths: list[tuple[int, ...]] = []
        if reachable:
            self._visit(START, cost, 0, 0)
        return Won(self._docids_won, self._paths)

    def _visit(self, node: int, budget: int, skipped: int, forbidden: int) -> bool:
        """Whether END was reached. `skipped`: nodes that must be; `forbidden`: conditions not to take. Stops with an empty universe."""
        path, costs = self._path, self._costs
        reached = False
        for cost, dest, condition, forbids in self._graph.steps[node]:
            rest = budget - cost
            if rest < 0 or not costs[dest] >> rest & 1:
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
        self._paths.append(tuple(path))
        self._universe &= ~claimed
        for at, left in enumerate(docids):
            docids[at] = left & ~claimed

    def _take(self, condition: int) -> bool:
        """Go on from the resolved part of the path. A condition that leaves nothing is forbidden wherever that is certain."""
        known = self._known.get(condition)
        if known is None:
            known = self._known[condition] = self._resolve(condition, self._universe)
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
