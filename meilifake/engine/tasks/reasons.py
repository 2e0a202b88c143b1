"""Why a batch stopped where it did: the server's `batchStrategy` sentences (guide tasks-documents, 4.3)."""

from __future__ import annotations

REASONS = {
    "exhausted": "batched all enqueued tasks",
    "exhausted_index": "batched all enqueued tasks for index `{index}`",
    "alone": "created batch containing only task with id {id} of type `{kind}` that cannot be batched with any other task.",
    "same_kind": "stopped after the last task of type `{kind}` because they cannot be batched with tasks of any other type.",
    "task_limit": "batched up to configured batch limit of {limit} tasks",
    "size_limit": "batched up to configured batch size limit of {limit}B with a total of {size}B",
    "index_pk": (
        "stopped batching before task with id {id} because its primary key `{task}` is different from the primary key of the index "
        "`{index}`"
    ),
    "batch_pk": (
        "stopped batching before task with id {id} because its primary key `{task}` is different from the primary key of the batch "
        "`{batch}`"
    ),
    "guessing": (
        "stopped batching before task with id {id} because it is setting the `{task}` primary key and it would interfere with primary key "
        "guessing of the batch"
    ),
    "creation": "stopped batching before task with id {id} because its index creation rules differ from the ones from the batch",
    "index_deletion": "stopped after task with id {id} because it deletes the index",
    "settings": (
        "stopped before task with id {id} because it is a settings change which cannot be batched with document operations"
    ),
    "filter": (
        "stopped before task with id {id} because it is a deletion by filter which cannot be batched with document operations"
    ),
    "documents": (
        "stopped before task with id {id} because it is a document operation which cannot be batched with settings changes"
    ),
    "rules_after_documents": (
        "stopped before task with id {id} because it is a dynamic search rule update or clear, which cannot be batched with document "
        "operations"
    ),
    "rules_after_settings": (
        "stopped before task with id {id} because it is a dynamic search rule update or clear, which cannot be batched with settings "
        "changes"
    ),
}  # fmt: skip


def reason(name: str, **values: object) -> str:
    """The sentence of a row of `REASONS`, filled in."""
    return REASONS[name].format(**values)
