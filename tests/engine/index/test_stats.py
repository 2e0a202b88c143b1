from __future__ import annotations

from datetime import UTC, datetime

from meilifake.engine.index.index import Index
from meilifake.engine.index.stats import index_stats


def test_field_distribution_follows_the_documents() -> None:
    index = Index(datetime(2024, 1, 1, tzinfo=UTC))
    assert index_stats(index) == (0, 0, 0, 0, 0, {})
    index.documents.put_many([(0, "a", {"id": "a", "z": None, "_vectors": {}}), (1, "b", {"id": "b", "_geo": None, "": 1})])
    assert index_stats(index).field_distribution == {"": 1, "_geo": 1, "id": 2, "z": 1}
    index.documents.put(0, "a", {"id": "a"})
    index.documents.remove(1)
    assert index_stats(index)[:3] == (1, 4096, 4088)
    assert index_stats(index).field_distribution == {"id": 1}
    copy = index.clone()
    index.documents.clear()
    assert index_stats(index).field_distribution == {}
    assert index_stats(copy).field_distribution == {"id": 1}
