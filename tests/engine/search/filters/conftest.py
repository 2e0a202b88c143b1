"""An index made by hand: documents put into the store, settings replaced."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from meilifake.engine.index.index import Index
from meilifake.engine.settings import FilterableRule

MakeIndex = Callable[..., Index]


@pytest.fixture
def make_index() -> MakeIndex:
    """`make_index(documents, filterable=("a",), **settings)`: internal ids are the places in the list."""

    def make(documents: Sequence[dict[str, Any]], filterable: Sequence[str] = (), **settings: Any) -> Index:
        index = Index(datetime(2024, 1, 1, tzinfo=UTC))
        rules = settings.pop("rules", tuple(FilterableRule((name,)) for name in filterable))
        index.settings = replace(index.settings, filterable_attributes=rules, **settings)
        for document in documents:
            for name in document:
                index.fields.insert(name)
        index.documents.put_many([(at, str(at), document) for at, document in enumerate(documents)])
        index.documents.touched(range(len(documents)))
        return index

    return make
