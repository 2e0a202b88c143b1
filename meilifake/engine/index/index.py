"""One index: documents, settings, field map, vectors, and the structures derived from them on demand."""

from __future__ import annotations

from collections.abc import Collection, Hashable
from datetime import datetime
from typing import Any, Protocol, Self, TypeVar, cast

from meilifake.engine.index import miscount
from meilifake.engine.index.documents import DocumentStore
from meilifake.engine.index.fields import FieldsMap
from meilifake.engine.index.unfound import Unfound
from meilifake.engine.settings import DEFAULTS


class Derived(Protocol):
    """A structure computed from an index: built when first asked for, caught up (not rebuilt) when documents or fields changed.

    Instances are immutable or share-safe: a clone of the index keeps the same object.
    """

    @classmethod
    def key(cls, index: Index) -> Hashable:
        """What, besides documents, the structure depends on (settings, say). Another key means a rebuild."""

    @classmethod
    def build(cls, index: Index) -> Self:
        """From nothing."""

    def updated(self, index: Index, touched: Collection[int]) -> Self:
        """A structure for the index as it is now, given the internal ids that were added, changed or removed since this one."""


D = TypeVar("D", bound=Derived)


class Index:
    """The state of one index. Only operations (`engine.operations`) change it; reading never does, caches aside."""

    __slots__ = (
        "_derived",
        "created_at",
        "documents",
        "fields",
        "fragments",
        "miscounted",
        "primary_key",
        "searched",
        "settings",
        "unfound",
        "updated_at",
        "vectors",
    )

    def __init__(self, created_at: datetime) -> None:
        self.created_at = created_at
        self.updated_at = created_at
        self.primary_key: str | None = None
        self.settings = DEFAULTS
        self.documents = DocumentStore()
        self.fields = FieldsMap()
        self.vectors: dict[str, dict[int, Any]] = {}
        """Embedder name -> internal id -> that document's vectors (`engine.search.vectors.store`)."""
        self.fragments: dict[str, Any] = {}
        """Embedder name -> where it keeps the vectors of its fragments (`engine.search.vectors.fragments`)."""
        self.miscounted = miscount.NONE
        """See `engine.index.miscount`."""
        self.searched: tuple[tuple[str, ...], int] | None = None
        """The searchable attributes of the settings when documents were last written, and how many fields there were; None if all
        fields were searched, or nothing was ever written."""
        self.unfound: dict[str, Unfound] = {}
        """Field -> the values that facet search does not know."""
        self._derived: dict[type, tuple[Hashable, tuple[int, int], Any]] = {}
        """Under their keys, each as of a version of the documents and a number of fields: a primary key is a field without documents."""

    def derive(self, kind: type[D]) -> D:
        """The up-to-date structure of this kind."""
        key, version = kind.key(self), (self.documents.version, len(self.fields))
        known = self._derived.get(kind)
        if known is not None and known[0] == key:
            if known[1] == version:
                return cast(D, known[2])
            value = cast(D, known[2]).updated(self, self.documents.touched_since(known[1][0]))
        else:
            value = kind.build(self)
        self._derived[kind] = (key, version, value)
        return value

    def derived(self, kind: type[D]) -> bool:
        """Whether a structure of this kind was made before, so that it costs little to have."""
        return kind in self._derived

    def settle_searched(self) -> None:
        """Documents were written, or the settings of an index that holds some: only then does the server work out what is searched."""
        named = self.settings.searchable_attributes
        self.searched = None if named is None else (named, len(self.fields))

    def clone(self) -> Index:
        """An independent copy; documents and derived structures are shared, being immutable."""
        copy = Index(self.created_at)
        copy.updated_at, copy.primary_key, copy.settings = self.updated_at, self.primary_key, self.settings
        copy.documents, copy.fields = self.documents.clone(), self.fields.clone()
        copy.vectors = {name: entries.copy() for name, entries in self.vectors.items()}
        copy.fragments = self.fragments
        copy.searched, copy.unfound, copy.miscounted = self.searched, self.unfound, self.miscounted
        copy._derived = self._derived.copy()
        return copy
