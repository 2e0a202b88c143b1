from __future__ import annotations

from meilifake.engine.text.dictionary import Dictionary

WORDS = Dictionary(["ab", "abc", "de"])


def test_the_longest_known_word_first_and_unknown_characters_alone() -> None:
    assert WORDS.cut("abcxyde", single=True) == ["abc", "x", "y", "de"]


def test_unknown_characters_together() -> None:
    assert WORDS.cut("xyabdez", single=False) == ["xy", "ab", "de", "z"]
