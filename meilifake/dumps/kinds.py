"""The `type` of a task line: a payload as serde writes the server's enum, both ways, one row a kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from meilifake.dumps import bitmap_bytes
from meilifake.engine.tasks import model
from meilifake.engine.tasks.size import exact_size
from meilifake.wire.bytesize import size_of

METHODS = {"replace": "ReplaceDocuments", "update": "UpdateDocuments"}
METHOD_NAMES = {name: method for method, name in METHODS.items()}


class Kind(NamedTuple):
    """`tag`: the variant; `write`: its content, None for a variant without one; `read`: the payload of a content."""

    tag: str
    payload: type
    write: Callable[[Any], dict[str, Any]] | None
    read: Callable[[Mapping[str, Any]], model.Payload]


def write_import(payload: model.DocumentImport) -> dict[str, Any]:
    """`skipCreation` is lost in a dump."""
    return {
        "primary_key": payload.primary_key,
        "method": METHODS[payload.method],
        "documents_count": len(payload.documents),
        "allow_index_creation": payload.allow_index_creation,
    }


def read_import(raw: Mapping[str, Any]) -> model.Payload:
    """The documents themselves are in a file of their own, and only for tasks that are still enqueued."""
    return model.DocumentImport(METHOD_NAMES[raw["method"]], (), raw.get("primary_key"), raw["allow_index_creation"])


def write_settings(payload: model.SettingsUpdate) -> dict[str, Any]:
    return {
        "settings": dict(payload.settings),
        "is_deletion": payload.is_deletion,
        "allow_index_creation": payload.allow_index_creation,
    }


def read_settings(raw: Mapping[str, Any]) -> model.Payload:
    return model.SettingsUpdate(raw["settings"], raw["is_deletion"], raw["allow_index_creation"])


def write_rule(payload: model.DsrUpdate) -> dict[str, Any]:
    if payload.rule is None:
        return {"deletion": payload.uid}
    return {"createOrUpdate": {"rule_id": payload.uid, "update": dict(payload.rule)}}


def read_rule(raw: Mapping[str, Any]) -> model.DsrUpdate:
    if "deletion" in raw:
        return model.DsrUpdate(raw["deletion"], None)
    return model.DsrUpdate(raw["createOrUpdate"]["rule_id"], raw["createOrUpdate"]["update"])


def write_swaps(payload: model.IndexSwap) -> dict[str, Any]:
    return {"swaps": [{"indexes": list(swap.indexes), "rename": swap.rename} for swap in payload.swaps]}


def read_swaps(raw: Mapping[str, Any]) -> model.Payload:
    swaps = [model.Swap((swap["indexes"][0], swap["indexes"][1]), swap.get("rename", False)) for swap in raw["swaps"]]
    return model.IndexSwap(tuple(swaps))


def write_selection(payload: model.TaskCancelation | model.TaskDeletion) -> dict[str, Any]:
    return {"query": payload.query, "tasks": bitmap_bytes.encode(payload.tasks)}


def write_export(payload: model.Export) -> dict[str, Any]:
    size = None if payload.payload_size is None else exact_size(payload.payload_size)
    return {"url": payload.url, "api_key": payload.api_key, "payload_size": size, "indexes": dict(payload.indexes)}


def read_export(raw: Mapping[str, Any]) -> model.Export:
    """The server writes a size in words, and reads a number, too."""
    size = raw.get("payload_size")
    return model.Export(raw["url"], raw.get("api_key"), size_of(size) if isinstance(size, str) else size, raw["indexes"])


KINDS: tuple[Kind, ...] = (
    Kind("documentImport", model.DocumentImport, write_import, read_import),
    Kind(
        "documentDeletion",
        model.DocumentDeletion,
        lambda p: {"documents_ids": list(p.ids)},
        lambda raw: model.DocumentDeletion(tuple(raw["documents_ids"])),
    ),
    Kind("documentClear", model.DocumentClear, None, lambda raw: model.DocumentClear()),
    Kind(
        "documentDeletionByFilter",
        model.DocumentDeletionByFilter,
        lambda p: {"filter": p.filter},
        lambda raw: model.DocumentDeletionByFilter(raw["filter"]),
    ),
    Kind(
        "documentEdition",
        model.DocumentEdition,
        lambda p: {"filter": p.filter, "context": p.context, "function": p.function},
        lambda raw: model.DocumentEdition(raw["function"], raw.get("filter"), raw.get("context")),
    ),
    Kind("settings", model.SettingsUpdate, write_settings, read_settings),
    Kind("indexDeletion", model.IndexDeletion, None, lambda raw: model.IndexDeletion()),
    Kind(
        "indexCreation",
        model.IndexCreation,
        lambda p: {"primary_key": p.primary_key},
        lambda raw: model.IndexCreation(raw.get("primary_key")),
    ),
    Kind(
        "indexUpdate",
        model.IndexUpdate,
        lambda p: {"primary_key": p.primary_key, "uid": p.new_uid},
        lambda raw: model.IndexUpdate(raw.get("primary_key"), raw.get("uid")),
    ),
    Kind("indexSwap", model.IndexSwap, write_swaps, read_swaps),
    Kind(
        "taskCancelation",
        model.TaskCancelation,
        write_selection,
        lambda raw: model.TaskCancelation(raw["query"], bitmap_bytes.decode(raw["tasks"])),
    ),
    Kind(
        "tasksDeletion",
        model.TaskDeletion,
        write_selection,
        lambda raw: model.TaskDeletion(raw["query"], bitmap_bytes.decode(raw["tasks"])),
    ),
    Kind("dumpCreation", model.DumpCreation, None, lambda raw: model.DumpCreation()),
    Kind("snapshotCreation", model.SnapshotCreation, None, lambda raw: model.SnapshotCreation()),
    Kind("export", model.Export, write_export, read_export),
    Kind(
        "upgradeDatabase",
        model.UpgradeDatabase,
        lambda p: {"from": list(p.since)},
        lambda raw: model.UpgradeDatabase((raw["from"][0], raw["from"][1], raw["from"][2])),
    ),
    Kind("indexCompaction", model.IndexCompaction, None, lambda raw: model.IndexCompaction()),
    Kind("dsrUpdate", model.DsrUpdate, write_rule, read_rule),
    Kind("dsrClear", model.DsrClear, None, lambda raw: model.DsrClear()),
)

BY_TAG = {kind.tag: kind for kind in KINDS}
BY_PAYLOAD = {kind.payload: kind for kind in KINDS}
