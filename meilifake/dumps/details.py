"""The `details` of a task line: the same facts as in the answers, under the names of the server's own types."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from meilifake.dumps.kinds import read_export, read_rule, write_export, write_rule
from meilifake.engine.tasks import model
from meilifake.engine.tasks.details import export_shown, rule_shown, settings_shown, upgrade_shown


class Variant(NamedTuple):
    """`fields`: pairs of the dump's name and the answers' name; `payload`: the kinds of task whose details it is, on writing."""

    tag: str
    fields: tuple[tuple[str, str], ...]
    payloads: tuple[type, ...]


VARIANTS = (
    Variant(
        "DocumentAdditionOrUpdate",
        (("received_documents", "receivedDocuments"), ("indexed_documents", "indexedDocuments")),
        (model.DocumentImport,),
    ),
    Variant(
        "IndexInfo",
        (("primary_key", "primaryKey"), ("new_index_uid", "newIndexUid"), ("old_index_uid", "oldIndexUid")),
        (model.IndexCreation, model.IndexUpdate),
    ),
    Variant("DocumentDeletion", (("provided_ids", "providedIds"), ("deleted_documents", "deletedDocuments")), (model.DocumentDeletion,)),
    Variant(
        "DocumentDeletionByFilter",
        (("original_filter", "originalFilter"), ("deleted_documents", "deletedDocuments")),
        (model.DocumentDeletionByFilter,),
    ),
    Variant(
        "DocumentEdition",
        (
            ("deleted_documents", "deletedDocuments"),
            ("edited_documents", "editedDocuments"),
            ("original_filter", "originalFilter"),
            ("context", "context"),
            ("function", "function"),
        ),
        (model.DocumentEdition,),
    ),
    Variant("ClearAll", (("deleted_documents", "deletedDocuments"),), (model.DocumentClear, model.IndexDeletion, model.DsrClear)),
    Variant(
        "TaskCancelation",
        (("matched_tasks", "matchedTasks"), ("canceled_tasks", "canceledTasks"), ("original_filter", "originalFilter")),
        (model.TaskCancelation,),
    ),
    Variant(
        "TaskDeletion",
        (("matched_tasks", "matchedTasks"), ("deleted_tasks", "deletedTasks"), ("original_filter", "originalFilter")),
        (model.TaskDeletion,),
    ),
    Variant("Dump", (("dump_uid", "dumpUid"),), (model.DumpCreation,)),
    Variant("IndexSwap", (("swaps", "swaps"),), (model.IndexSwap,)),
    Variant(
        "IndexCompaction",
        (
            ("index_uid", "indexUid"),
            ("pre_compaction_size", "preCompactionSize"),
            ("post_compaction_size", "postCompactionSize"),
        ),
        (model.IndexCompaction,),
    ),
)


class Own(NamedTuple):
    """Details that are more than a list of fields. `write`: of a payload and the details as shown; `read`: as answers show them."""

    tag: str
    payload: type
    write: Callable[[Any, Mapping[str, Any]], dict[str, Any]]
    read: Callable[[Mapping[str, Any]], Mapping[str, Any] | None]


def write_upgrade(payload: model.UpgradeDatabase, shown: Mapping[str, Any]) -> dict[str, Any]:
    return {"from": list(payload.since), "to": [int(part) for part in shown["upgradeTo"].removeprefix("v").split(".")]}


OWN = (
    Own(
        "SettingsUpdate",
        model.SettingsUpdate,
        lambda payload, shown: {"settings": dict(payload.settings)},
        lambda raw: settings_shown(raw["settings"]),
    ),
    Own(
        "Export",
        model.Export,
        lambda payload, shown: {**write_export(payload), "indexes": shown["indexes"]},
        lambda raw: export_shown(read_export(raw)),
    ),
    Own("UpgradeDatabase", model.UpgradeDatabase, write_upgrade, lambda raw: upgrade_shown(raw["from"], raw["to"])),
    Own("DsrUpdate", model.DsrUpdate, lambda payload, shown: write_rule(payload), lambda raw: rule_shown(read_rule(raw))),
)

BY_TAG = {variant.tag: variant for variant in VARIANTS}
BY_PAYLOAD = {payload: variant for variant in VARIANTS for payload in variant.payloads}
OWN_BY_TAG = {own.tag: own for own in OWN}
OWN_BY_PAYLOAD = {own.payload: own for own in OWN}
LEFT_OUT = {"newIndexUid", "oldIndexUid", "preCompactionSize", "postCompactionSize"}
"""Keys that answers do not show when they have no value; the others are shown as null."""


def write(task: model.Task) -> dict[str, Any] | None:
    if task.details is None:
        return None
    own, variant = OWN_BY_PAYLOAD.get(type(task.payload)), BY_PAYLOAD.get(type(task.payload))
    if own is not None:
        return {own.tag: own.write(task.payload, task.details)}
    if variant is None:
        return None
    values = {dumped: task.details.get(shown) for dumped, shown in variant.fields}
    if isinstance(task.payload, model.IndexCompaction):
        values["index_uid"] = task.index_uid
    return {variant.tag: values}


def read(raw: Mapping[str, Any] | None, payload: model.Payload) -> Mapping[str, Any] | None:
    """The details as answers show them. Raises KeyError for a variant that is not known."""
    if raw is None:
        return None
    ((tag, values),) = raw.items()
    if tag in OWN_BY_TAG:
        return OWN_BY_TAG[tag].read(values)
    fields = {shown: values.get(dumped) for dumped, shown in BY_TAG[tag].fields if shown != "indexUid"}
    fields = {shown: value for shown, value in fields.items() if value is not None or shown not in LEFT_OUT}
    if isinstance(payload, model.DocumentDeletion):
        return {**fields, "originalFilter": None}
    if isinstance(payload, model.DocumentDeletionByFilter):
        return {"providedIds": 0, "deletedDocuments": fields["deletedDocuments"], "originalFilter": fields["originalFilter"]}
    return ordered(fields)


def ordered(fields: dict[str, Any]) -> dict[str, Any]:
    """In the order of the answers (guide tasks-documents, 1.2)."""
    return {name: fields[name] for name in ORDER if name in fields}


ORDER = (
    "receivedDocuments", "indexedDocuments", "editedDocuments", "primaryKey", "providedIds", "deletedDocuments", "matchedTasks",
    "canceledTasks", "deletedTasks", "originalFilter", "dumpUid", "context", "function", "swaps", "oldIndexUid", "newIndexUid",
    "preCompactionSize", "postCompactionSize",
)  # fmt: skip
