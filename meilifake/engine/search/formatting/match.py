"""Matches: where the terms of a query stand in a text (guide search-semantics, 13.3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from meilifake.engine.search.result import MatchTerm
from meilifake.engine.text import normalizers
from meilifake.engine.text.token import STOP, Token


class Match(NamedTuple):
    """One match: the tokens and words (counted in the text, from 0) that it spans, the characters of the original that it covers from
    its first token on, and the query words that it stands for."""

    tokens: tuple[int, int]
    words: tuple[int, int]
    length: int
    ids: tuple[int, ...]

    @property
    def phrase(self) -> bool:
        return self.tokens[0] != self.tokens[1]

    @property
    def word_count(self) -> int:
        return self.words[1] - self.words[0] + 1


class Place(NamedTuple):
    """A word of the text: its token, the token's index, and the word's own."""

    token: Token
    at: int
    word: int


class Matcher:
    """The terms of one query, ready to be looked for."""

    __slots__ = ("_phrases", "_words")

    def __init__(self, terms: Sequence[MatchTerm]) -> None:
        self._phrases = [(phrase, term.ids) for term in terms for phrase in term.phrases]
        self._words = sorted((term for term in terms if term.words), key=lambda term: (term.prefix, -len(term.ids)))

    def matches(self, text: str, tokens: Sequence[Token]) -> list[Match]:
        """Every match in a text, in order. A phrase that matches consumes its words."""
        if not self._words and not self._phrases:
            return []
        places = list(_places(tokens))
        found: list[Match] = []
        at = 0
        while at < len(places):
            match = self._phrase(places, at) or self._word(text, places[at])
            if match is not None:
                found.append(match)
                at += match.word_count
            else:
                at += 1
        return found

    def _phrase(self, places: Sequence[Place], at: int) -> Match | None:
        first = places[at]
        for phrase, ids in self._phrases:
            stretch = places[at : at + len(phrase)]
            if phrase and len(stretch) == len(phrase) and all(_is(place.token, word) for place, word in zip(stretch, phrase, strict=True)):
                last = stretch[-1]
                return Match((first.at, last.at), (first.word, last.word), last.token.end - first.token.start, ids)
        return None

    def _word(self, text: str, place: Place) -> Match | None:
        token = place.token
        for term in self._words:
            for word in term.words:
                if term.prefix and token.lemma.startswith(word):
                    prefix = word[: term.length]
                    if not prefix:
                        continue
                    length = original_length(text, token, len(prefix.encode()))
                elif token.lemma == word:
                    length = token.end - token.start
                else:
                    continue
                return Match((place.at, place.at), (place.word, place.word), length, term.ids)
        return None


def original_length(text: str, token: Token, size: int) -> int:
    """How many characters of the original the first `size` bytes of a token's lemma came from; a character counts as soon as it starts."""
    raw = text[token.start : token.end]
    if raw.isascii() and len(raw) == len(token.lemma):
        return min(size, len(raw))
    reached = 0
    for at, bytes_of_char in enumerate(normalizers.lengths(raw, token.script, token.language)):
        if reached >= size:
            return at
        reached += bytes_of_char
    return len(raw)


def _is(token: Token, word: str | None) -> bool:
    return token.kind == STOP if word is None else token.lemma == word


def _places(tokens: Sequence[Token]) -> Iterator[Place]:
    word = 0
    for at, token in enumerate(tokens):
        if not token.separator:
            yield Place(token, at, word)
            word += 1
