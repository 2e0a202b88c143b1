"""What the search for paths finds, without it: for a query that is a row of terms, when only the order of documents is asked for.

Where the terms follow one another without a fork, and a rule leaves all of them as they are, a document costs what each step costs it at
least, whatever becomes of the others. So a bucket is cut up in a third of the time. It is no way for a search whose terms are shown: what
the server looks up on its paths becomes known to highlighting, and here more or less is looked up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import inf

from meilifake.engine.search.query.context import Context
from meilifake.engine.search.query.graph import QueryGraph
from meilifake.engine.search.query.term import Subset
from meilifake.engine.search.ranking.rule import Bucket, NeverAtOnce, SameQuery
from meilifake.engine.search.result import Score

Costs = Iterable[tuple[int, int]]
"""Costs and the documents that have them, cheapest first: a document counts where it comes up first."""

CostsOf = Callable[[Context, "Subset | None", Subset, int], "Costs | None"]
"""What the step between two neighbouring terms costs documents of a bucket; None where one document's cost hangs on others (a quirk)."""


class RowBuckets(NeverAtOnce, SameQuery):
    """One bucket for each total cost that documents have, cheapest first: mostly the first few are enough, so costs are asked for as far as
    they are needed. Nobody will look at the scores.
    """

    __slots__ = ("_cost", "_score", "_totals")

    def __init__(self, kind: str, graph: QueryGraph, steps: Sequence[Costs], universe: int) -> None:
        super().__init__(graph)
        self._score = Score(kind, 0, 1)
        self._cost = 0
        self._totals = Totals(steps, universe)

    def next(self, universe: int) -> Bucket | None:
        while self._cost <= self._totals.highest():
            docids = self._totals.at(self._cost)
            self._cost += 1
            if docids:
                return Bucket(docids & universe, self._score)
        return None


class Totals:
    """The documents of `universe` at each total cost of some steps."""

    __slots__ = ("_before", "_coming", "_costs", "_known", "_left", "_next")

    def __init__(self, steps: Sequence[Costs], universe: int) -> None:
        self._before = Totals(steps[:-1], universe) if steps else None
        self._coming = iter(steps[-1]) if steps else iter(())
        self._next = next(self._coming, None)
        self._costs: list[tuple[int, int]] = []
        """Of the last step, as far as asked for: each document once."""
        self._left = universe
        """Documents whose cost at the last step is not known yet."""
        self._known: dict[int, int] = {} if steps else {0: universe}

    def at(self, total: int) -> int:
        known = self._known.get(total)
        if known is None:
            known = self._known[total] = 0 if self._before is None else self._added(self._before, total)
        return known

    def highest(self) -> float:
        """The highest total that there may be, as far as can be told yet."""
        if self._before is None:
            return 0
        if self._next is not None and self._left:
            return inf
        return self._before.highest() + (self._costs[-1][0] if self._costs else 0)

    def _added(self, before: Totals, total: int) -> int:
        self._ask(total)
        found = 0
        for cost, docids in self._costs:
            if cost <= total:
                found |= docids & before.at(total - cost)
        return found

    def _ask(self, most: int) -> None:
        """For all that the last step may cost, up to this."""
        while self._next is not None and self._left and self._next[0] <= most:
            cost, docids = self._next
            if docids & self._left:
                self._costs.append((cost, docids & self._left))
                self._left &= ~docids
            self._next = next(self._coming, None)


def steps_of(context: Context, row: Sequence[Subset], universe: int, costs_of: CostsOf) -> list[Costs] | None:
    """What each step costs; None where it cannot be told of each document by itself."""
    steps = []
    left: Subset | None = None
    for right in row:
        costs = costs_of(context, left, right, universe)
        if costs is None:
            return None
        steps.append(costs)
        left = right
    return steps


def cheapest_first(groups: Iterable[tuple[Mapping[int, int], int]], cost_of: Callable[[int], int]) -> Costs:
    """The documents of several groups by the costs of their keys; each group with the documents within which it counts."""
    kept = list(groups)
    keys: dict[int, list[int]] = {}
    for key in set().union(*(group for group, _ in kept)):
        keys.setdefault(cost_of(key), []).append(key)
    for cost in sorted(keys):
        docids = 0
        for group, within in kept:
            for key in keys[cost]:
                if key in group:
                    docids |= group[key] & within
        yield cost, docids
