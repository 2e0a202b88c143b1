"""A found document on its way through the merge: where it came from, how it scored. Formatting waits until it is sure to be shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from meilifake.engine.index.index import Index
from meilifake.engine.index.values import normalize_facet
from meilifake.engine.search.ranking.scores import global_score
from meilifake.engine.search.request import SearchRequest
from meilifake.engine.search.result import MatchTerm, Score
from meilifake.engine.search.scoring import Group, groups


@dataclass(eq=False)
class Hit:
    """Never changed (a frozen one takes thrice as long to make).

    `query_index` is the position of the winning query: the hit is formatted as that query asks."""

    index_uid: str
    index: Index
    docid: int
    scores: tuple[Score, ...]
    query: SearchRequest
    query_index: int
    weight: float
    terms: tuple[MatchTerm, ...]

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        return tuple(groups(self.scores, self.weight))

    @cached_property
    def weighted_score(self) -> float:
        return global_score(self.scores) * self.weight

    @property
    def pin(self) -> int | None:
        """The position that a dynamic search rule pins the hit to."""
        return self.scores[0].value if self.scores and self.scores[0].kind == "pin" else None

    @property
    def semantic(self) -> bool:
        return any(score.kind == "vectorSort" for score in self.scores)

    def facet_values(self, field: str) -> Iterator[Any]:
        """The values of a field as `federation.distinct` compares them: of the document's text, not of the index."""
        for leaf in leaves(self.index.documents.get(self.docid), field):
            yield from comparable(leaf)


def leaves(value: Any, path: str) -> Iterator[Any]:
    """The values that a dotted path leads to, through objects and arrays of objects; literal dotted keys count too."""
    if isinstance(value, list):
        for element in value:
            yield from leaves(element, path)
        return
    if not isinstance(value, Mapping):
        return
    for key, inner in value.items():
        if key == path:
            yield inner
        elif path.startswith(key + "."):
            yield from leaves(inner, path[len(key) + 1 :])


def comparable(leaf: Any) -> Iterator[Any]:
    """Booleans and strings in normal form, numbers by their JSON type: 1 and 1.0 are two values here, as on the server."""
    if isinstance(leaf, list):
        for element in leaf:
            if not isinstance(element, (list, dict)):
                yield from comparable(element)
    elif isinstance(leaf, bool):
        yield "true" if leaf else "false"
    elif isinstance(leaf, str):
        yield normalize_facet(leaf)
    elif isinstance(leaf, (int, float)):
        yield type(leaf), leaf
