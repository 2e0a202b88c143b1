"""The search tables of an index (`engine.index.tables.Tables`): segments of documents, the documents alive in each, and the words.

A change indexes the touched documents into a new segment and masks their former selves; segments of like size are merged, so that a change
costs what it touches and the number of segments stays logarithmic.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from meilifake.engine import bitmap
from meilifake.engine.index.index import Index
from meilifake.engine.index.paths import FieldPaths
from meilifake.engine.index.prefix import Prefix, occurrences
from meilifake.engine.index.searchable import Field, field_of, max_weight
from meilifake.engine.index.segment import Segment, merged
from meilifake.engine.index.shelf import Shelf
from meilifake.engine.index.tables import Typos
from meilifake.engine.index.vocabulary import Vocabulary
from meilifake.engine.index.writer import Writer
from meilifake.engine.recent import Recent
from meilifake.engine.settings import IndexSettings
from meilifake.engine.text.tokenizer import is_number, key_of

PREFIX_BYTES = 4
PREFIX_WORDS = 100
PREFIXES_REMEMBERED = 256
SEARCHES_REMEMBERED = 64
WORDS_REMEMBERED = 512


class Part(NamedTuple):
    """A segment and those of its documents that are still current."""

    segment: Segment
    live: int


class Inverted:
    """The tables at one moment. Immutable, memory of look-ups aside."""

    def __init__(self, settings: IndexSettings, paths: FieldPaths, parts: Sequence[Part], vocabulary: Vocabulary | None = None) -> None:
        self._settings = settings
        self._paths = paths
        self._parts = tuple(parts)
        self._prefixes: dict[str, Prefix] = {}
        self._last_prefix: Prefix | None = None
        self.findings: Recent[Any] = Recent(SEARCHES_REMEMBERED)
        """For searches to remember what they found here (`engine.search.ranking.repeated`)."""
        self.answers: Recent[Any] = Recent(SEARCHES_REMEMBERED)
        """And what was answered (`engine.search.again`)."""
        self.typos: Recent[Typos] = Recent(WORDS_REMEMBERED)
        self.splits: Recent[tuple[str | None, ...]] = Recent(WORDS_REMEMBERED)
        self._whole = len(self._parts) == 1 and self._parts[0].live == self._parts[0].segment.bits
        self._fields: dict[int, Field] = {fid: field_of(settings, name) for fid, name in enumerate(paths)}
        self._exact_fids = frozenset(fid for fid, field in self._fields.items() if field.exact)
        self._exact_numbers = settings.typo_tolerance.disable_on_numbers
        if vocabulary is not None:
            self.vocabulary = vocabulary

    # How an index derives it.

    @classmethod
    def key(cls, index: Index) -> Hashable:
        settings = index.settings
        typos = settings.typo_tolerance
        return (
            settings.searchable_attributes,
            settings.localized_attributes,
            *key_of(settings),
            typos.disable_on_attributes,
            typos.disable_on_numbers,
        )

    @classmethod
    def build(cls, index: Index) -> Inverted:
        paths = index.derive(FieldPaths)

        def made() -> Inverted:
            segment = Writer(index.settings, paths).segment((docid, index.documents.get(docid)) for docid in index.documents)
            return cls(index.settings, paths, [Part(segment, segment.bits)])

        return SHELF.take((cls.key(index), paths.names), index.documents, made)

    def updated(self, index: Index, touched: Collection[int]) -> Inverted:
        if 4 * len(touched) > len(index.documents):
            return self.build(index)
        paths = index.derive(FieldPaths)
        bits = bitmap.of(touched)
        writer = Writer(self._settings, paths)
        present = list(bitmap.each(bits & index.documents.bits))
        segment = writer.segment((docid, index.documents.get(docid)) for docid in present)
        former = set[str]()
        parts = []
        for part in self._parts:
            for docid in bitmap.each(part.live & bits):
                former |= writer.words(part.segment.documents[docid])
            parts.append(Part(part.segment, part.live & ~bits))
        parts.append(Part(segment, segment.bits))
        current = type(self)(self._settings, paths, _balanced(parts))
        added = [word for word in segment.postings if not self._alive(word)]
        removed = [word for word in former if not current._alive(word)]
        current.vocabulary = self.vocabulary.with_changes(added, removed)
        return current

    # Words.

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Every word of the tables, tolerant or exact."""
        if self._whole:
            return Vocabulary(self._parts[0].segment.postings)
        known = {word for part in self._parts for word in part.segment.postings}
        return Vocabulary(word for word in known if self._alive(word))

    @cached_property
    def _tolerant_words(self) -> Vocabulary:
        if not self._exact_fids and not self._exact_numbers:
            return self.vocabulary
        return Vocabulary(word for word in self.vocabulary.words if self.tolerant(word))

    @cached_property
    def _exact_words(self) -> Vocabulary:
        if not self._exact_fids and not self._exact_numbers:
            return Vocabulary(())
        return Vocabulary(word for word in self.vocabulary.words if self.exact(word))

    def words_fst(self) -> Vocabulary:
        return self._tolerant_words

    def exact_words(self) -> Sequence[str]:
        return self._exact_words.words

    def prefixed(self, prefix: str, limit: int | None = None) -> Sequence[str]:
        return self.vocabulary.starting(prefix, limit)

    def in_prefix_db(self, prefix: str, *, exact: bool = False) -> bool:
        if not 1 <= len(prefix.encode()) <= PREFIX_BYTES or self._tolerant_words.count(prefix) < PREFIX_WORDS:
            return False
        return not exact or self._exact_words.count(prefix) > 0

    # Documents of words.

    def tolerant(self, word: str) -> int:
        if self._exact_numbers and is_number(word):
            return 0
        if not self._exact_fids:
            return self._docs(word)
        return self._in_fields(word, (fid for fid in self._fields if fid not in self._exact_fids))

    def exact(self, word: str) -> int:
        if self._exact_numbers and is_number(word):
            return self._docs(word)
        return self._in_fields(word, self._exact_fids) if self._exact_fids else 0

    def word_fids(self, word: str) -> Sequence[int]:
        return sorted(self.field_sets(word))

    def word_fid(self, word: str, fid: int) -> int:
        found = 0
        for segment, live in self._parts:
            found |= segment.fields(word).get(fid, 0) & live
        return found

    def field_sets(self, word: str) -> Mapping[int, int]:
        return self._joined([part.segment.fields(word) for part in self._parts])

    def occurrences(self, words: Collection[str], ids: Sequence[int]) -> array[int]:
        if self._whole:
            return self._parts[0].segment.occurrences(words, ids)
        found, wanted = array("Q"), bitmap.ascending(ids)
        for segment, live in self._parts:
            found += segment.occurrences(words, list(bitmap.each(wanted & live)))
        return array("Q", sorted(found))

    def all_occurrences(self, words: Collection[str]) -> array[int]:
        return occurrences(self._parts, words)

    def word_positions(self, word: str) -> Sequence[int]:
        return sorted(self.position_sets(word))

    def word_position(self, word: str, bucketed: int) -> int:
        found = 0
        for segment, live in self._parts:
            found |= segment.positions(word).get(bucketed, 0) & live
        return found

    def position_sets(self, word: str) -> Mapping[int, int]:
        return self._joined([part.segment.positions(word) for part in self._parts])

    def _joined(self, sets: Sequence[Mapping[int, int]]) -> Mapping[int, int]:
        """The sets of all parts as one table, without what is no longer current."""
        if self._whole:
            return sets[0]
        joined: dict[int, int] = {}
        for part, found in zip(self._parts, sets, strict=True):
            for key, docs in found.items():
                if current := docs & part.live:
                    joined[key] = joined.get(key, 0) | current
        return joined

    def prefix(self, prefix: str) -> Prefix:
        known = self._prefixes.get(prefix)
        if known is None:
            if len(self._prefixes) >= PREFIXES_REMEMBERED:
                self._prefixes.clear()
            if self._last_prefix is not None:
                self._last_prefix.forget()
            known = self._prefixes[prefix] = self._last_prefix = Prefix(self._parts, self.prefixed(prefix))
        return known

    def pair(self, distance: int, left: str, right: str) -> int:
        found = 0
        for segment, live in self._parts:
            found |= segment.pairs(left, right)[distance - 1] & live
        return found

    def cuts(self, word: str) -> Sequence[int]:
        found: set[int] = set()
        for part in self._parts:
            words = part.segment.postings
            found.update(at for at in range(1, len(word)) if word[:at] in words and word[at:] in words)
        return sorted(found)

    def same_field(self, left: str, right: str) -> int:
        found = 0
        for part in self._parts:
            others = part.segment.fields(right)
            for fid, docs in part.segment.fields(left).items():
                found |= docs & others.get(fid, 0) & part.live
        return found

    def field_word_count(self, fid: int, count: int) -> int:
        return sum(part.segment.counts.get((fid, count), 0) & part.live for part in self._parts)

    def _docs(self, word: str) -> int:
        found = 0
        for segment, live in self._parts:
            found |= segment.docs(word) & live
        return found

    def _in_fields(self, word: str, fids: Iterable[int]) -> int:
        found = 0
        chosen = frozenset(fids)
        for part in self._parts:
            for fid, docs in part.segment.fields(word).items():
                if fid in chosen:
                    found |= docs & part.live
        return found

    def _alive(self, word: str) -> bool:
        return any(part.segment.alive(word, part.live) for part in self._parts)

    # Fields.

    def tolerant_fid(self, fid: int) -> bool:
        return fid not in self._exact_fids

    def searchable_fids(self) -> Sequence[int]:
        return [fid for fid, field in self._fields.items() if field.weight is not None]

    def field_name(self, fid: int) -> str:
        return self._paths.names[fid]

    def weight(self, fid: int) -> int:
        return self._fields[fid].weight or 0

    def max_weight(self) -> int | None:
        return max_weight(self._settings)


SHELF: Shelf[Inverted] = Shelf()


def _balanced(parts: Sequence[Part]) -> list[Part]:
    """The parts with small ones merged into their neighbours: each is at least twice the size of the next."""
    stack: list[Part] = []
    for part in parts:
        if not part.live:
            continue
        while stack and stack[-1].live.bit_count() < 2 * part.live.bit_count():
            before = stack.pop()
            segment = merged([before.segment.narrowed(before.live), part.segment.narrowed(part.live)])
            part = Part(segment, segment.bits)
        stack.append(part)
    return stack
