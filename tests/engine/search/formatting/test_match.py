from __future__ import annotations

import pytest

from meilifake.engine.search.formatting.match import Matcher, original_length
from meilifake.engine.search.result import MatchTerm
from meilifake.engine.text.tokenizer import Tokenizer


def found(text: str, *terms: MatchTerm) -> list[tuple[str, tuple[int, ...]]]:
    """The matched text and query words of each match."""
    tokens = Tokenizer().tokenize(text)
    return [(text[tokens[match.tokens[0]].start :][: match.length], match.ids) for match in Matcher(terms).matches(text, tokens)]


def prefix(text: str, *words: str) -> MatchTerm:
    return MatchTerm(words or (text,), (), True, (0,), len(text))


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [("ﬁne", "fin", "ﬁn"), ("Crème", "crem", "Crèm"), ("fine", "fine", "fine"), ("Œuvre", "o", "Œ")],
)
def test_prefixes_lead_back_to_the_original(text: str, query: str, expected: str) -> None:
    assert found(text, prefix(query)) == [(expected, (0,))]


def test_a_prefix_that_was_reached_by_a_typo_marks_as_many_characters_as_were_typed() -> None:
    assert found("sunflower", prefix("sunflowr", "sunflower")) == [("sunflowe", (0,))]


def test_words_before_prefixes() -> None:
    terms = (prefix("fo"), MatchTerm(("fox",), (), False, (1,), 3))
    assert found("fox food", *terms) == [("fox", (1,)), ("fo", (0,))]


def test_phrases_first_and_they_consume_their_words() -> None:
    terms = (MatchTerm(("sun",), (("sun", "flower"),), False, (0,), 9),)
    assert found("sun, flower sun x", *terms) == [("sun, flower", (0,)), ("sun", (0,))]


def test_a_phrase_with_a_stop_word_never_matches() -> None:
    assert found("a the b", MatchTerm((), (("a", None, "b"),), False, (0, 2), 1)) == []


def test_original_length_counts_a_character_as_soon_as_it_starts() -> None:
    text = "½x"
    (token,) = Tokenizer().tokenize(text)
    assert [original_length(text, token, size) for size in range(7)] == [0, 1, 1, 1, 1, 1, 2]
