"""Query text to terms (guide search-semantics, 5.1)."""

import pytest

from meilifake.engine.index.inverted import Inverted
from meilifake.engine.index.paths import FieldPaths
from meilifake.engine.search.query.context import Context
from meilifake.engine.search.query.parse import parse
from meilifake.engine.settings import IndexSettings
from meilifake.engine.text.tokenizer import tokenizer_of


def parsed(q, **settings):
    chosen = IndexSettings(**settings)
    context = Context(Inverted(chosen, FieldPaths(()), ()), chosen)
    return parse(context, tokenizer_of(chosen).tokenize(q))


def terms(q, **settings):
    """(word or phrase, first position, last position), the word with a * where it is the beginning of others."""
    found = parsed(q, **settings).terms
    return [(t.phrase or t.word + "*" * t.prefix, t.start, t.end) for t in found]


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("sun flower", [("sun", 0, 0), ("flower*", 1, 1)]),
        ("sun flower ", [("sun", 0, 0), ("flower", 1, 1)]),
        ("a. b ", [("a", 0, 0), ("b", 8, 8)]),
        (". a ", [("a", 7, 7)]),
        ('"a b" c', [(("a", "b"), 0, 1), ("c*", 2, 2)]),
        ('"a b', [(("a", "b"), 0, 1)]),
        ('"a. b"', [(("a",), 0, 0), (("b",), 8, 8)]),
        ('a "" b ', [("a", 0, 0), ("b", 1, 1)]),
        ('a"b"c ', [("a", 0, 0), (("b",), 1, 1), ("c", 2, 2)]),
        ("a-b ", [("a", 0, 0), ("b", 1, 1)]),
        ("- foo ", [("foo", 0, 0)]),
        ("", []),
    ],
)
def test_terms(q, expected):
    assert terms(q) == expected


def test_without_prefix_search_the_last_word_is_a_word():
    assert terms("sun", prefix_search="disabled") == [("sun", 0, 0)]


def test_stop_words_take_up_places():
    assert terms("a the b ", stop_words=("the",)) == [("a", 0, 0), ("b", 2, 2)]
    assert terms("the", stop_words=("the",)) == [("the*", 0, 0)]
    assert terms("the ", stop_words=("the",)) == []


def test_a_phrase_starts_at_its_first_other_word_but_keeps_its_holes():
    assert terms('"the cat"', stop_words=("the",)) == [((None, "cat"), 1, 1)]
    assert terms('"the the"', stop_words=("the",)) == []


def test_negations():
    found = parsed('a -b -"c d" e-f')
    assert found.negative_words == ["b"]
    assert found.negative_phrases == [("c", "d")]
    assert [t.word for t in found.terms] == ["a", "e", "f"]


def test_a_hard_separator_keeps_a_negative_phrase_negative():
    found = parsed('-"a. b"')
    assert found.negative_phrases == [("a",), ("b",)]
    assert found.terms == []


def test_at_most_ten_terms():
    assert len(terms("a b c d e f g h i j k l")) == 10
    assert terms("a b c d e f g h i j k")[-1] == ("j", 9, 9)


def test_a_phrase_open_at_the_limit_is_thrown_away():
    assert len(terms('a b c d e f g h i "j" "k l')) == 10


def test_words_too_long_match_nothing():
    found = parsed("x" * 251).terms[0]
    assert found.complete
    assert not found.prefix
