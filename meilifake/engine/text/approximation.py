"""Where words are cut by a rule of thumb: said aloud, once for each language, the first time that it matters.

The real server has a dictionary for each of these languages. A search inside such a text may find here what it would not find there, and
the other way round, so whoever tests with one has to know.
"""

from __future__ import annotations

import warnings
from importlib.util import find_spec
from typing import NamedTuple

from meilifake.engine.text import scripts


class ApproximateWords(UserWarning):
    """Words of a language are cut without the real server's dictionary. `-W error::meilifake.ApproximateWords` makes it an error."""


class Approximation(NamedTuple):
    """What is missing for a script and language; `extra`: what of this package brings it, `library`: how to tell that it is there."""

    script: str
    language: str | None
    name: str
    extra: str | None = None
    library: str | None = None


_ROWS = (
    Approximation(scripts.CJ, "jpn", "Japanese"),
    Approximation(scripts.CJ, "cmn", "Chinese", "zh", "jieba"),
    Approximation(scripts.CJ, "zho", "Chinese", "zh", "jieba"),
    Approximation("hangul", None, "Korean"),
    Approximation("khmer", None, "Khmer"),
    Approximation("thai", None, "Thai", "th", "pythainlp"),
)


def tell(script: str, language: str | None) -> None:
    """Warn if the words of this script and language are approximate here. May raise ApproximateWords, if the user's filters say so."""
    for row in _ROWS:
        if row.script == script and row.language in (None, language):
            if row.library is not None and find_spec(row.library) is not None:
                return
            cure = f"`pip install meilifake[{row.extra}]` brings it" if row.extra else "its dictionary is not supported by meilifake"
            warnings.warn(
                f"{row.name} words are cut without the real server's dictionary, and searches inside them may answer otherwise: {cure}",
                ApproximateWords,
                stacklevel=2,
            )
            return
