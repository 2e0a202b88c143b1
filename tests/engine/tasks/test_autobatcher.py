"""The batching rules: which tasks run together, what stops a batch, and whether it may create its index."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from meilifake.engine.tasks.autobatcher import LONELY, MOVES, OPENINGS, Draft, autobatch
from meilifake.engine.tasks.model import (
    KIND_OF,
    DocumentClear,
    DocumentDeletion,
    DocumentDeletionByFilter,
    DocumentEdition,
    DocumentImport,
    DsrClear,
    DsrUpdate,
    IndexCreation,
    IndexDeletion,
    IndexUpdate,
    Payload,
    SettingsUpdate,
    Task,
)

NOW = datetime(2024, 1, 1, tzinfo=UTC)
IMPORT, IDS, FILTER, CLEAR = (
    DocumentImport("replace", ({"id": 1},)),
    DocumentDeletion(("1",)),
    DocumentDeletionByFilter("a=1"),
    DocumentClear(),
)
SETTINGS, RESET, DROP = SettingsUpdate({}), SettingsUpdate({}, is_deletion=True), IndexDeletion()
NO_IMPORT = DocumentImport("replace", ({"id": 1},), allow_index_creation=False)
LATE = "stopped before task with id {} because it is a "


def keyed(primary_key: str) -> DocumentImport:
    return DocumentImport("update", ({"id": 1},), primary_key)


def batch(*payloads: Payload, exists: bool = True, pk: str | None = None) -> Draft:
    tasks = [Task(uid, "a", payload, NOW) for uid, payload in enumerate(payloads)]
    draft = autobatch(tasks, exists, pk)
    assert draft is not None
    return draft


def test_no_task_is_no_batch() -> None:
    assert autobatch([], True, None) is None


def test_every_pair_has_a_row() -> None:
    steps = set(OPENINGS) - LONELY
    assert all(set(row) == steps for row in MOVES.values())


@pytest.mark.parametrize(
    ("payloads", "state", "uids"),
    [
        ((IMPORT, keyed("id"), IDS), "documents", [0]),
        ((keyed("id"), IMPORT, keyed("id"), IDS), "documents", [0, 1, 2, 3]),
        ((IMPORT, IDS, CLEAR, FILTER, CLEAR), "clear", [0, 1, 2, 3, 4]),
        ((IDS, FILTER, IDS), "filtered deletion", [0, 1, 2]),
        ((FILTER, IMPORT, IDS), "documents", [0, 1, 2]),
        ((SETTINGS, CLEAR, SETTINGS, IDS, FILTER), "clear and settings", [0, 2]),
        ((SETTINGS, CLEAR, IDS, DROP), "index deletion", [0, 3, 1, 2]),
        ((CLEAR, DROP, IMPORT), "index deletion", [0, 1]),
        ((DsrUpdate("r", {}), DsrUpdate("s", None), DsrClear(), DsrUpdate("t", {})), "rule clear", [0, 1, 2]),
    ],
)
def test_what_runs_together(payloads: tuple[Payload, ...], state: str, uids: list[int]) -> None:
    draft = batch(*payloads)
    assert (draft.state, draft.uids) == (state, uids)


@pytest.mark.parametrize(
    ("payloads", "reason"),
    [
        ((IDS, SETTINGS), LATE.format(1) + "settings change which cannot be batched with document operations"),
        ((keyed("t"), CLEAR, IMPORT), LATE.format(2) + "settings change which cannot be batched with document operations"),
        ((IMPORT, FILTER), LATE.format(1) + "deletion by filter which cannot be batched with document operations"),
        ((SETTINGS, IDS), LATE.format(1) + "document operation which cannot be batched with settings changes"),
        ((IMPORT, DROP, IMPORT), "stopped after task with id 1 because it deletes the index"),
        ((DROP,), "stopped after task with id 0 because it deletes the index"),
        (
            (IMPORT, keyed("t")),
            "stopped batching before task with id 1 because it is setting the `t` primary key and it would interfere with primary key "
            "guessing of the batch",
        ),
        (
            (keyed("s"), keyed("t")),
            "stopped batching before task with id 1 because its primary key `t` is different from the primary key of the batch `s`",
        ),
        (
            (DsrUpdate("r", {}), DsrClear(), DsrUpdate("r", {})),
            "stopped after the last task of type `dsrClear` because they cannot be batched with tasks of any other type.",
        ),
    ],
)
def test_why_a_batch_stops(payloads: tuple[Payload, ...], reason: str) -> None:
    assert batch(*payloads).reason == reason


@pytest.mark.parametrize("payload", [IndexCreation(), IndexUpdate(), DocumentEdition("")])
def test_the_reason_of_a_batch_before_a_lonely_task_names_that_task(payload: Payload) -> None:
    words = "created batch containing only task with id {} of type `{}` that cannot be batched with any other task."
    assert batch(IMPORT, payload).reason == words.format(1, KIND_OF[type(payload)])
    assert batch(IMPORT, payload).uids == [0]
    assert batch(payload, IMPORT).reason == words.format(0, KIND_OF[type(payload)])


def test_a_first_import_with_another_key_than_the_index_is_alone() -> None:
    draft = batch(keyed("t"), IMPORT, pk="id")
    assert draft.uids == [0]
    assert draft.reason is not None
    assert draft.reason.endswith("different from the primary key of the index `id`")


def test_the_key_of_the_index_is_checked_before_any_other_rule() -> None:
    draft = batch(SETTINGS, keyed("t"), pk="id")
    assert draft.reason is not None
    assert "primary key `t`" in draft.reason


MISMATCH = "stopped batching before task with id 1 because its index creation rules differ from the ones from the batch"


@pytest.mark.parametrize(
    ("payloads", "uids", "creates", "reason"),
    [
        ((IDS, IMPORT), [0], False, MISMATCH),
        ((IDS, NO_IMPORT), [0, 1], False, None),
        ((FILTER, IMPORT), [0, 1], False, None),  # on a missing index both fail
        ((RESET, SETTINGS), [0], False, MISMATCH),
        ((SETTINGS, RESET), [0, 1], True, None),
        ((NO_IMPORT, IMPORT), [0], False, MISMATCH),
        ((IMPORT, NO_IMPORT), [0, 1], True, None),
        ((CLEAR, IDS), [0, 1], False, None),
    ],
)
def test_the_right_to_create_on_a_missing_index(payloads: tuple[Payload, ...], uids: list[int], creates: bool, reason: str | None) -> None:
    draft = batch(*payloads, exists=False)
    assert (draft.uids, draft.must_create, draft.reason) == (uids, creates, reason)


def test_rights_do_not_matter_on_an_index_that_exists() -> None:
    assert batch(RESET, SETTINGS).uids == [0, 1]
    assert batch(IDS, IMPORT).uids == [0, 1]
