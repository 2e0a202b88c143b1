from __future__ import annotations

from itertools import pairwise

import pytest

from meilifake.engine.text import separators
from meilifake.engine.text.token import HARD, SOFT, STOP, WORD
from meilifake.engine.text.tokenizer import Tokenizer, is_number

KINDS = {WORD: "w", STOP: "s", SOFT: ".", HARD: "!"}


def shown(tokenizer: Tokenizer, text: str, locales: list[str] | None = None) -> list[str]:
    return [KINDS[token.kind] + token.lemma for token in tokenizer.tokenize(text, locales)]


def words(text: str, **options: object) -> list[str]:
    return [token.lemma for token in Tokenizer(**options).tokenize(text) if token.kind == WORD]  # type: ignore[arg-type]


def test_kinds_of_separators() -> None:
    assert shown(Tokenizer(), "a.b, c. d!e") == ["wa", "..", "wb", "!, ", "wc", "!. ", "wd", "!!", "we"]


def test_the_text_is_covered_without_holes() -> None:
    text = "Ｆull—width… x\u00a0y, Ölwechsel"
    tokens = Tokenizer().tokenize(text)
    assert tokens[0].start == 0
    assert tokens[-1].end == len(text)
    assert all(one.end == other.start for one, other in pairwise(tokens))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Œuvre", ["oeuvre"]),
        ("Straße", ["straße"]),
        ("Ångström", ["angstrom"]),
        ("Łódź", ["łodz"]),
        ("İstanbul ınfıx", ["istanbul", "infix"]),
        ("ὈΔΥΣΣΕΎΣ σοφός", ["οδυσσευσ", "σοφοσ"]),
        ("ﬁnance x² ½", ["finance", "x2", "1⁄2"]),
        ("Ｆull", ["F", "ull"]),  # full-width letters count as Hangul: another script group, and no lower case
        ("abcдеф abc123", ["abc", "деф", "abc123"]),
        ("camelCase snake_case", ["camelcase", "snake", "case"]),
        ("foo\u00a0bar", ["foo bar"]),
        ("wait… what", ["wait", "...", "what"]),
        ("a\x01b", ["ab"]),
        ("Й", ["и\u0306"]),
        ("العربية", ["ال", "عربيه"]),
    ],
)
def test_lemmas(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_kind_is_decided_after_decomposition() -> None:
    assert shown(Tokenizer(), "a！b，c") == ["wa", "!!", "wb", ".,", "wc"]


def test_stop_words_are_compared_before_lower_case_and_accents() -> None:
    tokenizer = Tokenizer(stop_words=["the", "à"])
    assert shown(tokenizer, "the The à a") == ["sthe", ". ", "wthe", ". ", "sa", ". ", "wa"]


def test_dictionary_words_are_found_anywhere_and_keep_their_separators() -> None:
    assert words("J. K. Rowling loves xC++y", dictionary=["J. K.", "C++"]) == ["j. k.", "rowling", "loves", "x", "c++", "y"]


def test_custom_separators() -> None:
    allowed = separators.allowed(["&sep", "|"], ["-", ", "])
    assert words("a&sepb|c e-mail x, y", allowed=allowed) == ["a", "b", "c", "e-mail", "x", "y"]


def test_runs_give_offsets_of_words() -> None:
    assert Tokenizer().runs("..the quick, brown fox. Jumps") == [(0, ["the", "quick"]), (9, ["brown", "fox"]), (18, ["jumps"])]


def test_stop_words_and_long_words_leave_holes_in_runs() -> None:
    tokenizer = Tokenizer(stop_words=["the"])
    assert tokenizer.runs("a the b " + "x" * 251 + " c") == [(0, ["a", "", "b", "", "c"])]


def test_a_separator_that_is_a_control_character_disappears_but_ends_the_leading_ones() -> None:
    # "\0" is removed before tokens are classified: an empty word, which takes no position but makes the space after it count.
    assert Tokenizer().runs("\0 foo") == [(1, ["foo"])]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "...",
        "a, b. c",
        "tab\tnew\nline",
        "a,b;c",
        "x" * 300 + " y",
        "x" * 250 + " y z",
        "x " * 20 + "y" * 251 + ". " + "z" * 250,
        "control\x1fcharacters \0 here\x7f",
        "The the",
        "a.b",
        "!a",
        "a! !b",
        "1.5 -3",
        "(a) [b]",
        ". . a. . b",
    ],
)
def test_plain_text_takes_a_short_way_to_the_same_runs(text: str) -> None:
    for tokenizer in (Tokenizer(), Tokenizer(stop_words=["the", "a"]), Tokenizer(allowed=separators.allowed(["|"], ["."]))):
        assert tokenizer.runs(text) == tokenizer._runs(text, None)


@pytest.mark.parametrize(("raw", "expected"), [("12.5", True), ("-3", True), ("½", True), ("1e5", False), ("a", False), ("三", False)])
def test_numbers(raw: str, expected: bool) -> None:
    assert is_number(raw) is expected


def test_a_letter_as_separator_separates_in_its_own_case_only() -> None:
    tokenizer = Tokenizer(allowed=separators.allowed(("x",), ()))
    assert tokenizer.runs("aXb cxd") == [(0, ["axb", "c", "d"])]
