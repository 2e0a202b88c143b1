"""Hits: the fields of a document that a search retrieves, formats and locates matches in (guide search-semantics, 13)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from meilifake.engine.index.index import Index
from meilifake.engine.index.patterns import covers
from meilifake.engine.index.searchable import locales_of
from meilifake.engine.search import geo
from meilifake.engine.search.formatting.leaves import change_leaves
from meilifake.engine.search.formatting.match import Matcher
from meilifake.engine.search.formatting.options import FieldOptions, selection
from meilifake.engine.search.formatting.select import narrow, select
from meilifake.engine.search.formatting.text import FormattedText
from meilifake.engine.search.request import SearchRequest
from meilifake.engine.search.result import MatchTerm
from meilifake.engine.search.vectors import store
from meilifake.engine.text.tokenizer import tokenizer_of
from meilifake.wire import jsontext

VECTORS = "_vectors"
_GEO_POINT = re.compile(r"_geoPoint\(\s*([0-9.\-]+)\s*,\s*([0-9.\-]+)\s*\)")
MatchesPosition = dict[str, list[dict[str, Any]]]


class Made(NamedTuple):
    """A hit: its document, `_formatted` (None when nothing is to format) and `_matchesPosition` (None unless asked for)."""

    document: dict[str, Any]
    formatted: dict[str, Any] | None
    matches: MatchesPosition | None


class HitMaker:
    """Makes the hits of one query on one index; what depends on the query only is prepared once."""

    def __init__(self, index: Index, query: SearchRequest, terms: Sequence[MatchTerm] = ()) -> None:
        self._index = index
        self._query = query
        self._selection = selection(index, query)
        self._active = [(name, options) for name, options in self._selection.formatted.items() if options.active]
        self._matcher = Matcher(terms)
        self._tokenizer = tokenizer_of(index.settings, stop_words=False)
        self._vectors = query.retrieve_vectors and not self._vectors_hidden()
        self._point = next((point for point in map(_GEO_POINT.search, query.sort or ()) if point is not None), None)
        self._options: dict[str, FieldOptions | None] = {}
        self._plain = not query.show_matches_position and not self._selection.formatted

    def make(self, docid: int) -> Made:
        """The hit of one document."""
        stored = self._index.documents.get(docid)
        document = self._retrieved(docid, stored)
        self._add_distance(document)
        if self._plain:
            return Made(document, None, None)
        matches: MatchesPosition | None = {} if self._query.show_matches_position else None
        formatted = self._formatted(stored, matches)
        return Made(document, formatted or None, dict(sorted(matches.items())) if matches is not None else None)

    def beyond(self, docid: int, names: Sequence[str]) -> dict[str, Any]:
        """Of these fields of a document those that its hit does not show."""
        shown = self._selection.retrieved
        hidden = [] if shown is None else [name for name in names if name not in shown]
        return narrow(self._index.documents.get(docid), hidden) if hidden else {}

    def _vectors_hidden(self) -> bool:
        """Whether `displayedAttributes` hides vectors. A finite list that names them hides them once some document had the field: the
        server's test is the wrong way round there."""
        names = self._index.settings.displayed_attributes
        if names is None or self._selection.displayed is None:
            return False
        return VECTORS in names if VECTORS in self._index.fields else VECTORS not in names

    def _retrieved(self, docid: int, stored: Mapping[str, Any]) -> dict[str, Any]:
        names = self._selection.retrieved
        document = dict(stored) if names is None else narrow(stored, names)
        document.pop(VECTORS, None)
        if self._vectors:
            kept = stored.get(VECTORS)
            document[VECTORS] = (kept if isinstance(kept, dict) else {}) | store.shown(self._index, docid)
        return document

    def _add_distance(self, document: dict[str, Any]) -> None:
        """`_geoDistance`: metres to the first point of the sort, from the coordinates that the hit itself shows."""
        if self._point is None:
            return
        place = document.get("_geo")
        if not isinstance(place, dict):
            return
        latitude, longitude = _coordinate(place.get("lat")), _coordinate(place.get("lng"))
        if latitude is not None and longitude is not None:
            start = (float(self._point[1]), float(self._point[2]))
            document["_geoDistance"] = int(geo.rounded(geo.distance(start, (latitude, longitude))))

    def _formatted(self, stored: Mapping[str, Any], matches: MatchesPosition | None) -> dict[str, Any]:
        def change(path: str, indices: tuple[int, ...], value: Any) -> Any:
            return self._leaf(path, indices, value, matches)

        displayed = self._selection.displayed
        names = displayed if matches is not None else list(self._selection.formatted)
        document = stored if names is None else narrow(stored, names)
        return select(change_leaves(document, displayed, change), self._selection.formatted)

    def _leaf(self, path: str, indices: tuple[int, ...], value: Any, matches: MatchesPosition | None) -> Any:
        """A leaf of `_formatted`: numbers become text, booleans and null stay as they are."""
        if value is None or isinstance(value, bool):
            return value
        plain = value if isinstance(value, str) else jsontext.dumps(value)
        options = self._options_of(path)
        if options is None and matches is None:
            return plain
        locales = self._query.locales if self._query.locales else locales_of(self._index.settings, path)
        text = FormattedText.of(plain, self._matcher, self._tokenizer, locales)
        if matches is not None:
            found = text.bounds(indices)
            if found:
                matches[path] = found  # the last leaf of a path wins, as in the server
        return plain if options is None else text.formatted(options, self._query)

    def _options_of(self, path: str) -> FieldOptions | None:
        """The options of every formatted field that is, holds or is held by this path, merged."""
        if path not in self._options:
            merged: FieldOptions | None = None
            for name, options in self._active:
                if covers(name, path) or covers(path, name):
                    merged = options if merged is None else merged.merged(options)
            self._options[path] = merged
        return self._options[path]


def _coordinate(value: Any) -> float | None:
    """A latitude or longitude as a number or as text."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        return float(value)
    except ValueError:
        return None
