"""The details of a batch from those of its tasks."""

from __future__ import annotations

from typing import Any

import pytest

from meilifake.engine.tasks.merging import merged, reloaded


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([None, {}], {}),
        ([{"receivedDocuments": 1, "indexedDocuments": None}] * 2, {"receivedDocuments": 2, "indexedDocuments": None}),
        ([{"indexedDocuments": None}, {"indexedDocuments": 3}, {"indexedDocuments": 4}], {"indexedDocuments": 7}),
        ([{"primaryKey": None}, {"primaryKey": "a"}, {"primaryKey": "b"}], {"primaryKey": "a"}),
        ([{"originalFilter": "?uids=0"}, {"originalFilter": None}, {"originalFilter": "?uids=1"}], {"originalFilter": "?uids=0&?uids=1"}),
        ([{"swaps": [1]}, {"swaps": [2]}], {"swaps": [1, 2]}),
        ([{"stopWords": ["a"]}, {"stopWords": None}], {"stopWords": None}),
        ([{"embedders": {"b": 1}}, {"embedders": {"a": 2}}], {"embedders": {"a": 2, "b": 1}}),
        ([{"embedders": {"b": 1}}, {"embedders": None}], {"embedders": None}),
        ([{"upgradeFrom": "1", "upgradeTo": "2"}, {"upgradeFrom": "3", "upgradeTo": "4"}], {"upgradeFrom": "1", "upgradeTo": "4"}),
        ([{"rule": {}, "updatedRules": 1}] * 2, {"updatedRules": 2}),
        ([{"rule": {"a": 1}, "updatedRules": 1}, {"updatedRules": 1}], {"rule": {"a": 1}, "updatedRules": 2}),
    ],
)
def test_details_are_folded(parts: list[Any], whole: Any) -> None:
    assert merged(parts) == whole


def test_keys_come_in_wire_order() -> None:
    assert list(merged([{"deletedDocuments": 1, "originalFilter": None}, {"receivedDocuments": 1}, {"stopWords": []}])) == [
        "receivedDocuments",
        "deletedDocuments",
        "originalFilter",
        "stopWords",
    ]


def test_a_finished_batch_loses_nulls_but_not_those_of_settings() -> None:
    assert reloaded({"primaryKey": None, "deletedDocuments": 0, "stopWords": None}) == {"deletedDocuments": 0, "stopWords": None}
