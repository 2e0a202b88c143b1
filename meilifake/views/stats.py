"""Statistics of an index and of the whole server (guide http-surface, 10). Sizes are estimates: there is no database behind them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from meilifake.engine.clock import rfc3339
from meilifake.engine.index.index import Index
from meilifake.engine.index.stats import index_stats
from meilifake.engine.tasks.size import human_size

BASE = 360448
"""Bytes that the server's databases take before the first index."""
PER_INDEX = 69632


def size_view(size: int, form: str) -> int | str:
    return human_size(size) if form == "human" else size


def index_stats_view(index: Index, indexing: bool, form: str, internal: bool) -> dict[str, Any]:
    """`form`: `raw` or `human` sizes; `internal`: with the sizes of the server's inner databases."""
    stats = index_stats(index)
    return {
        "numberOfDocuments": stats.number_of_documents,
        "rawDocumentDbSize": size_view(stats.raw_document_db_size, form),
        "avgDocumentSize": size_view(stats.avg_document_size, form),
        "isIndexing": indexing,
        **({"internalDatabaseSizes": internal_view(stats.raw_document_db_size, form)} if internal else {}),
        "numberOfEmbeddings": stats.number_of_embeddings,
        "numberOfEmbeddedDocuments": stats.number_of_embedded_documents,
        "fieldDistribution": stats.field_distribution,
    }


def internal_view(documents: int, form: str) -> dict[str, int | str]:
    """Empty databases are left out."""
    return {name: size_view(size, form) for name, size in (("main", 4096), ("documents", documents)) if size}


def database_size(indexes: Mapping[str, Index]) -> int:
    return BASE + sum(PER_INDEX + index_stats(index).raw_document_db_size for index in indexes.values())


def stats_view(
    every: Mapping[str, Index], shown: Mapping[str, Index], indexing: Mapping[str, bool], form: str, internal: bool
) -> dict[str, Any]:
    """`shown`: the indexes that the caller may see, sorted; the sizes are those of all."""
    size = database_size(every)
    dates = [index.updated_at for index in shown.values()]
    return {
        "databaseSize": size_view(size, form),
        "usedDatabaseSize": size_view(size // 2, form),
        "lastUpdate": rfc3339(max(dates)) if dates else None,
        "indexes": {uid: index_stats_view(index, indexing[uid], form, internal) for uid, index in shown.items()},
    }
