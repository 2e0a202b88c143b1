"""Rule graphs: costs and what comes after (guide search-semantics, 7.3)."""

from meilifake.engine.search.query.graph import END, START
from meilifake.engine.search.query.term import Term
from meilifake.engine.search.ranking.rule_graph import Edge, RuleGraph
from meilifake.engine.search.ranking.words import HasTerm

TERM = Term("a")
LOOSE, STRICT = HasTerm(TERM.subset()), HasTerm(TERM.subset().at_level(0))
EDGES = {START: [Edge(0, 2, STRICT), Edge(3, 2, LOOSE)], 2: [Edge(0, END, None)]}


def test_costs_are_sums_along_the_ways():
    graph = RuleGraph({START: [Edge(1, 2, LOOSE), Edge(2, 3, None)], 2: [Edge(1, 3, STRICT)], 3: [Edge(0, END, None)]})
    assert graph.costs[START] == 1 << 2
    assert RuleGraph(EDGES).costs[START] == 1 << 0 | 1 << 3
    assert RuleGraph(EDGES).top_cost == 3


def test_costs_without_some_conditions():
    graph = RuleGraph(EDGES)
    assert graph.conditions == [STRICT, LOOSE]
    assert graph.costs_without(0b01)[START] == 1 << 3
    assert graph.top_cost == 3


def test_equal_conditions_have_one_number():
    graph = RuleGraph({START: [Edge(0, 2, LOOSE), Edge(1, 2, LOOSE)], 2: [Edge(0, END, None)]})
    assert [step.condition for step in graph.steps[START]] == [0, 0]


def test_the_graph_after_keeps_what_won_and_is_made_once():
    graph = RuleGraph(EDGES)
    after = graph.after([(0,)])
    assert list(after.nodes.values()) == [STRICT.right]
    assert graph.after([(0,)]) is after
