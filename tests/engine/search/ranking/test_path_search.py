"""The search for paths of one cost (guide search-semantics, 7.3)."""

from typing import Any

from meilifake.engine.search.query.graph import END, START
from meilifake.engine.search.ranking.path_search import PathSearch
from meilifake.engine.search.ranking.rule_graph import NONE, Conditions, RuleGraph

DOCIDS = {"a": 0b1111, "A": 0b0011, "b": 0b0101, "B": 0b1110, "never": 0}


Edge = tuple[int, int, str | None, int]


class Named(PathSearch):
    """Paths by the names of their conditions."""

    def run(self, cost, universe):
        won = super().run(cost, universe)
        return won.docids, [[self._graph.conditions.known[number] for number in path] for path in won.paths]


def search(edges: dict[int, list[Edge]], asked: list[str] | None = None) -> Named:
    conditions: Any = Conditions()

    def resolve(number: int, universe: int) -> int:
        if asked is not None:
            asked.append(conditions.known[number])
        return DOCIDS[conditions.known[number]]

    def step(cost: int, dest: int, condition: str | None, forbids: int) -> tuple[int, int, int, int]:
        return cost, dest, NONE if condition is None else conditions.number(condition), forbids

    return Named(RuleGraph({node: [step(*edge) for edge in out] for node, out in edges.items()}, conditions), resolve)


def edge(cost: int, dest: int, condition: str | None, forbids: int = 0) -> Edge:
    return cost, dest, condition, forbids


TWO_STEPS = {
    START: [edge(0, 2, "A"), edge(1, 2, "a")],
    2: [edge(0, 3, "b"), edge(1, 3, "B")],
    3: [edge(0, END, None)],
}


def test_buckets_by_cost():
    paths = search(TWO_STEPS)
    assert paths.costs() == 0b111
    universe = 0b1111
    assert paths.run(0, universe) == (0b0001, [["A", "b"]])
    assert paths.run(1, universe & ~0b0001) == (0b0110, [["A", "B"], ["a", "b"]])
    assert paths.run(2, 0b1000) == (0b1000, [["a", "B"]])


def test_a_document_belongs_to_the_first_path():
    assert search(TWO_STEPS).run(1, 0b1111) == (0b0111, [["A", "B"], ["a", "b"]])


def test_nothing_more_is_asked_once_all_documents_are_taken():
    asked: list[str] = []
    search(TWO_STEPS, asked).run(1, 0b0010)
    assert asked == ["A", "B"]


def test_conditions_without_documents_drop_their_costs():
    paths = search({START: [edge(0, 2, "never"), edge(1, 2, "a")], 2: [edge(0, END, None), edge(5, 3, "never")], 3: [edge(0, END, None)]})
    assert paths.costs() == 0b1100011
    assert paths.run(0, 0b1111)[1] == []
    assert paths.costs() == 0b10


def test_skipping_a_node_forbids_others():
    edges = {
        START: [edge(0, 2, "a")],
        2: [edge(1, 3, None, 1 << 4), edge(0, 3, "A")],
        3: [edge(1, 4, None), edge(0, 4, "B")],
        4: [edge(0, END, None)],
    }
    paths = search(edges)
    assert paths.run(0, 0b1111)[1] == [["a", "A", "B"]]
    assert paths.run(1, 0b1101)[1] == [["a", "A"]]
    assert paths.run(2, 0b1100)[1] == [["a"]]


def test_an_empty_universe_wins_nothing():
    assert search(TWO_STEPS).run(0, 0) == (0, [])


def test_conditions_are_asked_although_their_path_has_nothing_left():
    # The server does so, and the look-up has effects: typos become known, pairs are remembered.
    asked: list[str] = []
    edges = {START: [edge(0, 2, "A")], 2: [edge(0, 3, "a"), edge(0, 3, "b")], 3: [edge(0, END, None)]}
    assert search(edges, asked).run(0, 0b0111) == (0b0011, [["A", "a"]])
    assert asked == ["A", "a", "b"]
