"""From the text of a token to its lemma: a table of steps, applied in order (guide search-semantics, 3.4).

Each step maps one character to its replacement, except Greek's, which looks at the end of a word. The steps up to `CLASSIFIED` come before
a token is told to be a word, a stop word or a separator; those after it lose information (case, accents).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from meilifake.engine.text import chinese, codepoints, scripts

_CASED = frozenset((scripts.LATIN, "cyrillic", "greek", "georgian", scripts.ARMENIAN))
_MARKED = frozenset((scripts.LATIN, "greek", "hebrew", "arabic", "thai"))
_LATIN = frozenset((scripts.LATIN,))
_CJ = frozenset((scripts.CJ,))
_ARABIC = frozenset(("arabic",))
_SWEDISH = {"A\u030a": "Å", "a\u030a": "å", "A\u0308": "Ä", "a\u0308": "ä", "O\u0308": "Ö", "o\u0308": "ö"}
_ARABIC_LETTERS = {"\u0640": "", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه"}
_PERSIAN_LETTERS = {"ي": "ی", "ى": "ی", "ۀ": "ی", "ك": "ک", "،": ",", "؟": "?", "\ufdfc": "RIAL", "\u200c": ""} | {
    chr(0x6F0 + digit): str(digit) for digit in range(10)
}
_QUOTES = dict.fromkeys("\u2018\u2019\u201b", "'")
_DIGRAPHS = {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"}
_WHITESPACE_CONTROLS = frozenset("\t\n\x0b\x0c\r\x85")
_BARRED_D = dict.fromkeys("ÐĐđð", "d")

# The server's own list of nonspacing marks is Unicode's of some years ago plus two spacing vowel signs: these newer marks are kept.
_NEWER_MARKS = codepoints.characters("07FD 0898-089F 08CA-08E1 08E3 08FF 1AB0-1ABD 1ABF-1ACE 1DE7-1DFB A69E FE27-FE2F 102E0 10EAB-10EAC")
_SPACING_VOWELS = frozenset("\u093e\u1734")


def decompose(text: str) -> str:
    """Compatibility decomposition, character by character: marks keep the order in which they were written."""
    return text if text.isascii() else "".join([unicodedata.normalize("NFKD", char) for char in text])


def _recompose_swedish(text: str) -> str:
    for decomposed, letter in _SWEDISH.items():
        text = text.replace(decomposed, letter)
    return text


def _drop_controls(text: str) -> str:
    if text.isprintable():
        return text
    return "".join([char for char in text if unicodedata.category(char) != "Cc" or char in _WHITESPACE_CONTROLS])


def _lower(text: str) -> str:
    # Never as a whole: a final capital sigma would become a final small one, which the server does not do here.
    return text.lower() if "Σ" not in text else "".join([char.lower() for char in text])


def _is_mark(char: str) -> bool:
    return (unicodedata.category(char) == "Mn" and char not in _NEWER_MARKS) or char in _SPACING_VOWELS


def _drop_marks(text: str) -> str:
    return text if text.isascii() else "".join([char for char in text if not _is_mark(char)])


def _final_sigma(text: str) -> str:
    return text[:-1] + "σ" if text.endswith("ς") else text


def _replacing(letters: Mapping[str, str]) -> Callable[[str], str]:
    table = {ord(letter): text for letter, text in letters.items()}
    return lambda text: text.translate(table)


_persian = _replacing(_PERSIAN_LETTERS)


class Step(NamedTuple):
    """One step, for tokens of the given scripts and languages (None for all)."""

    run: Callable[[str], str]
    scripts: frozenset[str] | None = None
    language: str | None = None

    def applies(self, script: str, language: str | None) -> bool:
        return (self.scripts is None or script in self.scripts) and self.language in (None, language)


CLASSIFIED = (
    Step(decompose),
    Step(_recompose_swedish, language="swe"),
    Step(_drop_controls),
)
LOSSY = (
    Step(_persian, _ARABIC, "pes"),
    Step(_lower, _CASED),
    Step(_replacing(_QUOTES), _LATIN),
    Step(_replacing(_DIGRAPHS), _LATIN),
    Step(chinese.unified, _CJ, "cmn"),
    Step(chinese.unified, _CJ, "zho"),
    Step(_final_sigma, frozenset(("greek",))),
    Step(_replacing(_ARABIC_LETTERS), _ARABIC),
    Step(_drop_marks, _MARKED),
    Step(_replacing(_BARRED_D), _LATIN),
    Step(_replacing({"ı": "i"}), _LATIN),
)


@cache
def _chosen(steps: tuple[Step, ...], script: str, language: str | None) -> tuple[Callable[[str], str], ...]:
    return tuple(step.run for step in steps if step.applies(script, language))


def classified(text: str, language: str | None) -> str:
    """The form that is compared with stop words and separators: decomposed, without control characters, case and accents kept."""
    for run in _chosen(CLASSIFIED, scripts.OTHER, language):
        text = run(text)
    return text


def lemma(text: str, script: str, language: str | None) -> str:
    """The lemma, given the `classified` form."""
    for run in _chosen(LOSSY, script, language):
        text = run(text)
    return text


def stop_word(text: str) -> str:
    """A stop word as it is stored: every step that loses nothing is run, whatever the language (guide search-semantics, 3.5)."""
    return _persian(_drop_controls(_recompose_swedish(decompose(text))))


def lengths(text: str, script: str, language: str | None) -> list[int]:
    """Bytes of the lemma that each character of the text became, in order: the way back from a lemma's prefix to the original."""
    return [len(lemma(classified(char, language), script, language).encode()) for char in text]
