"""One text, formatted: matches between tags, cut to a window of words (guide search-semantics, 13.4 and 13.5)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from meilifake.engine.search.formatting import crop
from meilifake.engine.search.formatting.match import Match, Matcher
from meilifake.engine.search.formatting.options import FieldOptions
from meilifake.engine.search.request import SearchRequest
from meilifake.engine.text.token import Token
from meilifake.engine.text.tokenizer import Tokenizer


class FormattedText:
    """A text and its matches, found once."""

    def __init__(self, text: str, tokens: Sequence[Token], matches: Sequence[Match]) -> None:
        self._text = text
        self._tokens = tokens
        self._matches = matches

    @classmethod
    def of(cls, text: str, matcher: Matcher, tokenizer: Tokenizer, locales: Sequence[str] | None) -> FormattedText:
        tokens = tokenizer.tokenize(text, locales)
        return cls(text, tokens, matcher.matches(text, tokens))

    @cached_property
    def _offsets(self) -> list[int] | range:
        """Byte offset of each character."""
        if self._text.isascii():
            return range(len(self._text) + 1)
        offsets = [0]
        for char in self._text:
            offsets.append(offsets[-1] + len(char.encode()))
        return offsets

    def bounds(self, indices: Sequence[int]) -> list[dict[str, Any]]:
        """The entries of `_matchesPosition`: bytes of the text; `indices` leads to the text through the arrays that hold it."""
        found = []
        for match in self._matches:
            start, end = self._range(match)
            first, last = self._offsets[start], self._offsets[min(end, start + match.length)]
            entry: dict[str, Any] = {"start": first, "length": last - first}
            if indices:
                entry["indices"] = list(indices)
            found.append(entry)
        return found

    def formatted(self, options: FieldOptions, query: SearchRequest) -> str:
        """The text under these options."""
        text = self._text
        start, end = crop.bounds(text, self._tokens, self._matches, options.crop) if options.crop else (0, len(text))
        parts = [query.crop_marker] if start > 0 else []
        if options.highlight:
            parts.extend(self._highlighted(start, end, query))
        else:
            parts.append(text[start:end])
        if end < len(text):
            parts.append(query.crop_marker)
        return "".join(parts)

    def _highlighted(self, start: int, end: int, query: SearchRequest) -> list[str]:
        text = self._text
        parts: list[str] = []
        done = start
        for match in self._matches:
            first, last = self._range(match)
            if last < start or first > end:
                continue
            first, last = max(first, start), min(last, end)
            marked = min(first + match.length, last)
            parts += [text[done:first], query.highlight_pre_tag, text[first:marked], query.highlight_post_tag, text[marked:last]]
            done = last
        parts.append(text[done:end])
        return parts

    def _range(self, match: Match) -> tuple[int, int]:
        first, last = match.tokens
        return self._tokens[first].start, self._tokens[last].end
