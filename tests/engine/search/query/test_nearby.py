"""What is looked for is what a look at every word finds."""

import random

import pytest

from meilifake.engine.index.initial import Initial
from meilifake.engine.index.vocabulary import Vocabulary
from meilifake.engine.search.query.levenshtein import Automaton
from meilifake.engine.search.query.nearby import at_one_edit, begun_otherwise, pieces, within_two_edits

WORDS = ["abéab", "éxab", "a", "bb", "bbaaéb", "aaaa", "b\U0010ffffab", "ab\nab", "abab", "bab", "aaaaaaa"]


def vocabulary() -> Vocabulary:
    chance = random.Random(3)
    letters = "abé\U0010ffff\n"
    return Vocabulary({"".join(chance.choices(letters, weights=(9, 9, 9, 1, 1), k=chance.randint(1, 8))) for _ in range(3000)})


def one_by_one(words, automaton):
    return [found for word in words for found in automaton.accepted([word])]


@pytest.mark.parametrize("prefix", [False, True])
@pytest.mark.parametrize("word", WORDS)
def test_one_edit_as_one_by_one(word, prefix):
    words = vocabulary().initial(word[0])
    expected = [text for text, distance in one_by_one(words.words, Automaton(word, 1, prefix)) if distance == 1]
    assert at_one_edit(words, word, prefix) == expected
    assert expected or word == "a"


@pytest.mark.parametrize("prefix", [False, True])
@pytest.mark.parametrize("word", WORDS)
def test_two_edits_as_one_by_one(word, prefix):
    words = vocabulary().initial(word[0])
    found = within_two_edits(words, word, prefix)
    assert found == one_by_one(words.words, Automaton(word, 2, prefix))
    assert found


@pytest.mark.parametrize("prefix", [False, True])
def test_each_word_of_a_vocabulary(prefix):
    words = vocabulary()
    for word in random.Random(5).sample(words.words, 60):
        expected = one_by_one(words.initial(word[0]).words, Automaton(word, 1, prefix))
        assert at_one_edit(words.initial(word[0]), word, prefix) == [text for text, distance in expected if distance == 1]
        two = one_by_one(words.initial(word[0]).words, Automaton(word, 2, prefix))
        assert within_two_edits(words.initial(word[0]), word, prefix) == two


@pytest.mark.parametrize("prefix", [False, True])
@pytest.mark.parametrize("word", WORDS)
def test_another_first_character(word, prefix):
    words = vocabulary()
    expected = one_by_one([text for text in words.words if text[0] != word[0]], Automaton(word, 1, prefix))
    assert [(text, 1) for text in begun_otherwise(words, word, prefix)] == expected


def test_a_word_alone_has_no_neighbour():
    assert at_one_edit(Initial(["harbour"]), "harbour", False) == []
    assert within_two_edits(Initial(["harbour"]), "harbour", False) == [("harbour", 0)]
    assert within_two_edits(Initial([]), "harbour", True) == []


def test_pieces_leave_a_character_out():
    assert pieces("lighthouse") == [(0, "lig"), (4, "th"), (7, "use")]
    assert pieces("a") == [(0, ""), (1, ""), (1, "")]
