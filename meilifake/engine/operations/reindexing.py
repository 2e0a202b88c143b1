"""The server's way through the documents for words, after a change of settings, as far as it shows: it may end in a panic, over a nested
name that its field map does not have (see `engine.index.registry`), and leaves wrong counts (`engine.index.miscount`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, NamedTuple

from meilifake.engine.index.documents import Document
from meilifake.engine.index.index import Index
from meilifake.engine.index.miscount import Miscounted, moved, noted, read
from meilifake.engine.index.patterns import Match, match_any, match_plain
from meilifake.engine.index.registry import nested_names
from meilifake.engine.index.searchable import searchable
from meilifake.engine.index.walk import NESTED, UNSEEN
from meilifake.engine.settings import IndexSettings
from meilifake.engine.text.tokenizer import key_of
from meilifake.errors.crash import Crash

Visit = Callable[[str], bool]
"""Called with each name that is met; tells whether what is under it is gone through too."""


class Action(Enum):
    """What the server does with the words of a document."""

    SKIP = 0
    ADD = 1
    """Some fields become searchable."""
    REINDEX = 2


class Field(NamedTuple):
    """A name under the settings before and after."""

    was: Match
    now: Match
    exact_changed: bool


def reindex(index: Index, settings: IndexSettings) -> None:
    """Raises Crash. `settings`: those that come; the index has the old ones."""
    unknown = index.documents.unregistered
    for docid in index.documents:
        document = index.documents.get(docid)
        if unknown.isdisjoint(nested_names(document)):
            continue
        # Pairs of words are looked for after the words: one way or the other, that meets every name.
        if settings.proximity_precision == "byWord":
            raise Crash
        Words(index.settings, settings, unknown).go_through(document)


def miscounted(index: Index, settings: IndexSettings) -> Miscounted:
    """The word counts that will be wrong (see `engine.index.miscount`) once the documents were gone through."""
    before = index.settings
    if read_for(before) == read_for(settings):
        return index.miscounted
    last = next((docid for docid in reversed(list(index.documents)) if has_words(index, settings, index.documents.get(docid))), None)
    found, counts = index.miscounted, index.miscounted.counts
    for docid in {*counts, *([] if last is None else [last])}:
        if index.documents.bits >> docid & 1:
            document = index.documents.get(docid)
            old, new = (read(index, one, document).counts for one in (before, settings))
            known = counts.get(docid, old)
            found = noted(found, settings, docid, known if docid == last else moved(known, old, new), new)
    return found


def cut(settings: IndexSettings) -> tuple[Any, ...]:
    """What decides how a text is cut into words: in the server, sets."""
    return (*map(frozenset, key_of(settings)), settings.localized_attributes)


def read_for(settings: IndexSettings) -> tuple[Any, ...]:
    """What decides which words of a document are looked at."""
    return (*cut(settings), settings.searchable_attributes, settings.typo_tolerance.disable_on_attributes)


def has_words(index: Index, settings: IndexSettings, document: Document) -> bool:
    """Whether any word of the document is looked at."""
    before = index.settings
    words = Words(before, settings, frozenset())
    words.go_through(document)
    if words.action is Action.SKIP:
        return False
    new = read(index, settings, document).fields
    if words.action is Action.ADD:
        return any(searchable(before, name) is not Match.MATCH for name in new)
    return bool(new or read(index, before, document).fields)


class Words:
    """The search for words: first what is to be done, unless words are cut otherwise than before, then doing it."""

    def __init__(self, before: IndexSettings, after: IndexSettings, unknown: frozenset[str]) -> None:
        self.before = before
        self.after = after
        self.unknown = unknown
        self.action = Action.SKIP

    def go_through(self, document: Document) -> None:
        """Raises Crash."""
        if cut(self.before) != cut(self.after):
            self.action = Action.REINDEX
        else:
            self.action = Action.SKIP
            visit_all(document, self.decide)
        if self.action is not Action.SKIP:
            visit_all(document, self.read)

    def field(self, name: str) -> Field:
        if name in self.unknown:
            raise Crash
        exact = (match_any(one.typo_tolerance.disable_on_attributes, name, match_plain) for one in (self.before, self.after))
        return Field(searchable(self.before, name), searchable(self.after, name), len(set(exact)) > 1)

    def decide(self, name: str) -> bool:
        was, now, exact_changed = self.field(name)
        if self.action is Action.REINDEX:
            return False
        if exact_changed or (was is Match.MATCH and now is not Match.MATCH):
            self.action = Action.REINDEX
        elif now is Match.MATCH and was is not Match.MATCH:
            self.action = Action.ADD
        return True

    def read(self, name: str) -> bool:
        was, now, _ = self.field(name)
        if self.action is Action.REINDEX:
            return not was is now is Match.NONE
        return now is Match.PARENT or (now is Match.MATCH and was is not Match.MATCH)


def visit_all(document: Mapping[str, Any], visit: Visit) -> None:
    for name, value in document.items():
        if name not in UNSEEN and visit(name) and type(value) in NESTED:
            visit_inside(name, value, visit)


def visit_inside(base: str, value: Any, visit: Visit) -> None:
    if isinstance(value, dict):
        for key, child in value.items():
            name = f"{base}.{key}" if base else key
            if visit(name) and type(child) in NESTED:
                visit_inside(name, child, visit)
    else:
        for child in value:
            if type(child) in NESTED:
                visit_inside(base, child, visit)
