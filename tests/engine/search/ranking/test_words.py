"""Rule `words` and the matching strategies (guide search-semantics, 6 and 8.1)."""


def test_the_last_words_are_dropped_first(searcher):
    index = searcher(["a b c", "a b", "a", "b c"])
    assert index.ranks("a b c ", "words") == {1: (3, 3), 2: (2, 3), 3: (1, 3)}


def test_strategy_all_drops_nothing_and_shows_nothing(searcher):
    index = searcher(["a b c", "a b"])
    assert list(index.details("a b c ", matching_strategy="all")) == [1]
    assert "words" not in index.details("a b c ", matching_strategy="all")[1]


def test_strategy_frequency_keeps_the_rare_word(searcher):
    index = searcher(["common rare", "common", "common", "rare"])
    assert index.ids("common rare ", matching_strategy="frequency") == [1, 4]


def test_words_of_phrases_count(searcher):
    index = searcher(["a b c", "a b"])
    assert index.ranks('"a b c"', "words") == {1: (3, 3)}
    assert index.ranks('"a b" c ', "words") == {1: (3, 3), 2: (2, 3)}


def test_words_goes_before_the_first_rule_of_relevancy(searcher):
    index = searcher(["a b", "a"], ranking_rules=("id:desc", "proximity"))
    assert list(index.details("a b ")[1]) == ["id:desc", "words", "proximity"]
    assert index.ids("a b ") == [2, 1]
