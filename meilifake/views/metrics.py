"""The Prometheus text of the server's metrics: those that a fake has something true, or as in `/stats` an estimate, to say about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from meilifake.wire.jsontext import display_f64
from meilifake.wire.traffic import BUCKETS, Lapses

Labels = tuple[str, ...]
"""The values of a family's labels, in the order of their names."""


class Family(NamedTuple):
    name: str
    help: str
    labels: Labels = ()
    kind: str = "gauge"


@dataclass(slots=True)
class Metrics:
    """Families and their values; `set` one by one."""

    values: dict[Family, dict[Labels, float]] = field(default_factory=dict)
    lapses: Mapping[tuple[str, str], Lapses] = field(default_factory=dict)

    def set(self, name: str, value: float, *labels: str) -> None:
        self.values.setdefault(FAMILIES[name], {})[labels] = value

    def text(self) -> str:
        """Families sorted by name; one without values is left out."""
        lines: list[str] = []
        found: dict[Family, Mapping[Labels, float]] = dict(self.values)
        if self.lapses:
            found[FAMILIES[TIMES]] = {}
        for family in sorted(found):
            lines += [f"# HELP {family.name} {family.help}", f"# TYPE {family.name} {family.kind}"]
            if family.name == TIMES:
                lines += [line for labels in sorted(self.lapses) for line in histogram(family, labels, self.lapses[labels])]
            else:
                lines += [
                    f"{family.name}{written(family.labels, labels)} {display_f64(value)}" for labels, value in sorted(found[family].items())
                ]
        return "\n".join(lines) + "\n"


def histogram(family: Family, labels: Labels, lapses: Lapses) -> Iterator[str]:
    counts = lapses.up_to()
    for bound, count in zip((*map(display_f64, BUCKETS), "+Inf"), counts, strict=True):
        yield f"{family.name}_bucket{written((*family.labels, 'le'), (*labels, bound))} {count}"
    yield f"{family.name}_sum{written(family.labels, labels)} {display_f64(lapses.seconds)}"
    yield f"{family.name}_count{written(family.labels, labels)} {counts[-1]}"


def written(names: Labels, values: Labels) -> str:
    if not names:
        return ""
    return "{" + ",".join(f'{name}="{escaped(value)}"' for name, value in zip(names, values, strict=True)) + "}"


def escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"')


TIMES = "meilisearch_http_response_time_seconds"
FAMILIES = {
    family.name: family
    for family in (
        Family("meilisearch_batch_running_progress_trace", "The currently running progress trace", ("batch_uid", "step_name")),
        Family("meilisearch_db_size_bytes", "Meilisearch DB Size In Bytes"),
        Family("meilisearch_http_requests_total", "Meilisearch HTTP requests total", ("method", "path", "status"), "counter"),
        Family(TIMES, "Meilisearch HTTP response times", ("method", "path"), "histogram"),
        Family("meilisearch_index_count", "Meilisearch Index Count"),
        Family("meilisearch_index_docs_count", "Meilisearch Index Docs Count", ("index",)),
        Family("meilisearch_is_indexing", "Meilisearch Is Indexing"),
        Family(
            "meilisearch_last_finished_batches_progress_trace_ms",
            "The last few batches progress trace in milliseconds",
            ("batch_uid", "step_name"),
        ),
        Family("meilisearch_last_indexed_documents_count", "The last number of indexed documents in a batch", ("batch_uid", "index")),
        Family(
            "meilisearch_last_indexed_documents_duration_ms",
            "The duration in ms of the last batch that indexed documents",
            ("batch_uid", "index"),
        ),
        Family("meilisearch_last_update", "Meilisearch Last Update"),
        Family("meilisearch_nb_tasks", "Meilisearch Number of tasks", ("kind", "value")),
        Family("meilisearch_search_queue_size", "Meilisearch Search Queue Size"),
        Family("meilisearch_searches_running", "Meilisearch Searches Running"),
        Family("meilisearch_searches_waiting_to_be_processed", "Meilisearch Searches Being Processed"),
        Family("meilisearch_task_queue_latency_seconds", "Meilisearch Task Queue Latency in Seconds"),
        Family("meilisearch_task_queue_max_size", "Meilisearch Task Queue Max Size"),
        Family("meilisearch_task_queue_size_until_stop_registering", "Meilisearch Task Queue Size Until Stop Registering"),
        Family("meilisearch_task_queue_used_size", "Meilisearch Task Queue Used Size"),
        Family("meilisearch_used_db_size_bytes", "Meilisearch Used DB Size In Bytes"),
    )
}
