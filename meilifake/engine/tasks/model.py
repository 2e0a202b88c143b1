"""Tasks and batches as frozen values. A change of a task is a new value in the queue's table.

They are named tuples: twenty of them are made ten times faster than dataclasses, and this module is part of every start.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

KINDS = (
    "documentAdditionOrUpdate", "documentEdition", "documentDeletion", "settingsUpdate", "indexCreation", "indexDeletion",
    "indexUpdate", "indexSwap", "taskCancelation", "taskDeletion", "dumpCreation", "snapshotCreation", "export", "upgradeDatabase",
    "indexCompaction", "networkTopologyChange", "dsrUpdate", "dsrClear",
)  # fmt: skip
"""The wire names, in the server's enum order, which its messages and batch statistics follow."""

STATUSES = ("enqueued", "processing", "succeeded", "failed", "canceled")


class DocumentImport(NamedTuple):
    """`documents` are parsed objects in payload order; `method` is `replace` (POST) or `update` (PUT)."""

    method: str
    documents: tuple[dict[str, Any], ...]
    primary_key: str | None = None
    allow_index_creation: bool = True
    skip_creation: bool = False
    size: int = 0
    """Bytes of the stored payload: counts against the batch size limit."""
    broken: tuple[int, str] | None = None
    """The position of the first document with a value that the server cannot read once it indexes it, and the server's words."""
    lines: bytes | None = None
    """The payload as it came: only of NDJSON, and only while the route that shows it is enabled."""


class DocumentDeletion(NamedTuple):
    ids: tuple[str, ...]


class DocumentDeletionByFilter(NamedTuple):
    filter: Any


class DocumentClear(NamedTuple):
    """Every document."""


class DocumentEdition(NamedTuple):
    function: str
    filter: Any = None
    context: Mapping[str, Any] | None = None


class SettingsUpdate(NamedTuple):
    """`settings`: the submitted keys only, wire names, `None` for a reset, values as validated (sets sorted, defaults filled)."""

    settings: Mapping[str, Any]
    is_deletion: bool = False
    allow_index_creation: bool = True


class IndexCreation(NamedTuple):
    primary_key: str | None = None


class IndexUpdate(NamedTuple):
    primary_key: str | None = None
    new_uid: str | None = None


class IndexDeletion(NamedTuple):
    """The index with all it holds."""


class Swap(NamedTuple):
    indexes: tuple[str, str]
    rename: bool = False


class IndexSwap(NamedTuple):
    swaps: tuple[Swap, ...]


class TaskCancelation(NamedTuple):
    query: str
    tasks: tuple[int, ...]


class TaskDeletion(NamedTuple):
    query: str
    tasks: tuple[int, ...]


class DumpCreation(NamedTuple):
    keys: tuple[Any, ...] = ()
    instance_uid: str | None = None


class SnapshotCreation(NamedTuple):
    """A file of the whole database."""


class Export(NamedTuple):
    url: str
    api_key: str | None
    payload_size: int | None
    indexes: Mapping[str, Mapping[str, Any]]


class IndexCompaction(NamedTuple):
    """The same index in less room."""


class UpgradeDatabase(NamedTuple):
    since: tuple[int, int, int]


class DsrUpdate(NamedTuple):
    """A dynamic search rule: `rule` is the submitted body, None to delete the rule."""

    uid: str
    rule: Mapping[str, Any] | None


class DsrClear(NamedTuple):
    """Every dynamic search rule."""


Payload = (
    DocumentImport | DocumentDeletion | DocumentDeletionByFilter | DocumentClear | DocumentEdition | SettingsUpdate | IndexCreation
    | IndexUpdate | IndexDeletion | IndexSwap | TaskCancelation | TaskDeletion | DumpCreation | SnapshotCreation | Export
    | IndexCompaction | UpgradeDatabase | DsrUpdate | DsrClear
)  # fmt: skip

KIND_OF: Mapping[type, str] = {
    DocumentImport: "documentAdditionOrUpdate",
    DocumentDeletion: "documentDeletion",
    DocumentDeletionByFilter: "documentDeletion",
    DocumentClear: "documentDeletion",
    DocumentEdition: "documentEdition",
    SettingsUpdate: "settingsUpdate",
    IndexCreation: "indexCreation",
    IndexUpdate: "indexUpdate",
    IndexDeletion: "indexDeletion",
    IndexSwap: "indexSwap",
    TaskCancelation: "taskCancelation",
    TaskDeletion: "taskDeletion",
    DumpCreation: "dumpCreation",
    SnapshotCreation: "snapshotCreation",
    Export: "export",
    IndexCompaction: "indexCompaction",
    UpgradeDatabase: "upgradeDatabase",
    DsrUpdate: "dsrUpdate",
    DsrClear: "dsrClear",
}
"""Payload -> the wire name of its tasks."""


class Task(NamedTuple):
    """`details` is the wire object in wire order (None: the key is absent); `error` is the error object of a failed task."""

    uid: int
    index_uid: str | None
    payload: Payload
    enqueued_at: datetime
    status: str = "enqueued"
    batch_uid: int | None = None
    details: Mapping[str, Any] | None = None
    error: Mapping[str, Any] | None = None
    canceled_by: int | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    custom_metadata: str | None = None

    @property
    def kind(self) -> str:
        return KIND_OF[type(self.payload)]


class Batch(NamedTuple):
    """A batch that was started. `details` and `stats` are the wire objects."""

    uid: int
    started_at: datetime
    strategy: str
    details: Mapping[str, Any] = {}
    stats: Mapping[str, Any] = {}
    finished_at: datetime | None = None
    task_uids: tuple[int, ...] = ()
    index_uids: tuple[str, ...] = ()
    enqueued_at: tuple[datetime, datetime] | None = None
    """Earliest and oldest enqueue dates, as a dump shows them."""
