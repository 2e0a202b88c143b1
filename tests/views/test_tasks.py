"""A task in its answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from meilifake.engine.tasks.model import IndexCreation, SnapshotCreation, Task
from meilifake.views.tasks import duration_view, summary, task_view

NOW = datetime(2024, 1, 2, 3, 4, 5, 600000, tzinfo=UTC)


@pytest.mark.parametrize(
    ("lapse", "text"),
    [
        (timedelta(), "PT0S"),
        (timedelta(seconds=3700), "PT3700S"),
        (timedelta(milliseconds=1500), "PT1.500S"),
        (timedelta(microseconds=1500), "PT0.001500S"),
        (timedelta(days=2), "P2D"),
        (timedelta(days=1, seconds=1), "P1DT1S"),
        (timedelta(seconds=-1), None),
    ],
)
def test_durations(lapse: timedelta, text: str | None) -> None:
    assert duration_view(NOW, NOW + lapse) == text


def test_a_duration_needs_both_ends() -> None:
    assert duration_view(NOW, None) is None
    assert duration_view(None, NOW) is None


def test_keys_of_a_task_in_order() -> None:
    task = Task(3, "a", IndexCreation("id"), NOW, details={"primaryKey": "id"}, custom_metadata="m")
    assert list(task_view(task).items()) == [
        ("uid", 3),
        ("batchUid", None),
        ("indexUid", "a"),
        ("status", "enqueued"),
        ("type", "indexCreation"),
        ("canceledBy", None),
        ("details", {"primaryKey": "id"}),
        ("error", None),
        ("duration", None),
        ("enqueuedAt", "2024-01-02T03:04:05.600000Z"),
        ("startedAt", None),
        ("finishedAt", None),
        ("customMetadata", "m"),
    ]


def test_what_a_task_does_not_have_is_left_out() -> None:
    task = Task(3, None, SnapshotCreation(), NOW)
    assert {"details", "customMetadata"}.isdisjoint(task_view(task))
    assert list(summary(task)) == ["taskUid", "indexUid", "status", "type", "enqueuedAt"]
