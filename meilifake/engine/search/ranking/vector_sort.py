"""Sorting by similarity to a query vector: takes the place of all relevancy rules in a semantic search (guide search-semantics, 15.3)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from meilifake.engine.search.query.graph import QueryGraph
from meilifake.engine.search.ranking.rule import Bucket, SameQuery
from meilifake.engine.search.result import Score


@dataclass(frozen=True, slots=True)
class VectorSort:
    """`length`: how many neighbours the server asks its store for at a time."""

    similarities: Mapping[int, float]
    length: int
    shift: Callable[[float], float] | None = None
    """What a score is shown as: documents are told apart by their similarity, before an embedder's distribution is applied."""

    def start(self, universe: int, graph: QueryGraph) -> VectorBuckets:
        return VectorBuckets(self, universe, graph)


class VectorBuckets(SameQuery):
    """A bucket for each similarity, as far as one batch of neighbours shows it; documents without a vector come last."""

    __slots__ = ("_batch", "_rule")

    def __init__(self, rule: VectorSort, universe: int, graph: QueryGraph) -> None:
        super().__init__(graph)
        self._rule = rule
        self._batch: deque[tuple[float, int]] = deque()
        self.fetch(universe)

    def fetch(self, universe: int) -> None:
        """The nearest documents; those of equal similarity by id."""
        found = [(-similarity, docid) for docid, similarity in self._rule.similarities.items() if universe >> docid & 1]
        found.sort()
        batch: dict[float, int] = {}
        for similarity, docid in found[: self._rule.length]:
            batch[-similarity] = batch.get(-similarity, 0) | 1 << docid
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
            similarity, docids = self._batch.popleft()
            if docids & universe:
                shift = self._rule.shift
                shown = similarity if shift is None else shift(similarity)
                return Bucket(docids & universe, Score("vectorSort", value=shown))
        if any(universe >> docid & 1 for docid in self._rule.similarities):
            return None
        return Bucket(universe, Score("vectorSort", value=None))
