"""The graph of one rule on one query graph: between two nodes stand edges with a cost and a condition on documents, or none for a step
that is skipped (guide search-semantics, 7.3). Sets of costs are bitmaps, so that a shift adds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from meilifake.engine.search.query.context import Context
from meilifake.engine.search.query.graph import END, START, QueryGraph, graph_of_paths
from meilifake.engine.search.query.term import Subset


class Condition(Protocol):
    """What an edge demands of documents. Hashable: equal conditions are one, and resolved once."""

    @property
    def left(self) -> Subset | None:
        """What later rules shall know of the step's left side, if it narrows that."""

    @property
    def right(self) -> Subset:
        """What later rules shall know of its right side."""

    def steady(self, context: Context) -> bool:
        """Whether the documents are the same for every bucket, so that they can be kept."""

    def docids(self, context: Context, universe: int) -> int:
        """The documents; those outside `universe` do not matter."""


class Conditions:
    """The conditions of a rule, numbered as met: equal ones have one number."""

    __slots__ = ("_numbers", "known")

    def __init__(self) -> None:
        self._numbers: dict[Condition, int] = {}
        self.known: list[Condition] = []
        """By number."""

    def number(self, condition: Condition) -> int:
        numbers = self._numbers
        number = numbers.setdefault(condition, len(numbers))
        if number == len(self.known):
            self.known.append(condition)
        return number


NONE = -1
"""The number of no condition: the step into a node is skipped, or leads to END."""

Step = tuple[int, int, int, int]
"""Cost, node that it leads to, number of its condition, and the nodes that must be skipped from here on.

A plain tuple: a search makes a hundred of them, and a named one takes ten times as long."""


class RuleGraph:
    """`steps`: by node, in the order in which they are tried; `costs`: those of all ways from a node to END, nodes after those that they
    lead to.
    """

    __slots__ = ("_after", "_costs", "choices", "conditions", "costs", "steps")

    def __init__(self, steps: Mapping[int, Sequence[Step]], conditions: Conditions) -> None:
        self.steps = steps
        self.conditions = conditions
        self.costs: dict[int, int] = {END: 1}
        self._count(START)
        self._costs = {0: self.costs}
        self.choices = self._choices()
        self._after: dict[tuple[tuple[int, ...], ...], QueryGraph] = {}

    def costs_without(self, dead: int) -> dict[int, int]:
        """`costs` when the edges of some conditions (a bitmap) are gone."""
        costs = self._costs.get(dead)
        if costs is None:
            costs = self._costs[dead] = {END: 1}
            for node in self.costs:
                if node != END:
                    found = 0
                    for cost, dest, condition, _ in self.steps[node]:
                        if condition < 0 or not dead >> condition & 1:
                            found |= costs[dest] << cost
                    costs[node] = found
        return costs

    def _count(self, node: int) -> int:
        found = 0
        for cost, dest, _, _ in self.steps[node]:
            known = self.costs.get(dest)
            found |= (self._count(dest) if known is None else known) << cost
        self.costs[node] = found
        return found

    def _choices(self) -> dict[int, list[int]] | None:
        """Cost -> conditions, when each of them alone makes a way from START to END: the query is down to one term."""
        if len(self.steps) != 2:
            return None
        choices: dict[int, list[int]] = {}
        for cost, dest, condition, _ in self.steps[START]:
            if dest == END or condition < 0:
                return None
            choices.setdefault(cost, []).append(condition)
        return choices

    @property
    def top_cost(self) -> int:
        """The highest cost of all, edges that nothing satisfies included."""
        return max(self.costs[START].bit_length() - 1, 0)

    def after(self, paths: Sequence[tuple[int, ...]]) -> QueryGraph:
        """The query graph for the rules to come, when these paths (of condition numbers) brought documents."""
        key = tuple(paths)
        known = self._after.get(key)
        if known is None:
            conditions = self.conditions.known
            steps = ([(conditions[number].left, conditions[number].right) for number in path] for path in key)
            known = self._after[key] = graph_of_paths(steps)
        return known
