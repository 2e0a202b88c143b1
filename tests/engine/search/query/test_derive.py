"""Derivations of query words (guide search-semantics, 5.2 to 5.5)."""

import pytest

from meilifake.engine.index.inverted import Inverted
from meilifake.engine.search.query.context import Context
from meilifake.engine.search.query.derive import budget, complete, word_term
from meilifake.engine.settings import TypoTolerance


@pytest.fixture
def derived(searcher):
    """`derived(texts, word, typos, prefix=…, **settings)` gives the completed term."""

    def derive(texts, word, typos, *, prefix=False, **settings):
        index = searcher(texts, **settings).index
        context = Context(index.derive(Inverted), index.settings)
        term = word_term(context, word, typos, prefix=prefix)
        complete(context, term)
        return term

    return derive


def test_one_typo_keeps_the_first_letter(derived):
    assert derived(["hello helo jello hell help"], "hello", 1).one_typo == ["hell", "helo"]


def test_two_typos_and_other_first_letters(derived):
    term = derived(["captain captian kaptain cptain captn aptain"], "captain", 2)
    assert term.one_typo == ["captian", "cptain"]
    assert term.two_typos == ["aptain", "captn", "kaptain"]


def test_the_beginning_of_a_word_may_have_a_typo(derived):
    term = derived(["sunflower sinflower"], "sunfl", 1, prefix=True)
    assert (term.exact, list(term.prefix_of), term.one_typo) == (False, ["sunflower"], ["sinflower"])


LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


def test_at_most_150_words_at_one_typo(derived):
    words = [f"{'hello'[:cut]}{letter}{'hello'[cut:]}" for cut in range(1, 6) for letter in LETTERS]
    found = derived([" ".join(words)], "hello", 1).one_typo
    assert len(found) == 150
    assert found == sorted(set(words) - {"hello"})[:150]


def test_a_wrong_first_letter_takes_a_free_place_at_one_typo_once_two_typos_are_full(derived):
    far = [f"hel{a}l{b}o" for a in LETTERS[:8] for b in LETTERS[:8]]
    term = derived([" ".join([*far, "jello", "aello"])], "hello", 2)
    assert len(term.two_typos) == 50
    assert "aello" in term.two_typos
    assert "jello" in term.one_typo


def test_split_words_take_the_most_frequent_cut(derived):
    assert derived(["the re", "th ere", "th ere"], "there", 0).split == ("th", "ere")
    assert derived(["t here", "the re"], "there", 0).split == ("t", "here")
    assert derived(["re the"], "there", 0).split is None


def test_by_attribute_splits_at_the_first_letter_for_want_of_better(derived):
    assert derived(["nothing"], "there", 0, proximity_precision="byAttribute").split == ("t", "here")


def test_a_prefix_with_a_hundred_words_has_its_own_entry(derived):
    text = " ".join(f"qu{n:03}" for n in range(100))
    term = derived([text], "qu", 0, prefix=True)
    assert (term.prefix_db, list(term.prefix_of)) == (True, [])
    assert not derived([text], "qu00", 0, prefix=True).prefix_db


@pytest.mark.parametrize(("word", "typos"), [("four", 0), ("fives", 1), ("eightwor", 1), ("ninewords", 2), ("fixed", 0)])
def test_budget(searcher, word, typos):
    settings = searcher([]).index.settings
    assert budget(Context(None, settings, exact_words=frozenset(["fixed"])), word) == typos


def test_no_budget_without_tolerance(searcher):
    settings = searcher([], typo_tolerance=TypoTolerance(enabled=False)).index.settings
    assert budget(Context(None, settings), "ninewords") == 0
