"""The vectors that an index keeps beside its documents, one table per embedder (guide tasks-documents, 15.4).

A document without an entry in an embedder's table has no vectors and lets the embedder make them. Tables and entries are never
mutated: a batch puts new tables in place of the old ones.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from meilifake.engine.index.index import Index
from meilifake.engine.search.vectors.parsed import MOST_VECTORS, Parsed, Vector
from meilifake.wire.jsontext import rewritten


class Entry(NamedTuple):
    """`provided`: the vectors came with the document; `regenerate`: the embedder makes new ones when the document changes; `stores`: where
    each of those is kept that the embedder made (see `fragments`).
    """

    embeddings: tuple[Vector, ...] = ()
    provided: bool = False
    regenerate: bool = True
    stores: tuple[int, ...] = ()

    @property
    def placed(self) -> dict[int, Vector]:
        """The vectors by store: those that came with the document lie in the first ones."""
        return dict(zip(range(len(self.embeddings)) if self.provided else self.stores, self.embeddings, strict=True))


def made(placed: Mapping[int, Vector]) -> Entry:
    """What an embedder has made."""
    stores = tuple(sorted(placed))
    return Entry(tuple(placed[store] for store in stores), False, True, stores)


ABSENT = Entry()
Tables = dict[str, dict[int, Entry]]


def entry(index: Index, name: str, docid: int) -> Entry:
    found: Entry = index.vectors.get(name, {}).get(docid, ABSENT)
    return found


def kept(embeddings: Sequence[Vector]) -> tuple[Vector, ...]:
    return tuple(embeddings[:MOST_VECTORS])


def readable(embeddings: Sequence[Vector], configuration: Mapping[str, Any]) -> list[list[float]]:
    """Vectors as an answer shows them: a binary quantized one keeps only which components were positive."""
    if configuration.get("binaryQuantized"):
        return [[1.0 if x > 0 else 0.0 for x in vector] for vector in embeddings]
    return [list(vector) for vector in embeddings]


def shown(index: Index, docid: int) -> dict[str, Any]:
    """What `retrieveVectors` adds for the configured embedders, by name."""
    found: dict[str, Any] = {}
    for name, configuration in sorted(index.settings.embedders.items()):
        known = entry(index, name, docid)
        found[name] = {"embeddings": readable(known.embeddings, configuration), "regenerate": known.regenerate}
    return found


def without_stores(known: Entry, gone: Collection[int]) -> Entry:
    """Without what the embedder had made for fragments that go; vectors that came with a document stay where they are."""
    if known.provided or not known.embeddings or not gone:
        return known
    left = {store: vector for store, vector in known.placed.items() if store not in gone}
    return made(left)._replace(regenerate=known.regenerate)


def counts(index: Index) -> tuple[int, int]:
    """numberOfEmbeddings (vectors of all embedders) and numberOfEmbeddedDocuments (documents with one at least)."""
    total, holders = 0, set()
    for name in index.settings.embedders:
        for docid, known in index.vectors.get(name, {}).items():
            if known.embeddings:
                total += len(known.embeddings)
                holders.add(docid)
    return total, len(holders)


def stored(parsed: Parsed) -> Any:
    """An entry of an embedder that is not configured, as it stays in the document."""
    return parsed.given if parsed.implicit else {"regenerate": parsed.regenerate, "embeddings": parsed.given}


def written_back(known: Entry, configuration: Mapping[str, Any]) -> dict[str, Any]:
    """A user's own vectors as they return into the document when their embedder goes: as text, which is read as any document is."""
    returned: dict[str, Any] = rewritten({"regenerate": False, "embeddings": readable(known.embeddings, configuration)})
    return returned


def without_documents(tables: Mapping[str, dict[int, Entry]], gone: Sequence[int]) -> Tables:
    """The tables after some documents were removed."""
    lost = set(gone)
    return {
        name: table if lost.isdisjoint(table) else {docid: known for docid, known in table.items() if docid not in lost}
        for name, table in tables.items()
    }
