"""The `details` of a task line: the same facts as in the answers, under the names of the server's own types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from meilifake.engine.tasks import model
from meilifake.engine.tasks.details import settings_shown


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
        "Export",
        (("url", "url"), ("api_key", "apiKey"), ("payload_size", "payloadSize"), ("indexes", "indexes")),
        (model.Export,),
    ),
    Variant(
        "IndexCompaction",
        (
            ("index_uid", "indexUid"),
            ("pre_compaction_size", "preCompactionSize"),
            ("post_compaction_size", "postCompactionSize"),
        ),
        (model.IndexCompaction,),
    ),
    Variant("DsrUpdate", (("rule", "rule"), ("updated_rules", "updatedRules")), (model.DsrUpdate,)),
)

BY_TAG = {variant.tag: variant for variant in VARIANTS}
BY_PAYLOAD = {payload: variant for variant in VARIANTS for payload in variant.payloads}
SETTINGS = "SettingsUpdate"
LEFT_OUT = {"newIndexUid", "oldIndexUid", "apiKey", "payloadSize", "preCompactionSize", "postCompactionSize", "rule"}
"""Keys that answers do not show when they have no value; the others are shown as null."""


def write(task: model.Task) -> dict[str, Any] | None:
    if isinstance(task.payload, model.SettingsUpdate):
        return {SETTINGS: {"settings": dict(task.payload.settings)}}
    variant = BY_PAYLOAD.get(type(task.payload))
    if variant is None or task.details is None:
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
    if tag == SETTINGS:
        return settings_shown(values["settings"])
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
    "canceledTasks", "deletedTasks", "originalFilter", "dumpUid", "context", "function", "swaps", "url", "apiKey", "payloadSize",
    "indexes", "oldIndexUid", "newIndexUid", "preCompactionSize", "postCompactionSize", "rule", "updatedRules",
)  # fmt: skip
