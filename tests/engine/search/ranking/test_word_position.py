"""Rule `wordPosition` (guide search-semantics, 8.5)."""


def test_positions_within_an_array_that_is_nested(searcher):
    index = searcher([{"id": 1, "a": {"t": ["red car"]}}, {"id": 2, "t": ["red car"]}])
    assert index.ranks("red car ", "wordPosition") == {2: (21, 21), 1: (13, 21)}


def test_distance_is_to_the_place_in_the_query(searcher):
    ranks = searcher(["b a", "x a b"]).ranks("a b ", "wordPosition")
    assert ranks == {1: (19, 21), 2: (19, 21)}


def test_an_ngram_pays_for_each_of_its_words(searcher):
    assert searcher(["sunflower"]).ranks("sun flower ", "wordPosition") == {1: (20, 21)}
