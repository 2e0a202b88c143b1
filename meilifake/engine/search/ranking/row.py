"""What the search for paths finds, without it: for a query that is a row of terms, when only the order of documents is asked for.

Where the terms follow one another without a fork, and a rule leaves all of them as they are, a document costs what each step costs it at
least, whatever becomes of the others. So a bucket is cut up step by step, in a third of the time. It is no way for a search whose terms are
shown: what the server looks up on its paths becomes known to highlighting, and here more or less is looked up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

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
    """One bucket for each total cost that documents have, cheapest first. Nobody will look at the scores."""

    __slots__ = ("_left", "_score")

    def __init__(self, kind: str, graph: QueryGraph, costs: Mapping[int, int]) -> None:
        super().__init__(graph)
        self._score = Score(kind, 0, 1)
        self._left = [docids for _, docids in sorted(costs.items(), reverse=True)]

    def next(self, universe: int) -> Bucket | None:
        return Bucket(self._left.pop() & universe, self._score) if self._left else None


def weigh(context: Context, row: Sequence[Subset], universe: int, costs_of: CostsOf) -> Mapping[int, int] | None:
    """Total cost -> documents of `universe`; None where it cannot be told of each document by itself."""
    totals = {0: universe}
    left: Subset | None = None
    for right in row:
        step = costs_of(context, left, right, universe)
        if step is None:
            return None
        totals = added(totals, step, universe)
        left = right
    return totals


def added(totals: Mapping[int, int], step: Costs, universe: int) -> dict[int, int]:
    """The totals with one step more."""
    found: dict[int, int] = {}
    for cost, docids in step:
        docids &= universe
        if docids:
            for total, before in totals.items():
                both = docids & before
                if both:
                    found[total + cost] = found.get(total + cost, 0) | both
            universe &= ~docids
            if not universe:
                break
    return found
