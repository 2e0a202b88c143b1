from __future__ import annotations

import pytest

from meilifake.engine.text.scripts import groups, script_of


@pytest.mark.parametrize(("char", "script"), [("é", "latin"), ("\u00a0", "latin"), ("1", "other"), ("ひ", "cj"), ("Ａ", "hangul")])
def test_script_of(char: str, script: str) -> None:
    assert script_of(char) == script


def test_other_characters_stay_with_the_group_they_follow_and_leading_ones_join_the_first() -> None:
    assert list(groups("1 abc2деф日本go")) == [("1 abc2", "latin"), ("деф", "cyrillic"), ("日本", "cj"), ("go", "latin")]


def test_armenian_letters_do_not_cut_but_win_by_majority() -> None:
    assert list(groups("Հայերեն a")) == [("Հայերեն a", "armenian")]
