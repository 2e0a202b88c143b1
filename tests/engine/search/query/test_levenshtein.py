"""The typo automaton, against the textbook."""

import random

import pytest

from meilifake.engine.search.query.levenshtein import Automaton


def textbook(left: str, right: str) -> int:
    """Edit distance with swaps of neighbours (optimal string alignment)."""
    rows = [[i + j if not i * j else 0 for j in range(len(right) + 1)] for i in range(len(left) + 1)]
    for i in range(1, len(left) + 1):
        for j in range(1, len(right) + 1):
            cost = rows[i - 1][j - 1] + (left[i - 1] != right[j - 1])
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, cost)
            if i > 1 and j > 1 and left[i - 1] == right[j - 2] and left[i - 2] == right[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


def measured(word: str, text: str, edits: int, *, prefix: bool = False) -> int:
    automaton = Automaton(word, edits, prefix)
    state = Automaton.START
    for character in text:
        if automaton.settled(state):
            break
        state = automaton.step(state, character)
    return automaton.distance(state)


def some_words(count: int) -> list[str]:
    chance = random.Random(7)
    return ["".join(chance.choices("abcd", k=chance.randint(1, 7))) for _ in range(count)]


@pytest.mark.parametrize("edits", [1, 2])
def test_whole_words(edits):
    for left, right in zip(some_words(600), some_words(1200)[600:], strict=True):
        assert measured(left, right, edits) == min(textbook(left, right), edits + 1)


def test_prefix_takes_the_nearest_beginning():
    for left, right in zip(some_words(600), some_words(1200)[600:], strict=True):
        nearest = min(textbook(left, right[:end]) for end in range(len(right) + 1))
        assert measured(left, right, 1, prefix=True) == min(nearest, 2)


def test_two_edits_of_a_prefix_may_be_lost_again():
    # "ba" is two deletions away from "bcda", but at that point the server still hopes for less and then loses it.
    assert measured("bcda", "ba", 2, prefix=True) == 2
    assert measured("bcda", "bab", 2, prefix=True) == 3


def test_beyond_ascii():
    assert measured("éclair", "eclair", 1) == 1
    assert measured("木漏れ日", "木漏日れ", 1) == 1


@pytest.mark.parametrize("edits", [1, 2])
@pytest.mark.parametrize("prefix", [False, True])
def test_in_one_loop_as_step_by_step(edits, prefix):
    for left, right in zip(some_words(600), some_words(1200)[600:], strict=True):
        automaton = Automaton(left, edits, prefix)
        distance = measured(left, right, edits, prefix=prefix)
        found = [(right, distance)] if distance <= edits else []
        assert list(automaton.accepted([right])) == found
        first = automaton.step(Automaton.START, right[0])
        if not automaton.settled(first):
            assert list(automaton.accepted([right], 1, first)) == found
