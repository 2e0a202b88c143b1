"""The list of rules in force (guide search-semantics, 7.1)."""

import pytest

from meilifake.engine.index.inverted import Inverted
from meilifake.engine.search.query.context import Context
from meilifake.engine.search.ranking.rule import Search
from meilifake.engine.search.ranking.rules import keyword_rules, placeholder_rules, vector_rules
from meilifake.engine.search.result import RankRequest, SortExpression


@pytest.fixture
def made(searcher):
    """Names of the rules that a maker gives for the settings' rules."""

    def make(maker, *rules, **request):
        index = searcher([], ranking_rules=rules).index
        search = Search(index, Context(index.derive(Inverted), index.settings), RankRequest("q", 0, 20, **request))
        return [getattr(rule, "kind", type(rule).__name__) for rule in maker(search)]

    return make


def test_words_is_put_before_the_first_rule_that_needs_it(made):
    assert made(keyword_rules, "x:asc", "typo", "words") == ["Sort", "words", "typo"]
    assert made(keyword_rules, "x:asc", "sort") == ["Sort"]


def test_strategy_all_has_no_words(made):
    assert made(keyword_rules, "words", "typo", matching_strategy="all") == ["typo"]


def test_rules_that_stand_for_two(made):
    assert made(keyword_rules, "attribute", "exactness") == ["words", "attributeRank", "wordPosition", "ExactAttribute", "exactWords"]


def test_sorts_take_the_place_of_sort(made):
    sorts = [
        SortExpression("x", True),
        SortExpression("_geo", True, (0.0, 0.0)),
        SortExpression("x", False),
        SortExpression("_geo", True, (0.0, 0.0)),
    ]
    assert made(keyword_rules, "sort", "x:asc", "y:asc", sort=sorts) == ["Sort", "GeoSort", "GeoSort", "Sort"]


def test_a_rule_counts_once(made):
    assert made(keyword_rules, "typo", "typo", "words") == ["words", "typo"]


def test_a_placeholder_only_sorts(made):
    assert made(placeholder_rules, "words", "sort", "exactness", "x:desc", sort=[SortExpression("y", True)]) == ["Sort", "Sort"]


def test_similarity_takes_the_place_of_relevancy(made):
    assert made(vector_rules, "x:asc", "typo", "sort", "words", distances={}) == ["Sort", "VectorSort"]
