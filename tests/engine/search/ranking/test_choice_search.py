"""The search among the conditions of a single term: the same as the search for paths, asking no more and no less."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meilifake.engine.search.query.graph import END, START
from meilifake.engine.search.ranking.choice_search import ChoiceSearch
from meilifake.engine.search.ranking.path_search import PathSearch
from meilifake.engine.search.ranking.rule_graph import NONE, Conditions, RuleGraph

CHOICES = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 15)), min_size=1, max_size=6, unique=True)


def buckets(kind, choices):
    """Cost by cost while documents are left: the buckets, and what was looked up for them."""
    asked = []

    def resolve(number, universe):
        if number not in asked:
            asked.append(number)
        return choices[number][1]

    steps = [(cost, 2, number, 0) for number, (cost, _) in enumerate(choices)]
    graph = RuleGraph({START: steps, 2: [(0, END, NONE, 0)]}, Conditions())
    assert graph.choices is not None
    search, universe, found = kind(graph, resolve), 15, []
    for cost in range(4):
        if universe and search.costs() >> cost & 1:
            won = search.run(cost, universe)
            universe &= ~won.docids
            found.append((cost, won))
    return found, asked, search.costs()


@given(CHOICES)
def test_as_the_search_for_paths(choices):
    assert buckets(ChoiceSearch, choices) == buckets(PathSearch, choices)


@pytest.mark.parametrize(
    "steps",
    [
        {START: [(0, 2, 0, 0), (1, 2, NONE, 0)], 2: [(0, END, NONE, 0)]},
        {START: [(0, 2, 0, 0), (0, END, NONE, 0)], 2: [(0, END, NONE, 0)]},
        {START: [(0, 2, 0, 0)], 2: [(0, 3, 1, 0)], 3: [(0, END, NONE, 0)]},
    ],
)
def test_only_a_single_term_is_a_choice(steps):
    assert RuleGraph(steps, Conditions()).choices is None
