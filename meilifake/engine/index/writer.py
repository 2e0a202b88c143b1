"""The builder of search tables: documents in, a finished `Segment` out."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from meilifake.engine import bitmap
from meilifake.engine.index import visits
from meilifake.engine.index.documents import Document
from meilifake.engine.index.occurrence import DOCUMENT_SHIFT, MAX_POSITION, POSITION_BITS, Posting
from meilifake.engine.index.paths import FieldPaths
from meilifake.engine.index.searchable import Field, field_of
from meilifake.engine.index.segment import Segment
from meilifake.engine.index.walk import NESTED
from meilifake.engine.settings import IndexSettings
from meilifake.engine.text.tokenizer import Tokenizer, tokenizer_of
from meilifake.wire import jsontext

MAX_COUNTED = 30


class Place:
    """A field as the writer meets it. `docid`, `last` and `count` are of the document read last: its id, the position that the walk has
    reached in the field, and how many words were indexed."""

    __slots__ = ("count", "docid", "entered", "fid", "last", "locales", "searched")

    def __init__(self, field: Field, fid: int) -> None:
        self.searched, self.entered, self.locales = field.weight is not None, field.entered, field.locales
        self.fid = fid
        self.docid, self.last, self.count = -1, 0, 0


class Writer:
    """Indexes documents one after the other, in ascending order of internal id."""

    def __init__(self, settings: IndexSettings, paths: FieldPaths) -> None:
        self._settings = settings
        self._paths = paths
        self._tokenizer: Tokenizer = tokenizer_of(settings)
        self._postings: dict[str, Posting] = {}
        self._counts: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        self._documents: dict[int, Document] = {}
        self._places: dict[str, Place] = {}
        # Of the document being indexed: its id, and the searched fields met so far.
        self._docid = 0
        self._met: list[Place] = []
        # Fields come by ascending id, unless nested ones come before others of the top level.
        self._base = 0
        self._ascending = True

    def segment(self, documents: Iterable[tuple[int, Document]]) -> Segment:
        """The finished tables of these documents."""
        for docid, document in documents:
            self._add(docid, document)
        counts = {key: bitmap.of(docids) for key, docids in self._counts.items()}
        postings = self._postings
        for word, known in postings.items():
            if isinstance(known, array):
                # A copy has no room to grow, which would be a seventh of a large index.
                postings[word] = known[:] if self._ascending else array("Q", sorted(known))
        return Segment(postings, counts, self._documents)

    def words(self, document: Document) -> set[str]:
        """The words of one document, as the tables hold them."""
        other = Writer(self._settings, self._paths)
        other._add(0, document)
        return set(other._postings)

    def _add(self, docid: int, document: Document) -> None:
        self._docid, self._met = docid, []
        self._documents[docid] = document
        for name, value in document.items():
            place = self._places.get(name) or self._place(name)
            if place.entered:
                if type(value) in NESTED:
                    visits.leaves(name, value, self._visit)
                else:
                    self._visit(name, value)
        for place in self._met:
            if 0 < place.count <= MAX_COUNTED:
                self._counts[place.fid, place.count].append(docid)

    def _place(self, name: str) -> Place:
        field = field_of(self._settings, name)
        fid = self._paths.id(name)
        assert fid is not None or field.weight is None, name
        place = self._places[name] = Place(field, fid or 0)
        return place

    def _visit(self, name: str, value: Any) -> None:
        place = self._places.get(name) or self._place(name)
        if not place.searched:
            return
        if place.docid == self._docid:
            place.last += visits.CONTEXT
        else:
            place.docid, place.last, place.count = self._docid, 0, 0
            self._met.append(place)
        start = place.last
        if start > MAX_POSITION or value is None or type(value) in NESTED:
            return
        if isinstance(value, str):
            runs = self._tokenizer.runs(value, place.locales)
        else:
            runs = self._tokenizer.runs(_scalar(value))
        base = self._docid << DOCUMENT_SHIFT | place.fid << POSITION_BITS
        if base < self._base:
            self._ascending = False
        self._base = base
        for offset, words in runs:
            position = start + offset
            if "" in words or position + len(words) > MAX_POSITION:
                self._put_some(place, words, base, position)
            else:
                self._put(words, base + position)
                place.last = position + len(words) - 1
                place.count += len(words)

    def _put(self, words: Sequence[str], first: int) -> None:
        postings, get = self._postings, self._postings.get
        for occurrence, word in enumerate(words, first):
            known = get(word)
            if known is None:
                postings[word] = occurrence
            elif isinstance(known, array):
                known.append(occurrence)
            else:
                postings[word] = array("Q", (known, occurrence))

    def _put_some(self, place: Place, words: Sequence[str], base: int, first: int) -> None:
        """Those that are indexed, up to the last position there is."""
        for position, word in enumerate(words, first):
            if position > MAX_POSITION:
                break
            if word:
                self._put((word,), base + position)
                place.last = position
                place.count += 1


def _scalar(value: Any) -> str:
    """A number or boolean as the server prints it."""
    if type(value) is int:
        return str(value)
    return jsontext.float_text(value) if type(value) is float else jsontext.dumps(value)
