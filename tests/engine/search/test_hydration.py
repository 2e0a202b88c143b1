"""Foreign documents in hits (compared with a live v1.50.0)."""

from __future__ import annotations

from typing import Any

import pytest

from meilifake import MeiliFake
from meilifake.engine.search.hydration import Hydration

KEYS = [{"fieldName": "by", "foreignIndexUid": "men"}, {"fieldName": "a.b", "foreignIndexUid": "men"}]
ANN, BOB = {"id": 1, "name": "ann"}, {"id": "b", "name": "bob"}


@pytest.fixture
def hydration() -> Hydration:
    fake = MeiliFake()
    fake.engine.state.features["foreignKeys"] = True
    fake.load([{"id": 1}], index="books", settings={"foreignKeys": [*KEYS, {"fieldName": "gone", "foreignIndexUid": "nowhere"}]})
    fake.load([ANN, BOB], index="men")
    return Hydration(fake.engine.state)


@pytest.mark.parametrize(
    ("document", "hydrated"),
    [
        ({"by": 1}, {"by": ANN}),
        ({"by": [1, "b", None, 1]}, {"by": [ANN, BOB, None, ANN]}),
        ({"by": [None, 1]}, {"by": [None, 1]}),
        ({"by": "nobody"}, {"by": {}}),
        ({"by": 1.5}, {"by": 1.5}),
        ({"by": {"id": 1}}, {"by": {"id": 1}}),
        ({"by": {"id": 1}, "a": {"b": 1}}, {"by": {"id": ANN}, "a": {"b": ANN}}),
        ({"a": [{"b": 1}, {"b": ["b"]}, 1]}, {"a": [{"b": ANN}, {"b": [BOB]}, ANN]}),
        ({"a.b": 1}, {"a.b": ANN}),
    ],
)
def test_ids_become_documents(hydration: Hydration, document: dict[str, Any], hydrated: Any) -> None:
    hydration.register("books", document)
    assert hydration.apply("books", document) == hydrated
