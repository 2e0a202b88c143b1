"""What formatting is told to look for (guide search-semantics, 13.3)."""


def terms(index, q):
    return index.ranked(q).terms


def test_words_phrases_and_ngrams_in_order(searcher):
    found = terms(searcher(["sun flower sunset"]), '"sun flower" sun')
    assert [(t.words, t.phrases, t.prefix, t.ids) for t in found] == [
        ((), (("sun", "flower"),), False, (0, 1)),
        (("sun", "sunset"), (), True, (2,)),
    ]


def test_typos_and_split_words_that_were_looked_up(searcher):
    found = terms(searcher(["sun flower", "sunflower sunfloer"]), "sunflower ")
    assert found[0].words == ("sunflower", "sunfloer")
    assert found[0].phrases == (("sun", "flower"),)
    assert found[0].length == 9


def test_synonyms_are_phrases(searcher):
    assert terms(searcher(["big city"], synonyms={"nyc": ("big city",)}), "nyc ")[0].phrases == (("big", "city"),)


def test_negations_and_placeholders_have_nothing_to_show(searcher):
    assert terms(searcher(["a"]), "-a") == ()


def test_an_ngram_covers_the_places_of_its_words(searcher):
    found = terms(searcher(["sunflower"]), "sun flower ")
    assert [(t.words, t.ids) for t in found][-1] == (("sunflower",), (0, 1))


def test_words_come_as_the_search_met_them(searcher):
    found = terms(searcher(["sun sunny sunset"]), "sunny sun")
    assert found[1].words == ("sunny", "sun", "sunset")
