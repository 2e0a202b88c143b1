from __future__ import annotations

import pytest

from meilifake.engine.text import german
from meilifake.engine.text.tokenizer import Tokenizer


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Interkulturalität", ["Inter", "kulturalität"]),
        ("Wissensorganisation", ["Wissens", "organisation"]),
        ("Donaudampfschifffahrtsgesellschaft", ["Donau", "dampf", "schifffahrts", "gesellschaft"]),
        ("Kindergarten", ["Kinder", "garten"]),
        ("schön", ["schön"]),
        ("İ", ["İ"]),
    ],
)
def test_parts(word: str, parts: list[str]) -> None:
    assert list(german.cut(word)) == parts


def test_only_where_the_locale_is_german() -> None:
    tokenizer = Tokenizer()
    assert tokenizer.runs("Kindergarten", ["de"]) == [(0, ["kinder", "garten"])]
    assert tokenizer.runs("Kindergarten", ["deu"]) == [(0, ["kinder", "garten"])]
    assert tokenizer.runs("Kindergarten", ["eng"]) == [(0, ["kindergarten"])]
