"""The Prometheus text."""

from __future__ import annotations

from meilifake.views.metrics import Metrics
from meilifake.wire.traffic import Lapses

HEAD = "meilisearch_http_response_time_seconds"


def test_families_and_values_are_sorted_and_empty_families_left_out() -> None:
    metrics = Metrics()
    metrics.set("meilisearch_index_docs_count", 2, "dog")
    metrics.set("meilisearch_index_docs_count", 1, "cat")
    metrics.set("meilisearch_index_count", 2)
    assert metrics.text() == (
        "# HELP meilisearch_index_count Meilisearch Index Count\n# TYPE meilisearch_index_count gauge\nmeilisearch_index_count 2\n"
        "# HELP meilisearch_index_docs_count Meilisearch Index Docs Count\n# TYPE meilisearch_index_docs_count gauge\n"
        'meilisearch_index_docs_count{index="cat"} 1\nmeilisearch_index_docs_count{index="dog"} 2\n'
    )


def test_labels_are_escaped() -> None:
    metrics = Metrics()
    metrics.set("meilisearch_http_requests_total", 1, "GET", '/a"b\\', "404")
    assert 'meilisearch_http_requests_total{method="GET",path="/a\\"b\\\\",status="404"} 1' in metrics.text().splitlines()


def test_a_histogram_counts_up_to_each_bound() -> None:
    lapses = Lapses()
    for seconds in (0.005, 0.2, 11.0):
        lapses.add(seconds)
    lines = Metrics(lapses={("GET", "/stats"): lapses}).text().splitlines()
    assert lines[1] == f"# TYPE {HEAD} histogram"
    assert lines[2] == f'{HEAD}_bucket{{method="GET",path="/stats",le="0.005"}} 1'
    assert f'{HEAD}_bucket{{method="GET",path="/stats",le="0.25"}} 2' in lines
    assert lines[-3:] == [
        f'{HEAD}_bucket{{method="GET",path="/stats",le="+Inf"}} 3',
        f'{HEAD}_sum{{method="GET",path="/stats"}} 11.205',
        f'{HEAD}_count{{method="GET",path="/stats"}} 3',
    ]
