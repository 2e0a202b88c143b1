"""The figures of one index that a stats answer shows (guide tasks-documents, 9.5)."""

from __future__ import annotations

from itertools import islice
from typing import NamedTuple

from meilifake.engine.index.index import Index
from meilifake.wire.jsontext import dumps

PAGE = 4096
SAMPLE = 100
KEY = 8
"""Bytes that the server's document database spends on each key."""


class IndexStats(NamedTuple):
    number_of_documents: int
    raw_document_db_size: int
    avg_document_size: int
    number_of_embeddings: int
    number_of_embedded_documents: int
    field_distribution: dict[str, int]


def field_distribution(index: Index) -> dict[str, int]:
    """How many documents have each top-level field, sorted by name. Nulls count; `_vectors` does not."""
    counts = index.documents.field_counts()
    return {name: counts[name] for name in sorted(counts) if name != "_vectors"}


def raw_size(index: Index) -> int:
    """Bytes of the documents in whole pages, as estimated from the first of them: the server's own figure depends on its database."""
    number = len(index.documents)
    if not number:
        return 0
    sample = list(islice(index.documents, SAMPLE))
    held = sum(len(dumps(index.documents.get(docid))) for docid in sample) * number // len(sample)
    return (held // PAGE + 1) * PAGE


def index_stats(index: Index) -> IndexStats:
    """Everything at once. Cheap: nothing here reads all documents."""
    from meilifake.engine.search.vectors.store import counts

    number, raw = len(index.documents), raw_size(index)
    average = (raw - KEY * number) // number if number else 0
    embeddings, embedded = counts(index)
    return IndexStats(number, raw, max(average, 0), embeddings, embedded, field_distribution(index))
