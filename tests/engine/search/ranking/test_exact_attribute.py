"""Rule `exactness` (guide search-semantics, 8.6)."""


def kinds(index, q):
    return {i: found["exactness"]["matchType"] for i, found in index.details(q).items()}


def test_exact_start_none(searcher):
    index = searcher(["captain", "captain planet", "my captain"])
    assert kinds(index, "captain") == {1: "exactMatch", 2: "matchesStart", 3: "noExactMatch"}


def test_leading_stop_words_of_a_phrase_shift_the_test(searcher):
    index = searcher(["the the cat", "a the cat sat", "the cat"], stop_words=("the",))
    assert kinds(index, '"the cat"') == {1: "exactMatch", 2: "matchesStart", 3: "noExactMatch"}
    assert kinds(index, "the cat ")[3] == "exactMatch"


def test_stop_words_inside_a_phrase_count_as_positions(searcher):
    index = searcher(["a z b", "a the b"], stop_words=("the",))
    assert kinds(index, '"a the b"') == {1: "exactMatch", 2: "matchesStart"}
    assert kinds(index, "a the b ") == {1: "matchesStart", 2: "exactMatch"}


def test_an_unknown_word_is_simply_not_listed(searcher):
    index = searcher(["batman returns", "batman begins"])
    assert kinds(index, "batman retuns ") == {1: "matchesStart", 2: "matchesStart"}


def test_a_synonym_is_never_the_exact_term(searcher):
    index = searcher(["new york city", "nyc guide"], synonyms={"nyc": ("new york city",), "new york": ("nyc",)})
    assert index.scores("nyc ") == {2: 0.9848484848484849, 1: 0.9621212121212122}
    scores = index.scores("new york ")
    assert list(scores) == [1, 2]
    assert round(scores[2], 8) == 0.68187831


def test_exact_words_are_counted(searcher):
    index = searcher(["x captain marvle", "x captain marvel"])
    assert index.ranks("captain marvel ", "exactWords") == {2: (3, 3), 1: (2, 3)}
