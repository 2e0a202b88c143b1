"""What bucket sort asks of a ranking rule, whatever its kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

from meilifake.engine.index.index import Index
from meilifake.engine.search.query.context import Context
from meilifake.engine.search.query.graph import QueryGraph
from meilifake.engine.search.result import RankRequest, Score


class Bucket(NamedTuple):
    """Documents that tie in one rule, and what it says of them."""

    docids: int
    score: Score


class Buckets(Protocol):
    """A rule at work on the documents of one bucket of the rule before it, best bucket first."""

    def next(self, universe: int) -> Bucket | None:
        """The next bucket among the documents that are left; it may be empty. None when the rule has nothing more to say."""

    def at_once(self, universe: int) -> Bucket | None:
        """The next bucket if no work is needed for it: the only ones there are after the search cutoff."""

    def query(self) -> QueryGraph:
        """The query as the next rule is to see it, for the bucket given last."""


class Rule(Protocol):
    """A rule of the list in force, ready to refine any bucket."""

    def start(self, universe: int, graph: QueryGraph) -> Buckets:
        """Begin with a bucket and its query graph."""


@dataclass(frozen=True, slots=True)
class Search:
    """What rules are made from."""

    index: Index
    context: Context
    request: RankRequest


class SameQuery:
    """Rules that are not about words leave the query as it is."""

    __slots__ = ("_graph",)

    def __init__(self, graph: QueryGraph) -> None:
        self._graph = graph

    def query(self) -> QueryGraph:
        return self._graph


class NeverAtOnce:
    """Most rules must work for each bucket."""

    __slots__ = ()

    def at_once(self, universe: int) -> Bucket | None:
        return None


EMPTY_GRAPH = QueryGraph({}, {0: 0})
"""The query of a placeholder search."""
