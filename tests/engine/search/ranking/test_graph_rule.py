"""A rule at work: buckets by cost, ranks from the highest cost there could be (guide search-semantics, 7.3)."""

from meilifake.engine.index.inverted import Inverted
from meilifake.engine.search.query.context import Context
from meilifake.engine.search.query.graph import query_graph
from meilifake.engine.search.query.parse import parse
from meilifake.engine.search.ranking.graph_rule import GraphRule
from meilifake.engine.search.ranking.typo import typo_edges
from meilifake.engine.search.ranking.words import words_edges
from meilifake.engine.text.tokenizer import tokenizer_of


def buckets(index, q, kind, edges, strategy=None):
    context = Context(index.derive(Inverted), index.settings)
    graph = query_graph(context, parse(context, tokenizer_of(index.settings).tokenize(q)).terms)
    universe = index.documents.bits
    running = GraphRule(kind, edges, context, strategy).start(universe, graph)
    while universe and (bucket := running.next(universe)) is not None:
        universe &= ~bucket.docids
        yield bucket, running.query()


def shown(found):
    return [(bucket.docids, bucket.score.rank, bucket.score.max_rank) for bucket, _ in found if bucket.docids]


def queries(found):
    """What the next rule sees of each bucket that holds something."""
    return [query for bucket, query in found if bucket.docids]


def test_words_are_dropped_at_a_cost(searcher):
    index = searcher(["a b", "a", "b"]).index
    assert shown(buckets(index, "a b ", "words", words_edges, "last")) == [(0b001, 2, 2), (0b010, 1, 2)]


def test_the_next_rule_sees_only_what_won(searcher):
    index = searcher(["hello", "hallo"]).index
    first, second = queries(buckets(index, "hello ", "typo", typo_edges))
    assert [(node.zero, node.one) for node in first.nodes.values()] == [(2, 0)]
    assert [(node.zero, node.one) for node in second.nodes.values()] == [(0, 2)]


def test_a_dropped_word_is_gone_from_the_next_graph(searcher):
    index = searcher(["a b", "a"]).index
    graphs = queries(buckets(index, "a b ", "words", words_edges, "last"))
    assert [[node.term.word for node in graph.nodes.values()] for graph in graphs] == [["a", "b"], ["a"]]


def test_words_of_phrases_raise_the_maximum(searcher):
    index = searcher(["a b c"]).index
    assert shown(buckets(index, '"a b" c ', "words", words_edges, "last")) == [(0b1, 3, 3)]
