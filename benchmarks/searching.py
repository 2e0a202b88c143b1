"""Indexing and searching the books of `examples/`, beside two search libraries in pure Python where they are installed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
from timing import Row, in_turns

from meilifake import MeiliFake

BOOKS: list[dict[str, Any]] = json.loads((Path(__file__).parent.parent / "examples" / "books.json").read_text(encoding="utf-8"))
WORDS = ("lighthouse", "kitchen", "bergen railway", "violin secret", "garden")


def our_index() -> httpx.Client:
    client = httpx.Client(transport=MeiliFake().transport, base_url="http://localhost:7700")
    client.post("/indexes/books/documents", json=BOOKS).raise_for_status()
    return client


def our_search(client: httpx.Client) -> None:
    for words in WORDS:
        client.post("/indexes/books/search", json={"q": words}).raise_for_status()


def lunr_index() -> Any:
    from lunr import lunr

    fields = ("title", "author", "summary")
    return lunr(ref="id", fields=fields, documents=[{"id": book["id"], **{name: book[name] for name in fields}} for book in BOOKS])


def lunr_search(index: Any) -> None:
    for words in WORDS:
        index.search(words)


def whoosh_index() -> Any:
    from whoosh.fields import ID, TEXT, Schema
    from whoosh.filedb.filestore import RamStorage

    index = RamStorage().create_index(
        Schema(id=ID(stored=True), title=TEXT(stored=True), author=TEXT(stored=True), summary=TEXT(stored=True))
    )
    writer = index.writer()
    for book in BOOKS:
        writer.add_document(id=str(book["id"]), title=book["title"], author=book["author"], summary=book["summary"])
    writer.commit()
    return index


def whoosh_search(index: Any) -> None:
    from whoosh.qparser import MultifieldParser

    parser = MultifieldParser(["title", "author", "summary"], index.schema)
    with index.searcher() as searcher:
        for words in WORDS:
            list(searcher.search(parser.parse(words), limit=20))


YARDSTICKS: tuple[tuple[str, str, Callable[[], Any], Callable[[Any], None]], ...] = (
    ("lunr", "lunr", lunr_index, lunr_search),
    ("whoosh", "whoosh-reloaded", whoosh_index, whoosh_search),
)


def installed(module: str) -> bool:
    from importlib.util import find_spec

    return find_spec(module) is not None


def measure() -> list[Row]:
    rows = []
    ours = our_index()
    our_search(ours)
    for module, name, make, search in YARDSTICKS:
        if not installed(module):
            print(f"\n({name} is not installed: pip install {name})")
            continue
        theirs = make()
        one, other = in_turns(our_index, make, rounds=3, repeat=1)
        rows.append(Row(f"index {len(BOOKS)} books", one, other, name))
        one, other = in_turns(lambda: our_search(ours), lambda: search(theirs), rounds=5, repeat=3)  # noqa: B023
        rows.append(Row(f"{len(WORDS)} searches", one, other, name))
    return rows
