"""The Prometheus text of the server's gauges: those that a fake has something true to say about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple


class Gauge(NamedTuple):
    """One family: `values` by labels, as they are written between braces ("" without any)."""

    name: str
    help: str
    values: Mapping[str, float | int]


def labels(**pairs: str) -> str:
    return ",".join(f'{name}="{value}"' for name, value in pairs.items())


def metrics_text(gauges: list[Gauge]) -> str:
    """Families sorted by name; one without values is left out."""
    lines: list[str] = []
    for gauge in sorted(gauges):
        if not gauge.values:
            continue
        lines += [f"# HELP {gauge.name} {gauge.help}", f"# TYPE {gauge.name} gauge"]
        lines += [f"{gauge.name}{{{key}}} {value}" if key else f"{gauge.name} {value}" for key, value in sorted(gauge.values.items())]
    return "\n".join(lines) + "\n"


def server_gauges(
    documents: Mapping[str, int], tasks: Mapping[tuple[str, str], int], indexing: bool, queue: int, last_update: datetime | None
) -> list[Gauge]:
    """`documents`: how many by index; `tasks`: how many by kind of count and value; `queue`: the size of the search queue."""
    updated = {} if last_update is None else {"": int(last_update.timestamp())}
    return [
        Gauge("meilisearch_index_count", "Meilisearch Index Count", {"": len(documents)}),
        Gauge("meilisearch_index_docs_count", "Meilisearch Index Docs Count", {labels(index=uid): n for uid, n in documents.items()}),
        Gauge("meilisearch_is_indexing", "Meilisearch Is Indexing", {"": int(indexing)}),
        Gauge("meilisearch_last_update", "Meilisearch Last Update", updated),
        Gauge(
            "meilisearch_nb_tasks", "Meilisearch Number of tasks", {labels(kind=kind, value=value): n for (kind, value), n in tasks.items()}
        ),
        Gauge("meilisearch_search_queue_size", "Meilisearch Search Queue Size", {"": queue}),
        Gauge("meilisearch_searches_running", "Meilisearch Searches Running", {"": 0}),
        Gauge("meilisearch_searches_waiting_to_be_processed", "Meilisearch Searches Being Processed", {"": 0}),
    ]
