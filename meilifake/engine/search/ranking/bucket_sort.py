"""Ranking as refinement: each rule cuts a bucket of ties into smaller ones, the next rule refines those (guide search-semantics, 7.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from meilifake.engine import bitmap
from meilifake.engine.search.query.graph import QueryGraph
from meilifake.engine.search.ranking.distinct import Similar, distinct
from meilifake.engine.search.ranking.rule import Bucket, Buckets, Rule
from meilifake.engine.search.ranking.scores import global_score
from meilifake.engine.search.result import Score


@dataclass(slots=True)
class Sorting:
    """One run. `wanted`: hits to collect; `enough`: hits at which evaluation stops, more than wanted when exact counts are asked of a
    threshold; `threshold`: least score; `expired`: the search cutoff is over before anything began; `order_only`: a document without a
    rival need not be ranked any further; `skips`: it must not, nor the last one that is left of a bucket.
    """

    rules: Sequence[Rule]
    wanted: int
    enough: int
    candidates: int
    similar: Similar | None = None
    threshold: float | None = None
    expired: bool = False
    order_only: bool = False
    skips: bool = False
    degraded: bool = False
    docids: list[int] = field(default_factory=list)
    scores: list[tuple[Score, ...]] = field(default_factory=list)
    _path: list[Score] = field(default_factory=list)
    _universes: list[int] = field(default_factory=list)

    def run(self, graph: QueryGraph) -> None:
        """Fills `docids`, `scores` and `candidates`."""
        if not self.candidates:
            return
        if self.rules:
            self.refine(self.candidates, graph)
        elif self.similar is None:
            self.docids = list(islice(bitmap.each(self.candidates), self.wanted))
            self.scores = [()] * len(self.docids)
        else:
            kept = distinct(self.similar, self.candidates, self.wanted)
            self.docids = list(bitmap.each(kept.remaining))
            self.scores = [()] * len(self.docids)
            self.candidates = self.candidates & ~kept.excluded | kept.remaining

    def refine(self, universe: int, graph: QueryGraph) -> None:
        """Let the next rule cut a bucket. What it leaves over stays a candidate without becoming a hit."""
        depth = len(self._path)
        buckets = self.rules[depth].start(universe, graph)
        self._universes.append(universe)
        while len(self.docids) < self.enough and self._universes[depth]:
            if self.skips and alone(self._universes[depth]):
                self.emit(self._universes[depth])
                break
            bucket = self.next_bucket(buckets, depth)
            if bucket is None:
                break
            self._universes[depth] &= ~bucket.docids
            self._path.append(bucket.score)
            if self.threshold is not None and global_score(self._path) < self.threshold:  # rules to come can only lower the score
                self.candidates &= ~(bucket.docids | self._universes[depth])
            elif depth == len(self.rules) - 1 or bucket.score.kind == "skipped" or (self.brief and alone(bucket.docids)):
                self.emit(bucket.docids)
            elif bucket.docids:
                self.refine(bucket.docids, buckets.query())
            self._path.pop()
        self._universes.pop()

    @property
    def brief(self) -> bool:
        return self.order_only or self.skips

    def next_bucket(self, buckets: Buckets, depth: int) -> Bucket | None:
        universe = self._universes[depth]
        if not self.expired:
            return buckets.next(universe)
        ready = buckets.at_once(universe)
        if ready is None:
            self.degraded = self.degraded or depth == 0
            return Bucket(universe, Score("skipped", 0, 1))
        return ready

    def emit(self, docids: int) -> None:
        """The bucket's documents become hits, in order of ids, as far as hits are wanted."""
        if self.similar is not None:
            docids, excluded = distinct(self.similar, docids)
            self._universes = [universe & ~excluded for universe in self._universes]
            self.candidates = self.candidates & ~excluded | docids
        scores = tuple(self._path)
        for docid in islice(bitmap.each(docids), self.wanted - len(self.docids)):
            self.docids.append(docid)
            self.scores.append(scores)


def alone(docids: int) -> bool:
    """Whether a bucket holds one document at most."""
    return not docids & (docids - 1)
