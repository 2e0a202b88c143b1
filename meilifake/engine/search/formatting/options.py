"""What a search asks of formatting, field by field (guide search-semantics, 13.1 and 13.2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from meilifake.engine.index.index import Index
from meilifake.engine.index.paths import FieldPaths, known_fields
from meilifake.engine.search.request import SearchRequest

_LENGTH = re.compile(r"\+?[0-9]+")
EVERYTHING = "*"


class FieldOptions(NamedTuple):
    """How one field is formatted: matches marked, and the text cut to a number of words (None for the whole text)."""

    highlight: bool = False
    crop: int | None = None

    @property
    def active(self) -> bool:
        return self.highlight or self.crop is not None

    def merged(self, other: FieldOptions) -> FieldOptions:
        return FieldOptions(self.highlight or other.highlight, other.crop if self.crop is None else self.crop)


class Selection(NamedTuple):
    """Which fields a search sees: names of known fields, in the order of their ids.

    `displayed` and `retrieved` are None when they are every field.
    """

    displayed: Sequence[str] | None
    retrieved: Sequence[str] | None
    formatted: Mapping[str, FieldOptions]


def selection(index: Index, query: SearchRequest) -> Selection:
    """The fields of an index that a query retrieves and formats. Names that no document has are ignored."""
    known = known_fields(index)
    entries = index.settings.displayed_attributes
    displayed = None if entries is None or EVERYTHING in entries else _known(known, entries)
    asked = query.attributes_to_retrieve
    retrieved = displayed
    if asked is not None and EVERYTHING not in asked:
        retrieved = [name for name in _known(known, asked) if displayed is None or name in displayed]
    return Selection(displayed, retrieved, _formatted(known, query, displayed, retrieved))


def _known(known: FieldPaths, names: Iterable[str]) -> list[str]:
    chosen = frozenset(names)
    return [name for name in known if name in chosen]


def _formatted(
    known: FieldPaths, query: SearchRequest, displayed: Sequence[str] | None, retrieved: Sequence[str] | None
) -> Mapping[str, FieldOptions]:
    """The fields of `_formatted`, none when no field is highlighted or cropped."""
    shown = known if displayed is None else displayed
    options: dict[str, FieldOptions] = {}
    for name in query.attributes_to_highlight or ():
        for field in shown if name == EVERYTHING else [name] if name in shown else []:
            options[field] = FieldOptions(highlight=True)
    for entry in query.attributes_to_crop or ():
        name, length = _crop(entry, query.crop_length)
        for field in shown if name == EVERYTHING else [name] if name in shown else []:
            options[field] = FieldOptions(options.get(field, FieldOptions()).highlight, length)
    if options:
        for field in known if retrieved is None else retrieved:
            options.setdefault(field, FieldOptions())
    return {field: options[field] for field in known if field in options} if options else options


def _crop(entry: str, default: int) -> tuple[str, int]:
    """`name` or `name:length`; a length that is no number counts as the default one."""
    name, colon, length = entry.rpartition(":")
    if not colon:
        return entry, default
    return name, int(length) if _LENGTH.fullmatch(length) else default
