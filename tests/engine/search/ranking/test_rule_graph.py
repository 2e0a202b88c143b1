"""Rule graphs: costs and what comes after (guide search-semantics, 7.3)."""

from meilifake.engine.search.query.graph import END, START
from meilifake.engine.search.query.term import Term
from meilifake.engine.search.ranking.rule_graph import NONE, Conditions, RuleGraph
from meilifake.engine.search.ranking.words import HasTerm

TERM = Term("a")
LOOSE, STRICT = HasTerm(TERM.subset()), HasTerm(TERM.subset().at_level(0))
STEPS = {START: [(0, 2, 0, 0), (3, 2, 1, 0)], 2: [(0, END, NONE, 0)]}


def graph_of(steps):
    conditions = Conditions()
    assert [conditions.number(condition) for condition in (STRICT, LOOSE)] == [0, 1]
    return RuleGraph(steps, conditions)


def test_costs_are_sums_along_the_ways():
    graph = graph_of({START: [(1, 2, 1, 0), (2, 3, NONE, 0)], 2: [(1, 3, 0, 0)], 3: [(0, END, NONE, 0)]})
    assert graph.costs[START] == 1 << 2
    assert graph_of(STEPS).costs[START] == 1 << 0 | 1 << 3
    assert graph_of(STEPS).top_cost == 3


def test_costs_without_some_conditions():
    graph = graph_of(STEPS)
    assert graph.costs_without(0b01)[START] == 1 << 3
    assert graph.top_cost == 3


def test_equal_conditions_have_one_number():
    conditions = Conditions()
    assert [conditions.number(condition) for condition in (LOOSE, STRICT, HasTerm(TERM.subset()))] == [0, 1, 0]
    assert conditions.known == [LOOSE, STRICT]


def test_the_graph_after_keeps_what_won_and_is_made_once():
    graph = graph_of(STEPS)
    after = graph.after([(0,)])
    assert list(after.nodes.values()) == [STRICT.right]
    assert graph.after([(0,)]) is after
