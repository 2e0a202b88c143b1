"""The worked examples of the guide (search-semantics, 13.5)."""

from __future__ import annotations

import pytest

from meilifake.engine.search.formatting.match import Matcher
from meilifake.engine.search.formatting.options import FieldOptions
from meilifake.engine.search.formatting.text import FormattedText
from meilifake.engine.search.request import SearchRequest
from meilifake.engine.search.result import MatchTerm
from meilifake.engine.text.tokenizer import Tokenizer
from meilifake.errors.base import MeiliError

FOX = "The quick brown fox jumps over the lazy dog. Then it sleeps, and wakes; and sleeps."
QUERY = SearchRequest("movies", crop_marker="…")


def word(text: str, *ids: int) -> MatchTerm:
    return MatchTerm((text,), (), False, ids or (0,), len(text))


def phrase(text: str) -> MatchTerm:
    words = tuple(text.split())
    return MatchTerm((), (words,), False, tuple(range(len(words))), len(text))


def cropped(text: str, size: int, *terms: MatchTerm) -> str:
    return FormattedText.of(text, Matcher(terms), Tokenizer(), None).formatted(FieldOptions(crop=size), QUERY)


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (1, "…fox…"),
        (2, "…brown fox…"),
        (3, "…brown fox jumps…"),
        (5, "…quick brown fox jumps over…"),
        (8, "The quick brown fox jumps over the lazy…"),
        (10, "The quick brown fox jumps over the lazy dog. Then…"),
        (0, FOX),
    ],
)
def test_one_word(size: int, expected: str) -> None:
    assert cropped(FOX, size, word("fox")) == expected


@pytest.mark.parametrize(
    ("words", "size", "expected"),
    [
        ("lazy dog", 1, "The quick brown fox jumps over the lazy…"),
        ("lazy dog", 2, "…lazy dog…"),
        ("lazy dog", 3, "…the lazy dog…"),
        ("brown fox jumps over", 2, "The quick brown fox…"),
        ("brown fox jumps over", 3, "The quick brown fox jumps…"),
    ],
)
def test_phrases(words: str, size: int, expected: str) -> None:
    assert cropped(FOX, size, phrase(words)) == expected


def test_no_match_starts_at_the_start() -> None:
    assert cropped(FOX, 3) == "The quick brown…"
    assert cropped("short", 3) == "short"


def test_the_best_interval_has_most_distinct_words_then_the_closest_then_the_best_ordered() -> None:
    text = "sleeps x x x x x x x fox x dog x x x x x x x dog fox x x x x x x x fox dog"
    terms = (word("fox", 0), word("dog", 1))
    assert cropped(text, 3, *terms) == "…x fox dog"


def test_separators_on_both_sides_are_taken_softer_first() -> None:
    assert cropped("one. two, three four", 2, word("two")) == "one. two…"
    assert cropped("one two! three four", 2, word("two")) == "one two…"


def test_a_phrase_longer_than_the_window_at_the_end_of_the_text_crashes_the_server() -> None:
    with pytest.raises(MeiliError, match="range end index 3 out of range for slice of length 3") as caught:
        cropped("lazy dog", 1, phrase("lazy dog"))
    assert caught.value.code == "internal"
