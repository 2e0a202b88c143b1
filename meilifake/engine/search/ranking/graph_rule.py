"""A rule that weighs the ways through the query graph: each step has costed conditions, each total cost makes a bucket (guide 7.3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from meilifake.engine import bitmap
from meilifake.engine.index.tables import EVERYTHING
from meilifake.engine.search.query.context import Context
from meilifake.engine.search.query.graph import END, REMOVALS, START, QueryGraph
from meilifake.engine.search.query.term import Subset
from meilifake.engine.search.ranking.choice_search import ChoiceSearch
from meilifake.engine.search.ranking.path_search import PathSearch
from meilifake.engine.search.ranking.row import CostsOf, RowBuckets, steps_of
from meilifake.engine.search.ranking.rule import Bucket, Buckets, NeverAtOnce
from meilifake.engine.search.ranking.rule_graph import NONE, Condition, Conditions, RuleGraph, Step
from meilifake.engine.search.result import Score

EdgesOf = Callable[[Context, Subset | None, Subset], Sequence[tuple[int, Condition]]]


@dataclass(slots=True, eq=False)
class GraphRule:
    """`edges_of`: the conditions between two neighbouring nodes, with their costs; `strategy`: set for the one rule that drops words;
    `costs_of`: the same costs, for queries that are a row of terms; `narrows`: whether the next rule sees less of the terms.
    """

    kind: str
    edges_of: EdgesOf
    context: Context
    strategy: str | None = None
    costs_of: CostsOf | None = None
    narrows: bool = True
    _graphs: dict[QueryGraph, RuleGraph] = field(default_factory=dict)
    _edges: dict[tuple[Subset | None, Subset], Sequence[tuple[int, int]]] = field(default_factory=dict)
    _conditions: Conditions = field(default_factory=Conditions)
    _resolved: dict[int, int] = field(default_factory=dict)

    def start(self, universe: int, graph: QueryGraph) -> Buckets:
        if self.costs_of is not None and not self.narrows and self.context.order_only and graph.row is not None:
            steps = steps_of(self.context, graph.row, universe, self.costs_of)
            if steps is not None:
                return RowBuckets(self.kind, graph, steps, universe)
        return self.start_paths(universe, graph)

    def start_paths(self, universe: int, graph: QueryGraph) -> GraphBuckets:
        rule_graph = self._graphs.get(graph)
        if rule_graph is None:
            rule_graph = self._graphs[graph] = RuleGraph(self.steps(graph), self._conditions)
        # The words of phrases count too, and one of them is already counted by the cost of a path that drops all else.
        phrases = max(0, graph.words_in_phrases - 1) if self.strategy is not None else 0
        return GraphBuckets(self, rule_graph, 1 + phrases + rule_graph.top_cost)

    def steps(self, graph: QueryGraph) -> dict[int, Sequence[Step]]:
        """Nodes ascending, their successors ascending, the skip first, then the conditions as made."""
        skips = self.skips(graph)
        return {node: self.steps_from(graph, node, skips) for node in (START, *graph.nodes)}

    def steps_from(self, graph: QueryGraph, node: int, skips: Mapping[int, int]) -> Sequence[Step]:
        left = graph.nodes.get(node)
        steps: list[Step] = []
        for dest in bitmap.each(graph.successors[node]):
            if dest == END:
                steps.append((0, END, NONE, 0))
                continue
            right = graph.nodes[dest]
            if dest in skips:
                steps.append((right.term.size, dest, NONE, skips[dest]))
            steps += [(cost, dest, condition, 0) for cost, condition in self.edges_between(left, right)]
        return steps

    def edges_between(self, left: Subset | None, right: Subset) -> Sequence[tuple[int, int]]:
        """The costs and numbers of the conditions between two nodes."""
        key = left, right
        known = self._edges.get(key)
        if known is None:
            number = self._conditions.number
            known = self._edges[key] = [(cost, number(condition)) for cost, condition in self.edges_of(self.context, left, right)]
        return known

    def skips(self, graph: QueryGraph) -> dict[int, int]:
        """Node that may be skipped -> the nodes of earlier removal groups, which must then be skipped too."""
        found: dict[int, int] = {}
        earlier = 0
        for group in REMOVALS[self.strategy](self.context, graph) if self.strategy is not None else ():
            found |= dict.fromkeys(bitmap.each(group), earlier)
            earlier |= group
        return found

    def resolve(self, number: int, universe: int) -> int:
        """The documents of a condition; those outside `universe` do not matter."""
        known = self._resolved.get(number)
        if known is None:
            condition = self._conditions.known[number]
            if not condition.steady(self.context):
                return condition.docids(self.context, universe)
            known = self._resolved[number] = condition.docids(self.context, EVERYTHING)
        return known


class GraphBuckets(NeverAtOnce):
    """One bucket for each possible total cost, cheapest first."""

    __slots__ = ("_graph", "_next_cost", "_paths", "_rule", "_search", "_top")

    def __init__(self, rule: GraphRule, graph: RuleGraph, top: int) -> None:
        self._rule = rule
        self._graph = graph
        self._top = top
        self._search = (PathSearch if graph.choices is None else ChoiceSearch)(graph, rule.resolve)
        self._next_cost = 0
        self._paths: Sequence[tuple[int, ...]] = ()

    def next(self, universe: int) -> Bucket | None:
        costs = self._search.costs() >> self._next_cost
        if not costs:
            return None
        cost = self._next_cost + bitmap.first(costs)
        self._next_cost = cost + 1
        docids, self._paths = self._search.run(cost, universe)
        return Bucket(docids, Score(self._rule.kind, self._top - cost, self._top))

    # Made when asked for: most buckets need no further rule.
    def query(self) -> QueryGraph:
        return self._graph.after(self._paths)
