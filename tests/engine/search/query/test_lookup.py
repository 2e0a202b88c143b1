"""Document sets of words, phrases and pairs (guide search-semantics, 5.7, 5.8)."""

import pytest

from meilifake.engine.settings import TypoTolerance


@pytest.mark.parametrize(
    ("text", "found"),
    [("a b", True), ("x a b", True), ("b a", False), ("a x b", False), ("a. b", False)],
)
def test_two_words_side_by_side(searcher, text, found):
    assert (searcher([text, "c"]).ids('"a b"') == [1]) is found


def test_a_stop_word_inside_leaves_room_for_one_word(searcher):
    index = searcher(["a the b", "a z b", "a b", "a y z b"], stop_words=("the",))
    assert sorted(index.ids('"a the b"')) == [1, 2, 3]


def test_pairs_are_enough_for_a_phrase(searcher):
    assert searcher(["a b x b c a c"]).ids('"a b c"') == [1]
    assert searcher(["a b x b c"]).ids('"a b c"') == []


def test_words_of_exact_attributes_are_found_but_not_through_typos(searcher):
    docs = [{"id": 1, "a": "captain"}, {"id": 2, "b": "captain"}]
    index = searcher(docs, typo_tolerance=TypoTolerance(disable_on_attributes=("a",)))
    assert index.ids("captain ") == [1, 2]
    assert index.ids("captian ") == [2]


def test_search_is_narrowed_to_some_attributes(searcher):
    docs = [{"id": 1, "a": "captain", "b": "x"}, {"id": 2, "a": "x", "b": "captain"}]
    assert searcher(docs).ids("captain", attributes_to_search_on=["b"]) == [2]
    assert searcher(docs).ids("capt", attributes_to_search_on=["b"]) == [2]
    assert searcher(docs).ids("captian ", attributes_to_search_on=["b"]) == [2]
    assert searcher(docs).ids("captain", attributes_to_search_on=[]) == []


def test_neighbours_may_come_from_other_attributes(searcher):
    docs = [{"id": 1, "a": "c x d", "b": "c d"}]
    assert searcher(docs).ranks("c d ", "proximity", attributes_to_search_on=["a"]) == {1: (4, 4)}


def test_fields_nested_in_exact_ones_are_tolerant_when_searched_on_by_name(searcher):
    docs = [{"id": 1, "a": {"b": "lighthouse"}}, {"id": 2, "c": "lighthouse"}]
    index = searcher(docs, typo_tolerance=TypoTolerance(disable_on_attributes=("a",)))
    assert index.ids("lighthouspe ") == [2]
    assert index.ids("lighthouspe ", attributes_to_search_on=["a.b"]) == [1]
