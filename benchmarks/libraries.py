"""The same documents and the same 200 mixed queries, with typos and prefixes, put to lunr and to whoosh-reloaded.

They are asked for what the server does unasked: a word of five letters or more within one typo, the last word as a prefix too.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any, NamedTuple

from corpus import documents, queries
from timing import Row, p50_p95, seconds

from meilifake import MeiliFake

FIELDS = ("title", "overview")
Documents = list[dict[str, Any]]
Search = Callable[[str], object]


def our_index(books: Documents) -> Search:
    """With the first search, as that builds the tables."""
    import httpx

    fake = MeiliFake()
    client = httpx.Client(transport=fake.transport, base_url="http://localhost:7700")
    client.post("/indexes/books/documents", json=books).raise_for_status()

    def search(query: str) -> None:
        client.post("/indexes/books/search", json={"q": query}).raise_for_status()

    search("lighthouse")
    return search


def lunr_index(books: Documents) -> Search:
    from lunr import lunr

    return lunr(ref="id", fields=FIELDS, documents=books).search


def lunr_query(query: str) -> str:
    words = query.split()
    tolerant = [f"{word}~1" if len(word) >= 5 else word for word in words]
    return " ".join([*tolerant, f"{words[-1]}*"])


def whoosh_index(books: Documents) -> Search:
    from whoosh.fields import ID, TEXT, Schema
    from whoosh.filedb.filestore import RamStorage
    from whoosh.qparser import FuzzyTermPlugin, MultifieldParser

    index = RamStorage().create_index(Schema(id=ID(stored=True), title=TEXT(stored=True), overview=TEXT(stored=True)))
    writer = index.writer()
    for book in books:
        writer.add_document(id=str(book["id"]), title=book["title"], overview=book["overview"])
    writer.commit()
    parser = MultifieldParser(list(FIELDS), index.schema)
    parser.add_plugin(FuzzyTermPlugin())
    searcher = index.searcher()
    return lambda query: list(searcher.search(parser.parse(query), limit=20))


def whoosh_query(query: str) -> str:
    *words, last = query.split()
    tolerant = [f"{word}~" if len(word) >= 5 else word for word in words]
    return " ".join([*tolerant, f"({last}~ OR {last}*)" if len(last) >= 5 else f"{last}*"])


class Library(NamedTuple):
    """`needs`: the module that has to be installed; `query`: a user's words in its own language."""

    name: str
    needs: str
    index: Callable[[Documents], Search]
    query: Callable[[str], str]


LIBRARIES = (Library("lunr", "lunr", lunr_index, lunr_query), Library("whoosh-reloaded", "whoosh", whoosh_index, whoosh_query))
OURS = Library("meilifake", "meilifake", our_index, str)


def figures(library: Library, books: Documents, asked: list[str]) -> tuple[float, float, float]:
    """Seconds to build the index; p50 and p95 of a search."""
    made: list[Search] = []
    built = seconds(lambda: made.append(library.index(books)))
    p50, p95 = p50_p95([seconds(lambda: made[0](library.query(query))) for query in asked])  # noqa: B023
    return built, p50, p95


def measure(quick: bool) -> list[Row]:
    rows = []
    asked = queries("mixed", 60 if quick else 200)
    for size in (1000,) if quick else (1000, 10_000):
        books = documents(size)
        ours = figures(OURS, books, asked)
        for library in LIBRARIES:
            if find_spec(library.needs) is None:
                print(f"(left out, not installed: {library.name})")
                continue
            for what, mine, other in zip(("index", "search p50", "search p95"), ours, figures(library, books, asked), strict=True):
                rows.append(Row(f"{size:,} documents: {what}", mine, other, library.name, 1.0))
    return rows
