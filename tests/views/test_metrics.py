"""The Prometheus text."""

from __future__ import annotations

from datetime import UTC, datetime

from meilifake.views.metrics import Gauge, metrics_text, server_gauges


def test_families_are_sorted_and_empty_ones_left_out() -> None:
    text = metrics_text([Gauge("b", "Bee", {"": 1}), Gauge("c", "Sea", {}), Gauge("a", "Ay", {'x="2"': 2, 'x="1"': 1})])
    assert text == '# HELP a Ay\n# TYPE a gauge\na{x="1"} 1\na{x="2"} 2\n# HELP b Bee\n# TYPE b gauge\nb 1\n'


def test_the_server_gauges() -> None:
    text = metrics_text(server_gauges({"dog": 3}, {("statuses", "failed"): 0}, True, 1000, datetime(2024, 1, 1, tzinfo=UTC)))
    for line in (
        "meilisearch_index_count 1",
        'meilisearch_index_docs_count{index="dog"} 3',
        "meilisearch_is_indexing 1",
        "meilisearch_last_update 1704067200",
        'meilisearch_nb_tasks{kind="statuses",value="failed"} 0',
        "meilisearch_search_queue_size 1000",
    ):
        assert line in text.splitlines()


def test_a_server_without_indexes_was_never_updated() -> None:
    assert "meilisearch_last_update" not in metrics_text(server_gauges({}, {}, False, 1, None))
