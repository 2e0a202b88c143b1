"""Rule `exactness`, second half (guide search-semantics, 8.6)."""

from meilifake.engine.search.query.term import Term
from meilifake.engine.search.ranking.exact_words import HasExactTerm, exact_words_edges
from meilifake.engine.search.ranking.words import HasTerm


def test_an_exact_word_costs_nothing_any_other_its_size():
    subset = Term("ab", exact=True, first=0, last=1).subset()
    assert exact_words_edges(None, None, subset) == [(0, HasExactTerm(subset)), (2, HasTerm(subset))]


def test_the_two_conditions_of_a_node_differ():
    subset = Term("a").subset()
    assert HasExactTerm(subset) != HasTerm(subset)


def test_words_through_typos_or_prefixes_do_not_count(searcher):
    index = searcher(["x captain marvels", "x captian marvel", "x captain marvel"])
    assert index.ranks("captain marvel", "exactWords") == {3: (3, 3), 1: (2, 3), 2: (2, 3)}


def test_documents_with_no_exact_word_come_last(searcher):
    assert searcher(["x marvle", "x marvel"]).ranks("marvel ", "exactWords") == {2: (2, 2), 1: (1, 2)}
