from __future__ import annotations

import warnings

import pytest

from meilifake import ApproximateWords
from meilifake.engine.text import approximation, scripts
from meilifake.engine.text.segmenters import segmenter


@pytest.mark.parametrize(
    ("script", "language", "name"), [(scripts.CJ, "jpn", "Japanese"), ("hangul", None, "Korean"), ("khmer", None, "Khmer")]
)
def test_words_cut_without_a_dictionary_are_announced(script: str, language: str | None, name: str) -> None:
    with pytest.warns(ApproximateWords, match=name):
        approximation.tell(script, language)


def test_a_missing_library_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(approximation, "find_spec", lambda name: None)
    with pytest.warns(ApproximateWords, match=r"meilifake\[zh\]"):
        approximation.tell(scripts.CJ, "cmn")
    with pytest.warns(ApproximateWords, match=r"meilifake\[th\]"):
        approximation.tell("thai", None)


def test_nothing_is_said_where_nothing_is_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(approximation, "find_spec", lambda name: object())
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for script, language in (scripts.CJ, "cmn"), ("thai", None), (scripts.LATIN, "deu"), ("arabic", "ara"):
            approximation.tell(script, language)


def test_it_is_said_once_for_each_language() -> None:
    segmenter.cache_clear()
    with pytest.warns(ApproximateWords):
        segmenter("hangul", None)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        segmenter("hangul", None)
