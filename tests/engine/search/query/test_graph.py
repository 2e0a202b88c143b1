"""The query graph and its reductions (guide search-semantics, 6)."""

from meilifake.engine.index.inverted import Inverted
from meilifake.engine.search.query.context import Context
from meilifake.engine.search.query.graph import END, START, graph_of_paths, query_graph, removal_frequency, removal_last
from meilifake.engine.search.query.parse import parse
from meilifake.engine.search.query.term import Term
from meilifake.engine.text.tokenizer import tokenizer_of


def graph_of(index, q):
    context = Context(index.derive(Inverted), index.settings)
    return context, query_graph(context, parse(context, tokenizer_of(index.settings).tokenize(q)).terms)


def words(graph, nodes):
    return [node.term.word for number, node in sorted(graph.nodes.items()) if nodes >> number & 1]


def test_edges_lead_to_what_comes_next(searcher):
    _, graph = graph_of(searcher([]).index, "a b c ")
    assert words(graph, -1) == ["a", "b", "ab", "c", "bc", "abc"]
    by_word = {node.term.word: number for number, node in graph.nodes.items()}
    assert words(graph, graph.successors[START]) == ["a", "ab", "abc"]
    assert words(graph, graph.successors[by_word["a"]]) == ["b", "bc"]
    assert words(graph, graph.successors[by_word["ab"]]) == ["c"]
    assert graph.successors[by_word["abc"]] == 1 << END


def test_a_row_has_one_way_from_start_to_end(searcher):
    _, graph = graph_of(searcher([]).index, "a b c ")
    assert graph.row is None
    _, graph = graph_of(searcher([]).index, "a. b. c. ")
    assert [node.term.word for node in graph.row] == ["a", "b", "c"]
    assert graph_of_paths([]).row is None


def test_the_last_term_goes_first_and_the_first_stays(searcher):
    context, graph = graph_of(searcher([]).index, "a b c ")
    assert [words(graph, group) for group in removal_last(context, graph)] == [["c"], ["b", "bc"]]


def test_phrases_are_never_dropped(searcher):
    context, graph = graph_of(searcher([]).index, 'a "b" c ')
    assert [words(graph, group) for group in removal_last(context, graph)] == [["c"], ["a"]]


def test_the_most_frequent_term_goes_first_and_unknown_ones_before(searcher):
    context, graph = graph_of(searcher(["a b", "a", "c"]).index, "a b zz ")
    assert [words(graph, group)[0] for group in removal_frequency(context, graph)] == ["zz", "a"]


def test_a_single_term_cannot_be_dropped(searcher):
    context, graph = graph_of(searcher([]).index, "a ")
    assert removal_last(context, graph) == []


def test_stepping_over_nodes(searcher):
    _, graph = graph_of(searcher([]).index, "a b c ")
    by_word = {node.term.word: number for number, node in graph.nodes.items()}
    rest = graph.without(1 << by_word["b"] | 1 << by_word["bc"] | 1 << by_word["c"])
    assert words(rest, -1) == ["a", "ab", "abc"]
    assert rest.successors[by_word["a"]] == 1 << END


def test_documents_of_some_path(searcher):
    index = searcher(["sun flower", "sunflower", "sun"]).index
    context, graph = graph_of(index, "sun flower ")
    assert graph.docids(context, 0b111) == 0b011
    assert graph.docids(context, 0b110) == 0b010


def term(name, first):
    return Term(name, start=first, end=first, first=first, last=first)


def test_paths_share_what_they_end_with():
    a, b, x, d = (term(name, first).subset() for name, first in (("a", 0), ("b", 1), ("x", 1), ("d", 2)))
    graph = graph_of_paths([[(None, a), (None, b), (None, d)], [(None, a), (None, x), (None, d)]])
    assert [n.term.word for n in graph.nodes.values()] == ["a", "b", "d", "a", "x"]
    assert graph.successors[START].bit_count() == 2


def test_neighbouring_conditions_are_intersected():
    a = term("a", 0)
    b = term("b", 1).subset()
    graph = graph_of_paths([[(None, a.subset(one=0)), (a.subset(), b)]])
    assert [(n.term.word, n.one) for n in graph.nodes.values()] == [("a", 0), ("b", 2)]


def test_no_path_is_an_empty_graph():
    assert graph_of_paths([]).nodes == {}
