"""What a batch of document changes does to the vectors of an index (guide tasks-documents, 15.4).

The server takes documents a hundred at a time: it checks the vectors that came with them, gathers those that an embedder must make,
and embeds these at the end of the hundred; so an error speaks of one hundred documents, never of all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, NamedTuple

from meilifake.engine.embedders.templates import has_fragments, indexing_fragments
from meilifake.engine.index.change import Change
from meilifake.engine.index.documents import Document
from meilifake.engine.index.index import Index
from meilifake.engine.search.vectors.embedders import Embedders, EmbedFault, dimensions_of, embed
from meilifake.engine.search.vectors.fragments import Fragments, stores
from meilifake.engine.search.vectors.mistakes import hints
from meilifake.engine.search.vectors.parsed import BadEntry, Parsed, Vector, embeddings, not_a_map, parse_entry, refused
from meilifake.engine.search.vectors.prompt import changed_fragments, prompts, same_prompt
from meilifake.engine.search.vectors.store import Entry, Tables, entry, kept, made
from meilifake.errors.base import MeiliError

CHUNK = 100
Entries = Mapping[str, Parsed]


class Request(NamedTuple):
    """A document whose vectors the embedder must make: all, or those of some fragments, in place of what is `kept` there."""

    docid: int
    external: str
    document: Document
    kept: Mapping[int, Vector] = {}
    fragments: Collection[str] | None = None


def parse_vectors(external: str, fields: Mapping[str, Any]) -> dict[str, Parsed] | None:
    """The entries of a document's `_vectors`, None when it has no such field. Raises invalid_vectors_type, or internal."""
    if "_vectors" not in fields:
        return None
    value = fields["_vectors"]
    if not isinstance(value, dict):
        raise not_a_map(value)
    try:
        return {name: parse_entry(name, item) for name, item in value.items()}
    except BadEntry as error:
        raise refused(external, error) from None


