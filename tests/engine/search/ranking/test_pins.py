"""Pinned documents among ranked ones."""

from meilifake.engine.settings import FilterableRule

TEXTS = ["one word", "word two", "word", "other"]


def pinned(*pins, words=None):
    def find(asked, universe):
        if words is not None:
            words.extend(asked)
        return list(pins)

    return find


def test_pins_stand_at_their_places(searcher):
    ranked = searcher(TEXTS).ranked("word", pins_of=pinned((1, 3)))
    assert list(ranked.docids) == [2, 3, 1, 0]
    assert ranked.scores[1][0].kind == "pin"
    assert ranked.candidates == 0b1111


def test_a_pinned_document_is_not_ranked_again(searcher):
    assert list(searcher(TEXTS).ranked("word", pins_of=pinned((0, 0))).docids) == [0, 2, 1]


def test_pins_move_up_when_the_others_run_out(searcher):
    assert list(searcher(TEXTS).ranked("two ", pins_of=pinned((7, 3))).docids) == [1, 3]


def test_the_wanted_length_counts_pins(searcher):
    assert list(searcher(TEXTS).ranked("word", 2, pins_of=pinned((1, 3))).docids) == [2, 3]


def test_rules_are_told_the_single_words_of_the_query(searcher):
    words = []
    searcher(TEXTS).ranked('sun flower "a phrase" -not last', pins_of=pinned(words=words))
    assert words == ["sun", "flower", "last"]


def test_a_pin_waits_for_those_of_the_rules_before_its_own(searcher):
    assert list(searcher(TEXTS).ranked("word", pins_of=pinned((2, 3), (0, 1))).docids) == [2, 0, 3, 1]


def test_words_of_a_phrase_are_a_query_without_words(searcher):
    asked = []

    def find(words, universe):
        asked.append(words)
        return []

    for query in ('"a phrase"', "", "-not"):
        searcher(TEXTS).ranked(query, pins_of=find)
    assert asked == [[], None, None]


def test_exact_counts_have_one_of_each_distinct_value_pins_among_them(searcher):
    documents = [{"id": number, "t": "word", "c": "ab"[number % 2]} for number in range(4)]
    search = searcher(documents, filterable_attributes=(FilterableRule(("c",)),))
    ranked = search.ranked("word", 1, pins_of=pinned((0, 3)), distinct="c", exhaustive=True)
    assert (list(ranked.docids), ranked.candidates.bit_count()) == ([3], 2)
