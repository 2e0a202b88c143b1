"""Segmenters: how the text between two separators is cut into words, for the scripts that write without spaces.

Dictionaries come from optional libraries, loaded at the first text that needs them. Without the library the text stays one word, which is
what the server does too for languages that it was not built for (guide search-semantics, 3.2); `approximation` says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from meilifake.engine.text import approximation, chinese, dictionary, german, scripts

Segmenter = Callable[[str], Sequence[str]]

_ARTICLES = ("ال", "أل", "إل", "آل", "ٱل")


def _arabic(text: str) -> Sequence[str]:
    """The definite article is cut off, so that a word is found with and without it."""
    return (text[:2], text[2:]) if len(text) > 2 and text.startswith(_ARTICLES) else (text,)


def _thai(text: str) -> Sequence[str]:
    words = dictionary.thai()
    return words.cut(text, single=True) if words else (text,)


class Row(NamedTuple):
    script: str
    language: str | None
    """None: whatever the language."""
    segmenter: Segmenter


_ROWS = (
    Row(scripts.CJ, "cmn", chinese.cut),
    Row(scripts.CJ, "zho", chinese.cut),
    Row("thai", None, _thai),
    Row(scripts.LATIN, "deu", german.cut),
    Row("arabic", "ara", _arabic),
    Row("arabic", "pes", _arabic),
)


@cache
def segmenter(script: str, language: str | None) -> Segmenter | None:
    """The segmenter of a script and language; None where words are what stands between separators."""
    approximation.tell(script, language)
    return next((row.segmenter for row in _ROWS if row.script == script and row.language in (None, language)), None)