class Indexing:
    """One batch. `change` for each document in order, then `finish` for the new tables; nothing is written meanwhile.

    Parameters: `embedders`, the configurations by name; `custom`, the user's own embedders; `distribution` gives the field
    distribution that the index will have, for hints; `fragments`, where each embedder keeps those of its fragments.
    """

    def __init__(
        self,
        index: Index,
        embedders: Mapping[str, Mapping[str, Any]],
        custom: Embedders,
        distribution: Callable[[], Mapping[str, int]],
        fragments: Mapping[str, Fragments],
    ) -> None:
        self.index = index
        self.embedders = dict(sorted(embedders.items()))
        self.custom = custom
        self.distribution = distribution
        self.stores = {name: stores(fragments.get(name, ())) for name in self.embedders}
        self.updates: Tables = {name: {} for name in self.embedders}
        self.requests: dict[str, list[Request]] = {name: [] for name in self.embedders}
        self.unused: Counter[str] = Counter()
        self.seen = 0

    def change(self, change: Change, entries: Entries | None, new: Document) -> None:
        """Take one written document: `entries` are those of the batch itself, `new` is the document that results."""
        if self.seen and self.seen % CHUNK == 0:
            self.embed()
        self.seen += 1
        self.unused.update(name for name in entries or () if name not in self.embedders)
        for name, configuration in self.embedders.items():
            parsed = (entries or {}).get(name)
            old = Entry() if change.fresh else entry(self.index, name, change.docid)
            if parsed is not None and parsed.given is not None:
                self.provide(name, change, parsed)
            elif parsed is not None and not parsed.regenerate:
                if change.fresh:
                    self.updates[name][change.docid] = Entry((), False, False)
            elif change.fresh:
                self.requests[name].append(Request(change.docid, change.external, new))
            elif parsed is not None or old.regenerate:
                self.regenerate(name, configuration, change, old, new)

    def provide(self, name: str, change: Change, parsed: Parsed) -> None:
        try:
            vectors = embeddings(name, parsed)
        except BadEntry as error:
            raise refused(change.external, error) from None
        check_dimensions(change.external, name, vectors, self.dimensions(name))
        self.updates[name][change.docid] = Entry(kept(vectors), True, parsed.regenerate)

    def regenerate(self, name: str, configuration: Mapping[str, Any], change: Change, old: Entry, new: Document) -> None:
        """The embedder answers for the vectors from now on; it is asked only if what it would be told has changed."""
        before = change.stored(self.index.documents)
        assert before is not None
        if has_fragments(configuration):
            if old.provided:
                self.requests[name].append(Request(change.docid, change.external, new))
            else:
                anew = changed_fragments(configuration, before, new) if old.regenerate else indexing_fragments(configuration).keys()
                self.requests[name].append(Request(change.docid, change.external, new, old.placed, anew))
        elif old.regenerate and same_prompt(self.index, configuration, change.external, before, new):
            self.updates[name][change.docid] = made(old.placed)
        else:
            self.requests[name].append(Request(change.docid, change.external, new))

    def embed(self) -> None:
        """Make the vectors that the present hundred asks for."""
        for name, requests in self.requests.items():
            if not requests:
                continue
            if self.embedders[name].get("source") == "userProvided":
                raise self.no_vectors(name, requests)
            for request in requests:
                self.updates[name][request.docid] = self.made(name, request)
            requests.clear()
        self.unused.clear()

    def made(self, name: str, request: Request) -> Entry:
        """Raises invalid_document_fields."""
        configuration, places = self.embedders[name], self.stores[name]
        wanted = places.keys() if request.fragments is None else request.fragments
        kept = {store: vector for store, vector in request.kept.items() if store not in {places[one] for one in wanted}}
        texts = prompts(self.index, configuration, request.external, request.document) if wanted else {}
        return made(kept | {places[one]: self.vector(name, text) for one, text in texts.items() if one in wanted})

    def vector(self, name: str, text: str) -> Vector:
        """Raises vector_embedding_error."""
        try:
            return embed(text, name, self.embedders[name], self.custom)
        except EmbedFault as fault:
            lines = hints(name, self.distribution(), self.unused)
            words = f"While embedding documents for embedder `{name}`: {fault}{''.join(lines)}"
            raise MeiliError("vector_embedding_error", words) from None

    def dimensions(self, name: str) -> int:
        return dimensions_of(name, self.embedders[name], self.custom)

    def no_vectors(self, name: str, requests: list[Request]) -> MeiliError:
        more = f" and at least {len(requests) - 1} other document(s)" if len(requests) > 1 else ""
        lines = hints(name, self.distribution(), self.unused)
        return MeiliError(
            "vector_embedding_error",
            f"While embedding documents for embedder `{name}`: no vectors provided for document `{requests[0].external}`{more}\n"
            f"- Note: `{name}` has `source: userProvided`, so documents must provide embeddings as an array in `_vectors.{name}`."
            + ("".join(lines) or f"\n- Hint: opt-out for a document with `_vectors.{name}: null`"),
        )

    def finish(self, gone: Iterable[int] = ()) -> Tables:
        """The tables after the batch, without the documents of `gone`."""
        self.embed()
        tables = dict(self.index.vectors)
        lost = set(gone)
        for name, update in self.updates.items():
            table = tables.get(name, {})
            if update or not lost.isdisjoint(table):
                tables[name] = {docid: known for docid, known in (table | update).items() if docid not in lost}
        return tables


def check_dimensions(external: str, name: str, vectors: tuple[tuple[float, ...], ...], expected: int) -> None:
    """Raises invalid_vector_dimensions for the first vector that does not fit."""
    for at, vector in enumerate(vectors):
        if len(vector) != expected:
            raise MeiliError(
                "invalid_vector_dimensions",
                f"Invalid vector dimensions in document with id `{external}` in `._vectors.{name}`.\n"
                f"  - note: embedding #{at} has dimensions {len(vector)}\n  - note: embedder `{name}` requires {expected}",
            )
