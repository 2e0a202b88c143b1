"""Rule `proximity` (guide search-semantics, 8.3)."""

import pytest


def test_distances_and_directions(searcher):
    texts = ["a b", "a.b", "a b a", "b a", "a x b", "b x a", "a x y b", "b x y a", "a. b"]
    ranks = searcher(texts).ranks("a b ", "proximity")
    assert ranks == {1: (4, 4), 2: (4, 4), 3: (4, 4), 4: (3, 4), 5: (3, 4), 6: (2, 4), 7: (2, 4), 8: (1, 4), 9: (1, 4)}


def test_fields_and_array_elements_keep_apart(searcher):
    index = searcher([{"id": 1, "t": ["a", "b"]}, {"id": 2, "t": "a", "u": "b"}])
    assert index.ranks("a b ", "proximity") == {1: (1, 4), 2: (1, 4)}


def test_a_phrase_is_not_turned_round(searcher):
    ranks = searcher(["b a", "b x a", "a b"]).ranks('"a" b ', "proximity")
    assert ranks == {3: (4, 4), 1: (1, 4), 2: (1, 4)}


def test_a_hard_separator_in_the_query_parts_its_words(searcher):
    assert searcher(["a b", "b a"]).ranks("a. b ", "proximity") == {1: (1, 1), 2: (1, 1)}


@pytest.mark.parametrize(("q", "expected"), [("captian marvel cc ", {1: (7, 7), 2: (3, 4)}), ("captian marvel ", {1: (4, 4), 2: (4, 4)})])
def test_by_attribute_remembers_pairs_of_the_first_bucket(searcher, q, expected):
    index = searcher(["captain marvel cc", "captain marvel"], ranking_rules=("words", "proximity"), proximity_precision="byAttribute")
    assert index.ranks(q, "proximity") == expected


def test_by_attribute_knows_one_distance(searcher):
    index = searcher([{"id": 1, "t": "a x y z b"}, {"id": 2, "t": "a", "u": "b"}], proximity_precision="byAttribute")
    assert index.ranks("a b ", "proximity") == {1: (4, 4), 2: (1, 4)}


def test_a_prefix_of_the_database_is_not_turned_round(searcher):
    many = " ".join(f"qu{n:03}" for n in range(100))
    few = searcher(["quick a", "a quick"])
    assert few.ranks("a qu", "proximity") == {2: (4, 4), 1: (3, 4)}
    stored = searcher(["quick a", "a quick", f"z {many}"])
    assert stored.ranks("a qu", "proximity") == {2: (4, 4), 1: (1, 4)}
