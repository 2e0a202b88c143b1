"""Text to tokens (guide search-semantics, 3): script groups, separators and dictionary words, segmentation, normalization, kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from unicodedata import category

from meilifake.engine.settings import IndexSettings
from meilifake.engine.text import languages, normalizers, scripts, segmenters, separators
from meilifake.engine.text.plain import Plain, Run
from meilifake.engine.text.token import HARD, SOFT, STOP, WORD, Token

MAX_WORD_BYTES = 250
_HIGH_PUNCTUATION = frozenset("[\\]^_`{|}~")
_MEMO_SIZE = 100_000


class Tokenizer:
    """The tokenizer of an index under given settings. Immutable, memory of words already seen aside."""

    __slots__ = ("_memo", "_pattern", "_plain", "_separators", "_stop_words")

    def __init__(
        self, stop_words: Iterable[str] = (), allowed: frozenset[str] = separators.DEFAULT, dictionary: Iterable[str] = ()
    ) -> None:
        words = frozenset(dictionary) - {""}
        self._separators = allowed
        self._stop_words = frozenset(normalizers.stop_word(word) for word in stop_words)
        self._pattern = _alternatives(allowed | words)
        self._plain = Plain.of(allowed, self._stop_words) if not words else None
        self._memo: dict[tuple[str, str, str | None], tuple[str, int]] = {}

    def tokenize(self, text: str, locales: Sequence[str] | None = None) -> list[Token]:
        """Every token of a text, separators included: the tokens' ranges cover the text without holes.

        `locales`: the languages to choose from, as two- or three-letter codes; None to detect.
        """
        tokens: list[Token] = []
        at = 0
        for raw, script, language in self._cut(text, locales):
            lemma, kind = self._normalized(raw, script, language)
            tokens.append(Token(lemma, kind, at, at + len(raw), script, language))
            at += len(raw)
        return tokens

    def runs(self, text: str, locales: Sequence[str] | None = None) -> list[Run]:
        """What indexing wants of a text: (offset, words at the offsets from there on), "" for a place that is taken but not indexed.

        Offsets count from 0 at the first word; a hard separator between two words makes their distance 8 (guide search-semantics, 4.1).
        """
        if self._plain is not None and text.isascii() and not (locales and "de" in "".join(locales)):
            found = self._plain.runs(text)
            if found is not None:
                return found
        return self._runs(text, locales)

    def _runs(self, text: str, locales: Sequence[str] | None) -> list[Run]:
        runs: list[Run] = []
        words: list[str] = []
        offset, before = 0, -1  # `before`: the kind that the next word's distance depends on; -1 until something was seen
        started = False
        for raw, script, language in self._cut(text, locales):
            lemma, kind = self._normalized(raw, script, language)
            if kind >= SOFT:
                if started and before != HARD:
                    before = kind
                continue
            started = True
            if not lemma:
                continue
            step = 0 if before < 0 else 8 if before == HARD else 1
            offset += step
            before = kind
            trimmed = lemma.strip() if kind == WORD else ""
            if len(trimmed) * 4 > MAX_WORD_BYTES and len(trimmed.encode()) > MAX_WORD_BYTES:
                trimmed = ""
            if step == 1 and words:
                words.append(trimmed)
            else:
                words = [trimmed]
                runs.append((offset, words))
        return runs

    def _normalized(self, raw: str, script: str, language: str | None) -> tuple[str, int]:
        """The lemma and kind of one token."""
        key = (raw, script, language)
        known = self._memo.get(key)
        if known is not None:
            return known
        form = normalizers.classified(raw, language)
        if form in self._stop_words:
            kind = STOP
        elif form in self._separators:
            kind = HARD if form in separators.HARD else SOFT
        else:
            kind = WORD
        if len(self._memo) >= _MEMO_SIZE:
            self._memo.clear()
        found = self._memo[key] = (normalizers.lemma(form, script, language), kind)
        return found

    def _cut(self, text: str, locales: Sequence[str] | None) -> Iterator[tuple[str, str, str | None]]:
        """The raw tokens: (text, script, language)."""
        allowed = [languages.iso_639_3(code) for code in locales] if locales is not None else None
        for part, script in scripts.groups(text):
            language = languages.detect(part, script, allowed)
            segmenter = segmenters.segmenter(script, language)
            for at, raw in enumerate(self._pattern.split(part)):
                if not raw:
                    continue
                if at % 2 or segmenter is None or is_number(raw):
                    yield raw, script, language
                else:
                    for word in segmenter(raw):
                        yield word, script, language


def _alternatives(strings: Iterable[str]) -> re.Pattern[str]:
    """A pattern that splits at the leftmost-longest of the strings, and keeps them."""
    singles = "".join(re.escape(text) for text in strings if len(text) == 1)
    longer = sorted((text for text in strings if len(text) > 1), key=len, reverse=True)
    choices = [re.escape(text) for text in longer] + ([f"[{singles}]"] if singles else [])
    return re.compile("(" + ("|".join(choices) or "(?!)") + ")")


def is_number(raw: str) -> bool:
    """Numbers are never segmented: numeric characters and ASCII punctuation only. Ideographs of numbers are letters."""
    return all("!" <= char <= "@" or char in _HIGH_PUNCTUATION or category(char)[0] == "N" for char in raw)


Words = tuple[str, ...]


@lru_cache(maxsize=256)
def _shared(stop_words: Words, separator_tokens: Words, non_separator_tokens: Words, dictionary: Words) -> Tokenizer:
    return Tokenizer(stop_words, separators.allowed(separator_tokens, non_separator_tokens), dictionary)


def key_of(settings: IndexSettings) -> tuple[Words, Words, Words, Words]:
    """The settings that the tokenizer depends on."""
    return (settings.stop_words, settings.separator_tokens, settings.non_separator_tokens, settings.dictionary)


def tokenizer_of(settings: IndexSettings, *, stop_words: bool = True) -> Tokenizer:
    """The tokenizer for these settings. Without `stop_words` they are words like others, as in formatting and facet search."""
    stops, *rest = key_of(settings)
    return _shared(stops if stop_words else (), *rest)
