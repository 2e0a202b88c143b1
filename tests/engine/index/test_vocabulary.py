from __future__ import annotations

import pytest

from meilifake.engine.index.vocabulary import Vocabulary


def test_prefixes() -> None:
    words = Vocabulary(["b", "ab", "abc", "é"])
    assert words.starting("ab") == ["ab", "abc"]
    assert words.starting("ab", 1) == ["ab"]
    assert words.starting("") == ["ab", "abc", "b", "é"]
    assert (words.count("a"), words.count("z")) == (2, 0)
    assert "abc" in words
    assert "abd" not in words


@pytest.mark.parametrize("added", [1, 200])
def test_changes_leave_the_original_alone(added: int) -> None:
    words = Vocabulary(["b", "d"])
    new = [f"c{number:03}" for number in range(added)]
    assert words.with_changes(new, ["b"]).words == [*new, "d"]
    assert words.words == ["b", "d"]
    assert words.with_changes([], []) is words


def test_by_first_character() -> None:
    words = Vocabulary(["b", "ab", "abc", "é"])
    assert words.first_characters == ["a", "b", "é"]
    assert words.initial("a").words == ["ab", "abc"]
    assert words.initial("a") is words.initial("a")
    assert words.initial("c").words == []
    assert words.with_changes(["ad"], []).initial("a").words == ["ab", "abc", "ad"]
