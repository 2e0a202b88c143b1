"""Sorting by similarity (guide search-semantics, 15.3)."""

from meilifake.engine.search.result import SortExpression

DOCS = [{"id": n, "t": "x", "p": 9 - n} for n in range(4)]
NEAR = {0: 0.5, 2: 0.25, 3: 0.5}


def test_nearest_first_those_without_a_vector_last(searcher):
    index = searcher(DOCS)
    assert index.ids(None, distances=NEAR) == [2, 0, 3, 1]
    assert index.scores(None, distances=NEAR) == {2: 0.75, 0: 0.5, 3: 0.5, 1: 0.0}


def test_it_stands_where_the_first_rule_of_relevancy_does(searcher):
    index = searcher(DOCS, ranking_rules=("p:asc", "typo", "words", "exactness"))
    assert list(index.details(None, distances=NEAR)[2]) == ["p:asc", "vectorSort"]
    assert index.ids(None, distances=NEAR) == [3, 2, 1, 0]


def test_without_a_rule_of_relevancy_similarity_does_not_count(searcher):
    assert searcher(DOCS, ranking_rules=("p:asc",)).ids(None, distances=NEAR) == [3, 2, 1, 0]


def test_sorts_refine_equals_as_far_as_one_batch_of_neighbours_shows_them(searcher):
    by_price = [SortExpression("p", True)]
    assert searcher(DOCS).ids(None, 4, distances=NEAR, sort=by_price) == [2, 3, 0, 1]
    assert searcher(DOCS).ids(None, 2, distances=NEAR, sort=by_price) == [2, 0]


def test_scores_are_shown_shifted(searcher):
    assert searcher(DOCS).scores(None, distances=NEAR, shift=lambda score: score / 2)[2] == 0.375


def test_an_expired_cutoff_spares_the_neighbours_at_hand(searcher):
    index = searcher(DOCS, search_cutoff_ms=0)
    assert index.ids(None, 4, distances=NEAR) == [2, 0, 3, 1]


def test_distances_that_show_as_one_similarity_are_told_apart(searcher):
    """As the lengths of [0, 0.2] and [0, 1] make them for the vector [1, 0.1]."""
    farther = 0.45024812221527100
    ranked = searcher(DOCS).ranked(None, distances={0: farther, 1: farther - 2.0**-25}, universe=0b11)
    assert list(ranked.docids) == [1, 0]
    assert ranked.scores[0] == ranked.scores[1]
