"""The `details` of a task in wire form: at enqueue, when it failed, and when a later task of its batch swallowed it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from meilifake.engine.tasks import model
from meilifake.engine.tasks.secret import masked

Details = dict[str, Any]

SETTINGS = (
    "displayedAttributes", "searchableAttributes", "filterableAttributes", "sortableAttributes", "foreignKeys", "rankingRules",
    "stopWords", "nonSeparatorTokens", "separatorTokens", "dictionary", "synonyms", "distinctAttribute", "proximityPrecision",
    "typoTolerance", "faceting", "pagination", "embedders", "searchCutoffMs", "localizedAttributes", "facetSearch", "prefixSearch",
    "chat",
)  # fmt: skip
"""The settings in the order of every answer that shows them."""

WILDCARDS = frozenset({"displayedAttributes", "searchableAttributes"})
"""Settings whose reset shows as `["*"]` and not as null."""


def filter_text(value: Any) -> str:
    """A document filter as the details show it: its compact JSON, quotes included when it is a string."""
    from meilifake.wire import jsontext

    return jsontext.dumps(value)


def settings_shown(settings: Mapping[str, Any]) -> Details:
    """The submitted settings, in the server's order, resets as null, the embedders' own keys masked (nested ones are not)."""
    shown: Details = {}
    for name in SETTINGS:
        if name not in settings:
            continue
        value = settings[name]
        if value is None and name in WILDCARDS:
            value = ["*"]
        elif name == "embedders" and value is not None:
            value = {key: _hidden(embedder) for key, embedder in value.items()}
        shown[name] = value
    return shown


def _hidden(embedder: Any) -> Any:
    if not isinstance(embedder, Mapping) or not isinstance(embedder.get("apiKey"), str):
        return embedder
    return {**embedder, "apiKey": masked(embedder["apiKey"])}


def _import(payload: model.DocumentImport, index_uid: str | None) -> Details:
    return {"receivedDocuments": len(payload.documents), "indexedDocuments": None}


def _edition(payload: model.DocumentEdition, index_uid: str | None) -> Details:
    return {
        "editedDocuments": None,
        "deletedDocuments": None,
        "originalFilter": None if payload.filter is None else filter_text(payload.filter),
        "context": payload.context,
        "function": payload.function,
    }


def _deletion(payload: model.DocumentDeletion, index_uid: str | None) -> Details:
    return {"providedIds": len(payload.ids), "deletedDocuments": None, "originalFilter": None}


def _filtered_deletion(payload: model.DocumentDeletionByFilter, index_uid: str | None) -> Details:
    return {"providedIds": 0, "deletedDocuments": None, "originalFilter": filter_text(payload.filter)}


def _update(payload: model.IndexUpdate, index_uid: str | None) -> Details:
    renaming = {} if payload.new_uid is None else {"oldIndexUid": index_uid, "newIndexUid": payload.new_uid}
    return {"primaryKey": payload.primary_key, **renaming}


def _swap(payload: model.IndexSwap, index_uid: str | None) -> Details:
    return {"swaps": [{"indexes": list(swap.indexes), "rename": swap.rename} for swap in payload.swaps]}


def _matched(counter: str) -> Callable[[Any, str | None], Details]:
    return lambda payload, index_uid: {"matchedTasks": len(payload.tasks), counter: None, "originalFilter": payload.query}


def export_shown(payload: model.Export) -> Details:
    from meilifake.engine.tasks.size import exact_size

    return {
        "url": payload.url,
        **({} if payload.api_key is None else {"apiKey": masked(payload.api_key)}),
        **({} if payload.payload_size is None else {"payloadSize": exact_size(payload.payload_size)}),
        "indexes": payload.indexes,
    }


def rule_shown(payload: model.DsrUpdate) -> Details:
    return {"updatedRules": 1} if payload.rule is None else {"rule": payload.rule, "updatedRules": 1}


def upgrade_shown(since: Iterable[object], to: Iterable[object]) -> Details:
    """Parameters: versions by their parts."""
    return {"upgradeFrom": "v" + ".".join(map(str, since)), "upgradeTo": "v" + ".".join(map(str, to))}


def _upgrade(payload: model.UpgradeDatabase, index_uid: str | None) -> Details:
    from meilifake.options import VERSION

    return upgrade_shown(payload.since, VERSION.split("."))


ENQUEUED: Mapping[type, Callable[[Any, str | None], Details | None]] = {
    model.DocumentImport: _import,
    model.DocumentEdition: _edition,
    model.DocumentDeletion: _deletion,
    model.DocumentDeletionByFilter: _filtered_deletion,
    model.DocumentClear: lambda payload, uid: {"deletedDocuments": None},
    model.SettingsUpdate: lambda payload, uid: settings_shown(payload.settings),
    model.IndexCreation: lambda payload, uid: {"primaryKey": payload.primary_key},
    model.IndexUpdate: _update,
    model.IndexDeletion: lambda payload, uid: {"deletedDocuments": None},
    model.IndexSwap: _swap,
    model.TaskCancelation: _matched("canceledTasks"),
    model.TaskDeletion: _matched("deletedTasks"),
    model.DumpCreation: lambda payload, uid: {"dumpUid": None},
    model.SnapshotCreation: lambda payload, uid: None,
    model.Export: lambda payload, uid: export_shown(payload),
    model.IndexCompaction: lambda payload, uid: {},
    model.UpgradeDatabase: _upgrade,
    model.DsrUpdate: lambda payload, uid: rule_shown(payload),
    model.DsrClear: lambda payload, uid: {"deletedDocuments": None},
}

FAILED: Mapping[type, Details] = {
    model.DocumentImport: {"indexedDocuments": 0},
    model.DocumentEdition: {"editedDocuments": 0},  # deletedDocuments stays null: the server forgets it
    model.DocumentDeletion: {"deletedDocuments": 0},
    model.DocumentDeletionByFilter: {"deletedDocuments": 0},
    model.DocumentClear: {"deletedDocuments": 0},
    model.IndexDeletion: {"deletedDocuments": 0},
    model.DsrClear: {"deletedDocuments": 0},
    model.TaskCancelation: {"canceledTasks": 0},
    model.TaskDeletion: {"deletedTasks": 0},
}
"""What a failed or canceled task shows instead (guide tasks-documents, 1.3)."""

ABSORBED: Mapping[type, Details] = {
    model.DocumentImport: {"indexedDocuments": 0},
    model.DocumentDeletion: {"deletedDocuments": 0},
    model.DocumentDeletionByFilter: {"deletedDocuments": 0},
}
"""What a task shows whose batch ended in the deletion of its index: a clear-all keeps its null."""


def enqueued(payload: model.Payload, index_uid: str | None) -> Details | None:
    """The details of a task that was just registered; None when the kind has none."""
    return ENQUEUED[type(payload)](payload, index_uid)


def failed(task: model.Task) -> Mapping[str, Any] | None:
    """The details of the task once it failed or was canceled."""
    changed = FAILED.get(type(task.payload))
    return task.details if changed is None or task.details is None else {**task.details, **changed}
