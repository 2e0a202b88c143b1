"""Details of a task, at enqueue and on failure."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from meilifake.engine.tasks import model
from meilifake.engine.tasks.details import enqueued, failed

NOW = datetime(2024, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("payload", "details", "after_failure"),
    [
        (
            model.DocumentImport("replace", ({}, {})),
            {"receivedDocuments": 2, "indexedDocuments": None},
            {"receivedDocuments": 2, "indexedDocuments": 0},
        ),
        (
            model.DocumentEdition("f", ["a=1", ["b"]], {"x": 1}),
            {
                "editedDocuments": None,
                "deletedDocuments": None,
                "originalFilter": '["a=1",["b"]]',
                "context": {"x": 1},
                "function": "f",
            },
            {"editedDocuments": 0, "deletedDocuments": None, "originalFilter": '["a=1",["b"]]', "context": {"x": 1}, "function": "f"},
        ),
        (
            model.DocumentDeletionByFilter("color = blue"),
            {"providedIds": 0, "deletedDocuments": None, "originalFilter": '"color = blue"'},
            {"providedIds": 0, "deletedDocuments": 0, "originalFilter": '"color = blue"'},
        ),
        (
            model.DocumentDeletion(("1", "1")),
            {"providedIds": 2, "deletedDocuments": None, "originalFilter": None},
            {"providedIds": 2, "deletedDocuments": 0, "originalFilter": None},
        ),
        (model.DocumentClear(), {"deletedDocuments": None}, {"deletedDocuments": 0}),
        (model.IndexCreation("id"), {"primaryKey": "id"}, {"primaryKey": "id"}),
        (model.IndexUpdate("id"), {"primaryKey": "id"}, {"primaryKey": "id"}),
        (
            model.IndexUpdate(None, "b"),
            {"primaryKey": None, "oldIndexUid": "a", "newIndexUid": "b"},
            {"primaryKey": None, "oldIndexUid": "a", "newIndexUid": "b"},
        ),
        (model.SnapshotCreation(), None, None),
        (model.IndexCompaction(), {}, {}),
        (model.DsrUpdate("r", None), {"updatedRules": 1}, {"updatedRules": 1}),
        (
            model.TaskCancelation("?uids=0", (0,)),
            {"matchedTasks": 1, "canceledTasks": None, "originalFilter": "?uids=0"},
            {"matchedTasks": 1, "canceledTasks": 0, "originalFilter": "?uids=0"},
        ),
        (
            model.Export("u", "0123456789", 24 << 20, {"*": {}}),
            {"url": "u", "apiKey": "01XXXX...", "payloadSize": "24 MiB", "indexes": {"*": {}}},
            {"url": "u", "apiKey": "01XXXX...", "payloadSize": "24 MiB", "indexes": {"*": {}}},
        ),
    ],
)
def test_details_by_payload(payload: model.Payload, details: Any, after_failure: Any) -> None:
    shown = enqueued(payload, "a")
    assert shown == details
    assert failed(model.Task(0, "a", payload, NOW, details=shown)) == after_failure


def test_settings_are_shown_in_order_with_resets_and_masks() -> None:
    settings = {
        "embedders": {"e": {"apiKey": "sk-123456789012345678", "searchEmbedder": {"apiKey": "clear"}}, "off": None},
        "displayedAttributes": None,
        "stopWords": None,
    }
    shown = enqueued(model.SettingsUpdate(settings), "a")
    assert shown is not None
    assert list(shown) == ["displayedAttributes", "stopWords", "embedders"]
    assert shown["displayedAttributes"] == ["*"]
    assert shown["stopWords"] is None
    assert shown["embedders"] == {"e": {"apiKey": "sk-XXXXX...", "searchEmbedder": {"apiKey": "clear"}}, "off": None}
