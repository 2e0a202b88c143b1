from meilifake.engine.index.initial import Initial, beginning_with

WORDS = ["ab", "abab", "abb", "ab\nb", "b"]


def test_pieces_and_where_they_are():
    words = Initial(sorted(WORDS))
    assert words.words == ["ab", "ab\nb", "abab", "abb", "b"]
    assert list(words.having("b", 0, 5)) == [(0, 1), (1, 1), (1, 3), (2, 1), (2, 3), (3, 1), (3, 2), (4, 0)]
    assert list(words.having("b", 2, 3)) == [(2, 1), (2, 3)]
    assert list(words.having("ba", 0, 5)) == [(2, 1)]


def test_the_mark_between_words_may_be_in_one():
    words = Initial(sorted(WORDS))
    assert list(words.having("b\n", 0, 5)) == [(1, 1)]
    assert list(words.having("b\nb", 0, 5)) == [(1, 1)]
    assert list(words.ending_with("ab", 0, 5)) == [(0, 0), (2, 2)]
    assert list(words.ending_with("b\nb", 0, 5)) == [(1, 1)]


def test_words_and_beginnings():
    words = Initial(sorted(WORDS))
    assert words.beginning_with("aba", 0, 5) == (2, 3)
    assert words.the_word("abb", 0, 5) == (3, 4)
    assert words.the_word("abc", 0, 5) == (4, 4)
    assert words.the_word("b", 0, 4) == (4, 4)


def test_the_last_character_there_is():
    assert beginning_with(["a", "ab", "b", "\U0010ffff"], "a", 0, 4) == (0, 2)
    assert beginning_with(["a", "\U0010ffff", "\U0010ffffx"], "\U0010ffff", 0, 3) == (1, 3)
    assert beginning_with(["a"], "b", 0, 1) == (1, 1)
