"""The trie walk finds what a look at every word finds."""

import random

import pytest

from meilifake.engine.search.query.levenshtein import Automaton
from meilifake.engine.search.query.nearby import after, nearby, with_first


def vocabulary() -> list[str]:
    chance = random.Random(3)
    return sorted({"".join(chance.choices("abé", k=chance.randint(1, 7))) for _ in range(1500)})


@pytest.mark.parametrize("edits", [1, 2])
@pytest.mark.parametrize("prefix", [False, True])
@pytest.mark.parametrize("word", ["abéab", "éxab", "a", "bbaaéb"])
def test_same_as_one_by_one(word, edits, prefix):
    words = vocabulary()
    automaton = Automaton(word, edits, prefix)
    one_by_one = [found for text in words for found in nearby([text], 0, 1, automaton)]
    assert list(nearby(words, 0, len(words), automaton)) == one_by_one
    assert one_by_one


def test_a_range_of_the_words_only():
    words = ["abc", "abd", "abe"]
    assert list(nearby(words, 1, 2, Automaton("abc", 1, False))) == [("abd", 1)]


def test_words_by_first_character():
    assert with_first(["a", "ab", "b", "\U0010ffff"], "a") == (0, 2)
    assert with_first(["a", "\U0010ffff", "\U0010ffffx"], "\U0010ffff") == (1, 3)
    assert with_first(["a"], "b") == (1, 1)
    assert after("a") == "b"
