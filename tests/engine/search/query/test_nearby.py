"""The sieve finds what a look at every word finds."""

import random

import pytest

from meilifake.engine.search.query.levenshtein import Automaton
from meilifake.engine.search.query.nearby import nearby, nearby_otherwise, pieces, with_first

WORDS = ["abéab", "éxab", "a", "bb", "bbaaéb", "aaaa", "b\U0010ffffab"]


def vocabulary() -> list[str]:
    chance = random.Random(3)
    return sorted({"".join(chance.choices("abé\U0010ffff", weights=(9, 9, 9, 1), k=chance.randint(1, 8))) for _ in range(3000)})


def one_by_one(words: list[str], automaton: Automaton) -> list[tuple[str, int]]:
    return [found for word in words for found in automaton.accepted([word])]


@pytest.mark.parametrize("edits", [1, 2])
@pytest.mark.parametrize("prefix", [False, True])
@pytest.mark.parametrize("word", WORDS)
def test_same_as_one_by_one(word, edits, prefix):
    words = vocabulary()
    found = nearby(words, 0, len(words), Automaton(word, edits, prefix))
    assert found == one_by_one(words, Automaton(word, edits, prefix))
    assert found


@pytest.mark.parametrize("prefix", [False, True])
@pytest.mark.parametrize("word", WORDS)
def test_another_first_character(word, prefix):
    words = vocabulary()
    found = one_by_one([text for text in words if text[0] != word[0]], Automaton(word, 1, prefix))
    assert nearby_otherwise(words, Automaton(word, 1, prefix)) == found


def test_a_range_of_the_words_only():
    words = ["abc", "abd", "abe"]
    assert nearby(words, 1, 2, Automaton("abc", 1, False)) == [("abd", 1)]


def test_pieces_leave_a_character_out():
    assert pieces("captain", 1) == [(0, "cap"), (4, "ain")]
    assert pieces("lighthouse", 2) == [(0, "lig"), (4, "th"), (7, "use")]
    assert pieces("a", 2) == [(0, ""), (1, ""), (1, "")]


def test_words_by_first_character():
    assert with_first(["a", "ab", "b", "\U0010ffff"], "a") == (0, 2)
    assert with_first(["a", "\U0010ffff", "\U0010ffffx"], "\U0010ffff") == (1, 3)
    assert with_first(["a"], "b") == (1, 1)
