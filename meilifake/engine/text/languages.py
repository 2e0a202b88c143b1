"""Languages: locale codes, and which language a stretch of text is treated as.

The server asks for the language only where one script has several segmenters: Latin, Chinese and Japanese, Arabic (guide
search-semantics, 3.2). Its statistical detection between languages of one script is approximated here by telling letters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from meilifake.engine.locales import LANGUAGES
from meilifake.engine.text import codepoints, scripts

_KANA = re.compile("[\u3040-\u30ff]")
_IDEOGRAPH = re.compile(f"[{codepoints.char_class(scripts.IDEOGRAPHS)}]")

# Letters that tell a language from the others of its script, in the order in which they are tried.
_TELLING = {
    "arabic": (
        ("urd", re.compile("[\u0679\u0688\u0691\u06ba\u06be\u06c1\u06d2]")),
        ("pes", re.compile("[\u067e\u0686\u0698\u06a9\u06af\u06cc]")),
    ),
    scripts.LATIN: (
        ("deu", re.compile("[ßüÜ]")),
        ("swe", re.compile("[åÅ]")),
        ("deu", re.compile("[äöÄÖ]")),
        ("swe", re.compile("[äöÄÖ]")),
    ),
}
_ORDINARY = {"arabic": "ara"}


def iso_639_3(code: str) -> str:
    """The three-letter code of a locale given in either form."""
    return LANGUAGES.get(code, code)


def detect(part: str, script: str, allowed: Sequence[str] | None) -> str | None:
    """The language of a part of a text in one script, None when the server does not look or finds none.

    `allowed`: three-letter codes of the locales in force, None for no restriction.
    """
    if script not in ("arabic", scripts.LATIN, scripts.CJ):
        return None
    if allowed is not None and len(allowed) == 1:
        return allowed[0]
    if script == scripts.CJ:
        return _chinese_or_japanese(part, allowed)
    if allowed is None and script == scripts.LATIN:
        return None
    for language, letters in _TELLING[script]:
        if (allowed is None or language in allowed) and letters.search(part):
            return language
    ordinary = _ORDINARY.get(script)
    return ordinary if allowed is None or ordinary in allowed else None


def _chinese_or_japanese(part: str, allowed: Sequence[str] | None) -> str:
    """Japanese from 5 % of kana on (and where only Japanese is allowed), Chinese otherwise."""
    kana, ideographs = len(_KANA.findall(part)), len(_IDEOGRAPH.findall(part))
    if kana > 0.05 * (kana + ideographs):
        return "jpn"
    return "cmn" if allowed is None or "cmn" in allowed or "zho" in allowed else "jpn"
