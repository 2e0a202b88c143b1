"""Query words glued together (guide search-semantics, 5.6)."""

import pytest

from meilifake.engine.index.inverted import Inverted
from meilifake.engine.search.query.context import Context
from meilifake.engine.search.query.graph import query_graph
from meilifake.engine.search.query.normal import SettingsWords
from meilifake.engine.search.query.parse import parse
from meilifake.engine.text.tokenizer import tokenizer_of


@pytest.fixture
def glued(searcher):
    """The ngrams of a query: word -> (typo budget, prefix, synonyms)."""

    def make(q, **settings):
        index = searcher([], **settings).index
        tokenizer, words = tokenizer_of(index.settings), index.derive(SettingsWords)
        context = Context(index.derive(Inverted), index.settings, synonyms_of=lambda key: words.synonyms_for(key, tokenizer, None))
        query_graph(context, parse(context, tokenizer.tokenize(q)).terms)
        ngrams = [term for term in context.terms if term.ngram is not None]
        return {term.word: (term.typos, term.prefix, term.synonyms) for term in ngrams}

    return make


def test_two_and_three_words_in_a_row(glued):
    assert list(glued("a b c d ")) == ["ab", "bc", "abc", "cd", "bcd"]


def test_gluing_costs_typos(glued):
    found = glued("captain marvelous three ")
    assert [found[word][0] for word in ("captainmarvelous", "captainmarvelousthree")] == [1, 0]


def test_the_last_word_decides_about_the_prefix(glued):
    assert glued("sun flow") == {"sunflow": (0, True, [])}


@pytest.mark.parametrize("q", ["a. b ", '"a" b ', "a the b "])
def test_nothing_may_stand_between(glued, q):
    assert glued(q, stop_words=("the",)) == {}


def test_synonyms_of_several_words(glued):
    found = glued("new york ", synonyms={"new york": ("nyc", "big apple"), "newyork": ("ny",)})
    assert found["newyork"][2] == [("ny",), ("big", "apple"), ("nyc",)]
