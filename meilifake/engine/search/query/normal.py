"""Settings texts as queries see them: synonyms and `disableOnWords` through the tokenizer of the index (guide 5.2, 5.5)."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

from meilifake.engine.index.index import Index
from meilifake.engine.settings import IndexSettings
from meilifake.engine.text.token import WORD
from meilifake.engine.text.tokenizer import Tokenizer, tokenizer_of

Words = tuple[str, ...]


class Same:
    """A key that equals only a key of the very same object: settings are replaced, never changed."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.value is self.value

    def __hash__(self) -> int:
        return id(self.value)


@dataclass(frozen=True, slots=True)
class SettingsWords:
    """`synonyms`: words of a key -> the texts it stands for, once each, in byte order. Keys that normalize alike share them."""

    synonyms: Mapping[Words, Sequence[str]]
    exact_words: frozenset[str]

    @classmethod
    def key(cls, index: Index) -> Hashable:
        return Same(index.settings)

    @classmethod
    def build(cls, index: Index) -> SettingsWords:
        return cls(synonyms_of(index.settings), exact_words_of(index.settings))

    def updated(self, index: Index, touched: Collection[int]) -> SettingsWords:
        return self

    def synonyms_for(self, words: Words, tokenizer: Tokenizer, locales: Sequence[str] | None) -> list[Words]:
        """Values are cut into words by the query's own tokenizer and locales, keys were when the setting was made."""
        return [found for text in self.synonyms.get(words, ()) if (found := normalize(tokenizer, text, locales))]


def normalize(tokenizer: Tokenizer, text: str, locales: Sequence[str] | None = None) -> Words:
    """The words of a text, stop words and separators left out."""
    return tuple(token.lemma for token in tokenizer.tokenize(text, locales) if token.kind == WORD and token.lemma)


def synonyms_of(settings: IndexSettings) -> dict[Words, list[str]]:
    if not settings.synonyms:
        return {}
    tokenizer = tokenizer_of(settings)
    texts: dict[Words, set[str]] = {}
    for key, values in settings.synonyms.items():
        words = normalize(tokenizer, key)
        if words:
            texts.setdefault(words, set()).update(values)
    return {words: sorted(values) for words, values in texts.items()}


def exact_words_of(settings: IndexSettings) -> frozenset[str]:
    """`disableOnWords`: each entry is one word, whatever the default separators cut it into."""
    if not settings.typo_tolerance.disable_on_words:
        return frozenset()
    tokenizer = tokenizer_of(replace(settings, separator_tokens=(), non_separator_tokens=(), dictionary=()))
    return frozenset("".join(token.lemma for token in tokenizer.tokenize(word)) for word in settings.typo_tolerance.disable_on_words)
