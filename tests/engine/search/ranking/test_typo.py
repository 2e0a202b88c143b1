"""Rule `typo` (guide search-semantics, 8.2)."""

FLOWERS = ["sun flower", "sunflower", "sun x flower", "flower sun"]


def test_worked_example_with_an_ngram(searcher):
    index = searcher(FLOWERS, searchable_attributes=("t",))
    scores = index.scores("sun flower ")
    assert {i: round(score, 10) for i, score in scores.items()} == {1: 1.0, 3: 0.9662698413, 4: 0.9647817460, 2: 0.6818783069}
    assert index.ranks("sun flower ", "typo") == {1: (4, 4), 3: (4, 4), 4: (4, 4), 2: (2, 4)}


def test_the_maximum_is_that_of_the_paths_that_won(searcher):
    assert searcher(["train dragon"]).ranks("train dragon ", "typo") == {1: (3, 3)}
    assert searcher(["train dragon"]).ranks("train dragon ", "typo", matching_strategy="all") == {1: (4, 4)}


def test_split_words_cost_one_even_without_tolerance(searcher):
    from meilifake.engine.settings import TypoTolerance

    docs = ["the sun flower is tall", "the sunflower is tall"]
    assert searcher(docs, typo_tolerance=TypoTolerance(enabled=False)).ranks("sunflower ", "typo") == {2: (2, 2), 1: (1, 2)}


def test_split_words_of_an_example(searcher):
    assert searcher(["sun flower", "sunflower"]).scores("sunflower ") == {2: 1.0, 1: 0.6414141414141414}


def test_a_wrong_first_letter_costs_two(searcher):
    index = searcher(["aeroplanes", "xeroplanes", "aeroplants"])
    assert index.ranks("aeroplanes ", "typo") == {1: (3, 3), 3: (2, 3), 2: (1, 3)}


def test_a_phrase_has_no_typos(searcher):
    assert searcher(["captain marvel"]).ranks('"captain marvel"', "typo") == {1: (1, 1)}
    assert searcher(["captain marvel"]).ids('"captian marvel"') == []
