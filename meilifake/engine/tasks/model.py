"""Tasks and batches as frozen values. A change of a task is a new value in the queue's table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

KINDS = (
    "documentAdditionOrUpdate", "documentEdition", "documentDeletion", "settingsUpdate", "indexCreation", "indexDeletion",
    "indexUpdate", "indexSwap", "taskCancelation", "taskDeletion", "dumpCreation", "snapshotCreation", "export", "upgradeDatabase",
    "indexCompaction", "networkTopologyChange", "dsrUpdate", "dsrClear",
)  # fmt: skip
"""The wire names, in the server's enum order, which its messages and batch statistics follow."""

STATUSES = ("enqueued", "processing", "succeeded", "failed", "canceled")


@dataclass(frozen=True, slots=True)
class DocumentImport:
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
    kind = "documentAdditionOrUpdate"


@dataclass(frozen=True, slots=True)
class DocumentDeletion:
    ids: tuple[str, ...]
    kind = "documentDeletion"


@dataclass(frozen=True, slots=True)
class DocumentDeletionByFilter:
    filter: Any
    kind = "documentDeletion"


@dataclass(frozen=True, slots=True)
class DocumentClear:
    kind = "documentDeletion"


@dataclass(frozen=True, slots=True)
class DocumentEdition:
    function: str
    filter: Any = None
    context: Mapping[str, Any] | None = None
    kind = "documentEdition"


@dataclass(frozen=True, slots=True)
class SettingsUpdate:
    """`settings`: the submitted keys only, wire names, `None` for a reset, values as validated (sets sorted, defaults filled)."""

    settings: Mapping[str, Any]
    is_deletion: bool = False
    allow_index_creation: bool = True
    kind = "settingsUpdate"


@dataclass(frozen=True, slots=True)
class IndexCreation:
    primary_key: str | None = None
    kind = "indexCreation"


@dataclass(frozen=True, slots=True)
class IndexUpdate:
    primary_key: str | None = None
    new_uid: str | None = None
    kind = "indexUpdate"


@dataclass(frozen=True, slots=True)
class IndexDeletion:
    kind = "indexDeletion"


@dataclass(frozen=True, slots=True)
class Swap:
    indexes: tuple[str, str]
    rename: bool = False


@dataclass(frozen=True, slots=True)
class IndexSwap:
    swaps: tuple[Swap, ...]
    kind = "indexSwap"


@dataclass(frozen=True, slots=True)
class TaskCancelation:
    query: str
    tasks: tuple[int, ...]
    kind = "taskCancelation"


@dataclass(frozen=True, slots=True)
class TaskDeletion:
    query: str
    tasks: tuple[int, ...]
    kind = "taskDeletion"


@dataclass(frozen=True, slots=True)
class DumpCreation:
    keys: tuple[Any, ...] = ()
    instance_uid: str | None = None
    kind = "dumpCreation"


@dataclass(frozen=True, slots=True)
class SnapshotCreation:
    kind = "snapshotCreation"


@dataclass(frozen=True, slots=True)
class Export:
    url: str
    api_key: str | None
    payload_size: int | None
    indexes: Mapping[str, Mapping[str, Any]]
    kind = "export"


@dataclass(frozen=True, slots=True)
class IndexCompaction:
    kind = "indexCompaction"


@dataclass(frozen=True, slots=True)
class UpgradeDatabase:
    since: tuple[int, int, int]
    kind = "upgradeDatabase"


@dataclass(frozen=True, slots=True)
class DsrUpdate:
    """A dynamic search rule: `rule` is the submitted body, None to delete the rule."""

    uid: str
    rule: Mapping[str, Any] | None
    kind = "dsrUpdate"


@dataclass(frozen=True, slots=True)
class DsrClear:
    kind = "dsrClear"


Payload = (
    DocumentImport | DocumentDeletion | DocumentDeletionByFilter | DocumentClear | DocumentEdition | SettingsUpdate | IndexCreation
    | IndexUpdate | IndexDeletion | IndexSwap | TaskCancelation | TaskDeletion | DumpCreation | SnapshotCreation | Export
    | IndexCompaction | UpgradeDatabase | DsrUpdate | DsrClear
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Task:
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
        return self.payload.kind


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch that was started. `details` and `stats` are the wire objects."""

    uid: int
    started_at: datetime
    strategy: str
    details: Mapping[str, Any] = field(default_factory=dict)
    stats: Mapping[str, Any] = field(default_factory=dict)
    finished_at: datetime | None = None
    task_uids: tuple[int, ...] = ()
    index_uids: tuple[str, ...] = ()
    enqueued_at: tuple[datetime, datetime] | None = None
    """Earliest and oldest enqueue dates, as a dump shows them."""
