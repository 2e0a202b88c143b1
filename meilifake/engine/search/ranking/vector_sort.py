"""Sorting by similarity to a query vector: takes the place of all relevancy rules in a semantic search (guide search-semantics, 15.3)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from meilifake.engine.search.query.graph import QueryGraph
from meilifake.engine.search.ranking.rule import Bucket, SameQuery
from meilifake.engine.search.result import Score
from meilifake.engine.search.vectors.similarity import similarity


@dataclass(frozen=True, slots=True)
class VectorSort:
    """`length`: how many neighbours the server asks its store for at a time."""

    distances: Mapping[int, float]
    length: int
    shift: Callable[[float], float] | None = None
    """What a similarity is shown as: documents are told apart by their distance, before an embedder's distribution is applied."""

    def start(self, universe: int, graph: QueryGraph) -> VectorBuckets:
        return VectorBuckets(self, universe, graph)


class VectorBuckets(SameQuery):
    """A bucket for each distance, as far as one batch of neighbours shows it; documents without a vector come last."""

    __slots__ = ("_batch", "_rule")

    def __init__(self, rule: VectorSort, universe: int, graph: QueryGraph) -> None:
        super().__init__(graph)
        self._rule = rule
        self._batch: deque[tuple[float, int]] = deque()
        self.fetch(universe)

    def fetch(self, universe: int) -> None:
        """The nearest documents; those of equal distance by id."""
        found = [(distance, docid) for docid, distance in self._rule.distances.items() if universe >> docid & 1]
        found.sort()
        batch: dict[float, int] = {}
        for distance, docid in found[: self._rule.length]:
            batch[distance] = batch.get(distance, 0) | 1 << docid
        self._batch.extend(batch.items())

    def next(self, universe: int) -> Bucket | None:
        ready = self.at_once(universe)
        if ready is None:
            self.fetch(universe)
            ready = self.at_once(universe)
        return ready or Bucket(universe, Score("vectorSort", value=None))

    def at_once(self, universe: int) -> Bucket | None:
        """From the batch at hand; documents without a vector need no work either, once no others are left."""
        while self._batch:
            distance, docids = self._batch.popleft()
            if docids & universe:
                shift, shown = self._rule.shift, similarity(distance)
                return Bucket(docids & universe, Score("vectorSort", value=shown if shift is None else shift(shown)))
        if any(universe >> docid & 1 for docid in self._rule.distances):
            return None
        return Bucket(universe, Score("vectorSort", value=None))
