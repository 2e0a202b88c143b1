"""Suggestions and kinds."""

from __future__ import annotations

import pytest

from meilifake.wire.words import did_you_mean, edits, expected_kinds, kind_of


@pytest.mark.parametrize(
    ("received", "suggestion"),
    [
        ("lmt", ""),
        ("limt", "did you mean `limit`? "),
        ("offest", "did you mean `offset`? "),
        ("liimitt", ""),
        ("hitsPerPages", "did you mean `hitsPerPage`? "),
        ("hitPrPge", ""),
        ("completely else", ""),
    ],
)
def test_the_typo_budget_grows_with_the_word(received: str, suggestion: str) -> None:
    assert did_you_mean(received, ("offset", "limit", "hitsPerPage")) == suggestion


def test_the_first_declared_wins_a_tie() -> None:
    assert did_you_mean("fiels", ("field", "fiels2")) == "did you mean `field`? "


@pytest.mark.parametrize(("left", "right", "distance"), [("ca", "abc", 2), ("ab", "ba", 1), ("", "abc", 3), ("kitten", "sitting", 3)])
def test_transpositions_count_once_even_when_edited_again(left: str, right: str, distance: int) -> None:
    assert edits(left, right) == distance


@pytest.mark.parametrize(
    ("kinds", "phrase"),
    [
        (("a string",), "a string"),
        (("a string", "null"), "null or a string"),
        (("an array", "a string", "null"), "null, a string, or an array"),
        (("a negative integer", "a positive integer"), "an integer"),
        (("a number", "a positive integer", "null"), "null or a number"),
    ],
)
def test_kinds_are_listed_in_the_order_of_the_server(kinds: tuple[str, ...], phrase: str) -> None:
    assert expected_kinds(kinds) == phrase


def test_every_json_value_has_a_kind() -> None:
    found = [kind_of(value) for value in (None, True, 0, -1, 1.0, "", [], {})]
    assert found == ["null", "a boolean", "a positive integer", "a negative integer", "a number", "a string", "an array", "an object"]


def test_a_word_of_another_length_is_not_even_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """A value of a hundred thousand bytes would keep the comparison busy for seconds."""
    compared: list[str] = []
    monkeypatch.setattr("meilifake.wire.words.edits", lambda left, right: compared.append(right) or 9)
    assert did_you_mean("a" * 30, ("b" * 24, "c" * 25, "d" * 35, "e" * 36)) == ""
    assert compared == ["c" * 25, "d" * 35]
