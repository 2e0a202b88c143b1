"""The builder of search tables: documents in, a finished `Segment` out."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from meilifake.engine import bitmap
from meilifake.engine.index import visits
from meilifake.engine.index.documents import Document
from meilifake.engine.index.occurrence import DOCUMENT_SHIFT, MAX_POSITION, POSITION_BITS
from meilifake.engine.index.paths import FieldPaths
from meilifake.engine.index.searchable import Field, field_of
from meilifake.engine.index.segment import Segment
from meilifake.engine.settings import IndexSettings
from meilifake.engine.text.tokenizer import Tokenizer, tokenizer_of
from meilifake.wire import jsontext

MAX_COUNTED = 30


class Writer:
    """Indexes documents one after the other, in ascending order of internal id."""

    def __init__(self, settings: IndexSettings, paths: FieldPaths) -> None:
        self._settings = settings
        self._paths = paths
        self._tokenizer: Tokenizer = tokenizer_of(settings)
        self._postings: dict[str, int | array[int]] = {}
        self._counts: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        self._documents: dict[int, Document] = {}
        self._fields: dict[str, Field] = {}
        # Of the document being indexed: field name -> [last position, words].
        self._docid = 0
        self._state: dict[str, list[int]] = {}

    def segment(self, documents: Iterable[tuple[int, Document]]) -> Segment:
        """The finished tables of these documents."""
        for docid, document in documents:
            self._add(docid, document)
        counts = {key: bitmap.of(docids) for key, docids in self._counts.items()}
        # A copy of an array has no room to grow, which would be a seventh of a large index.
        postings = {word: known if isinstance(known, int) else known[:] for word, known in self._postings.items()}
        return Segment(postings, counts, self._documents)

    def words(self, document: Document) -> set[str]:
        """The words of one document, as the tables hold them."""
        other = Writer(self._settings, self._paths)
        other._add(0, document)
        return set(other._postings)

    def _add(self, docid: int, document: Document) -> None:
        self._docid, self._state = docid, {}
        self._documents[docid] = document
        for name, value in document.items():
            field = self._fields.get(name) or self._field(name)
            if field.entered:
                if isinstance(value, (dict, list)):
                    visits.leaves(name, value, self._visit)
                else:
                    self._visit(name, value)
        for name, (_last, count) in self._state.items():
            if 0 < count <= MAX_COUNTED:
                self._counts[self._fid(name), count].append(docid)

    def _field(self, name: str) -> Field:
        field = self._fields[name] = field_of(self._settings, name)
        return field

    def _fid(self, name: str) -> int:
        fid = self._paths.id(name)
        assert fid is not None, name
        return fid

    def _visit(self, name: str, value: Any) -> None:
        field = self._fields.get(name) or self._field(name)
        if field.weight is None:
            return
        state = self._state.get(name)
        if state is None:
            state = self._state[name] = [0, 0]
        else:
            state[0] += visits.CONTEXT
        if state[0] > MAX_POSITION or value is None or isinstance(value, (dict, list)):
            return
        if isinstance(value, str):
            runs = self._tokenizer.runs(value, field.locales)
        else:
            runs = self._tokenizer.runs(_scalar(value))
        start = state[0]
        base = self._docid << DOCUMENT_SHIFT | self._fid(name) << POSITION_BITS
        postings = self._postings
        last, count = start, 0
        for offset, words in runs:
            position = start + offset
            if "" not in words and position + len(words) <= MAX_POSITION:
                for occurrence, word in enumerate(words, base + position):
                    add(postings, word, occurrence)
                last = position + len(words) - 1
                count += len(words)
                continue
            for word in words:
                if word:
                    if position > MAX_POSITION:
                        break
                    add(postings, word, base + position)
                    last = position
                    count += 1
                position += 1
        state[0] = last
        state[1] += count


def add(postings: dict[str, int | array[int]], word: str, occurrence: int) -> None:
    known = postings.get(word)
    if known is None:
        postings[word] = occurrence
    elif isinstance(known, int):
        postings[word] = array("Q", (known, occurrence))
    else:
        known.append(occurrence)


def _scalar(value: Any) -> str:
    """A number or boolean as the server prints it."""
    return str(value) if type(value) is int else jsontext.dumps(value)
