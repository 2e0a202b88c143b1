"""The search among the conditions of a single term: the same as the search for paths, asking no more and no less."""

from hypothesis import given
from hypothesis import strategies as st

from meilifake.engine.search.query.graph import END, START
from meilifake.engine.search.ranking.choice_search import ChoiceSearch
from meilifake.engine.search.ranking.path_search import PathSearch
from meilifake.engine.search.ranking.rule_graph import Edge, RuleGraph

CHOICES = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 15)), min_size=1, max_size=6, unique=True)


def buckets(kind, graph):
    """Cost by cost while documents are left: the buckets, and what was looked up for them."""
    asked = []

    def resolve(condition, universe):
        if condition not in asked:
            asked.append(condition)
        return condition[1]

    search, universe, found = kind(graph, resolve), 15, []
    for cost in range(4):
        if universe and search.costs() >> cost & 1:
            won = search.run(cost, universe)
            universe &= ~won.docids
            found.append((cost, won))
    return found, asked, search.costs()


@given(CHOICES)
def test_as_the_search_for_paths(choices):
    graph = RuleGraph({START: [Edge(cost, 2, (cost, docids)) for cost, docids in choices], 2: [Edge(0, END, None)]})
    assert graph.choices is not None
    assert buckets(ChoiceSearch, graph) == buckets(PathSearch, graph)


def test_only_a_single_term_is_a_choice():
    assert RuleGraph({START: [Edge(0, 2, "a"), Edge(1, 2, None)], 2: [Edge(0, END, None)]}).choices is None
    assert RuleGraph({START: [Edge(0, 2, "a"), Edge(0, END, None)], 2: [Edge(0, END, None)]}).choices is None
    assert RuleGraph({START: [Edge(0, 2, "a")], 2: [Edge(0, 3, "b")], 3: [Edge(0, END, None)]}).choices is None
