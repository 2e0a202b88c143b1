"""Indexes made by hand, without the operations that make them in the product."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

import pytest

from meilifake.engine.index.index import Index
from meilifake.engine.settings import IndexSettings

MakeIndex = Callable[..., Index]


def put(index: Index, docid: int, document: dict[str, Any]) -> None:
    for name in document:
        index.fields.insert(name)
    index.documents.put(docid, str(docid), document)


@pytest.fixture
def make_index() -> MakeIndex:
    def make(documents: Iterable[dict[str, Any]] = (), settings: IndexSettings | None = None) -> Index:
        index = Index(datetime(2026, 1, 1, tzinfo=UTC))
        index.settings = settings or IndexSettings()
        for docid, document in enumerate(documents):
            put(index, docid, document)
        index.documents.touched(range(len(index.documents)))
        return index

    return make
