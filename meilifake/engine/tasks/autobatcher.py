"""Which enqueued tasks of one index run together: "batch so far + next task -> batch", as tables (guide tasks-documents, 6).

The batch so far is a `Draft`, whose state is a key of `MOVES`. A pair without a row there cannot happen: the tasks of the reserved index
of the rules meet no others, and the four lonely kinds are stopped before the table is asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from meilifake.engine.tasks import model
from meilifake.engine.tasks.model import Task
from meilifake.engine.tasks.reasons import reason

STEPS = {
    model.DocumentImport: "import",
    model.DocumentEdition: "edition",
    model.DocumentDeletion: "deletion",
    model.DocumentDeletionByFilter: "filtered deletion",
    model.DocumentClear: "clear",
    model.SettingsUpdate: "settings",
    model.IndexCreation: "index creation",
    model.IndexUpdate: "index update",
    model.IndexDeletion: "index deletion",
    model.IndexSwap: "index swap",
    model.DsrUpdate: "rule update",
    model.DsrClear: "rule clear",
}
"""What each payload is for the autobatcher."""

LONELY = frozenset({"edition", "index creation", "index update", "index swap"})
"""Steps that are a batch of their own."""


class Opening(NamedTuple):
    """The batch that a first task starts. `creates`: always, never, or as far as the task's own right (`allowed`) goes."""

    creates: str = "never"
    stop: str | None = None


OPENINGS = {
    "import": Opening("allowed"),
    "deletion": Opening(),
    "filtered deletion": Opening(),
    "clear": Opening(),
    "settings": Opening("allowed"),
    "edition": Opening(stop="alone"),
    "index creation": Opening("always", stop="alone"),
    "index update": Opening(stop="alone"),
    "index swap": Opening(stop="alone"),
    "index deletion": Opening(stop="index_deletion"),
    "rule update": Opening("always"),
    "rule clear": Opening(),
}
"""First task -> batch, whose state bears the step's name, except that an import opens `documents`."""


class Move(NamedTuple):
    """The state after the next task joined (None: it stays out), and the reason to stop there."""

    state: str | None
    stop: str | None = None


def to(state: str) -> Move:
    return Move(state)


def no(stop: str) -> Move:
    return Move(None, stop)


DROP = Move("index deletion", "index_deletion")
AFTER_DOCUMENTS = {"rule update": no("rules_after_documents"), "rule clear": no("rules_after_documents"), "index deletion": DROP}
AFTER_SETTINGS = {"rule update": no("rules_after_settings"), "rule clear": no("rules_after_settings"), "index deletion": DROP}
NOT_RULES = ("import", "deletion", "filtered deletion", "clear", "settings", "index deletion")
MOVES: dict[str, dict[str, Move]] = {
    "clear": {
        "import": no("settings"),  # the server's reason speaks of settings even for an import
        "deletion": to("clear"),
        "filtered deletion": to("clear"),
        "clear": to("clear"),
        "settings": no("settings"),
        **AFTER_DOCUMENTS,
    },
    "documents": {
        "import": to("documents"),
        "deletion": to("documents"),
        "filtered deletion": no("filter"),
        "clear": to("clear"),
        "settings": no("settings"),
        **AFTER_DOCUMENTS,
    },
    "deletion": {
        "import": to("documents"),  # guarded: see `accept`
        "deletion": to("deletion"),
        "filtered deletion": to("filtered deletion"),
        "clear": to("clear"),
        "settings": no("settings"),
        **AFTER_DOCUMENTS,
    },
    "filtered deletion": {
        "import": to("documents"),
        "deletion": to("filtered deletion"),
        "filtered deletion": to("filtered deletion"),
        "clear": to("clear"),
        "settings": no("settings"),
        **AFTER_DOCUMENTS,
    },
    "settings": {
        "import": no("documents"),
        "deletion": no("documents"),
        "filtered deletion": no("documents"),
        "clear": to("clear and settings"),
        "settings": to("settings"),
        **AFTER_SETTINGS,
    },
    "clear and settings": {
        "import": no("documents"),
        "deletion": to("clear and settings"),
        "filtered deletion": to("clear and settings"),
        "clear": to("clear and settings"),
        "settings": to("clear and settings"),
        **AFTER_SETTINGS,
    },
    "rule update": {
        **dict.fromkeys(NOT_RULES, no("same_kind")),
        "rule update": to("rule update"),
        "rule clear": to("rule clear"),
    },
    "rule clear": {
        **dict.fromkeys(NOT_RULES, no("same_kind")),
        "rule update": no("same_kind"),
        "rule clear": to("rule clear"),
    },
}
RULE_KINDS = {"rule update": "dsrUpdate", "rule clear": "dsrClear"}
CREATING = frozenset({"documents", "settings", "clear and settings"})
"""States that carry a right to create the index; the others have none, which is not the same as a refusal."""


class Draft:
    """A batch in the making. `uids` in processing order; `others`: what a clear-and-settings batch runs after its settings; `reason` why
    it ends, None when the candidates were exhausted.
    """

    def __init__(self, state: str, uids: list[int], must_create: bool, allow: bool | None = None) -> None:
        self.state = state
        self.uids = uids
        self.must_create = must_create
        self.allow = allow
        self.others: list[int] = []
        self.primary_key: str | None = None
        self.reason: str | None = None


def autobatch(tasks: Iterable[Task], exists: bool, index_pk: str | None) -> Draft | None:
    """Take tasks, oldest first, as long as the rules let them run together. None without any task.

    `exists`, `index_pk`: the index as it is now.
    """
    draft: Draft | None = None
    for task in tasks:
        if draft is None:
            draft = opened(task, index_pk)
            exists = exists or draft.must_create
        else:
            accept(draft, task, exists, index_pk)
        if draft.reason is not None:
            break
    return draft


def opened(task: Task, index_pk: str | None) -> Draft:
    """The batch of a first task; an import whose primary key is not the index's is left alone, to fail at once."""
    step, payload = STEPS[type(task.payload)], task.payload
    row, allow = OPENINGS[step], right(task)
    creates = allow is True if row.creates == "allowed" else row.creates == "always"
    draft = Draft("documents" if step == "import" else step, [task.uid], creates, allow=allow)
    if row.stop is not None:
        draft.reason = reason(row.stop, id=task.uid, kind=task.kind)
    elif isinstance(payload, model.DocumentImport):
        draft.primary_key = payload.primary_key
        if index_pk is not None and payload.primary_key not in (None, index_pk):
            draft.reason = reason("index_pk", id=task.uid, task=payload.primary_key, index=index_pk)
    return draft


def right(task: Task) -> bool | None:
    """May the task create its index? None for kinds that have no say. The reset of settings never may."""
    payload = task.payload
    if isinstance(payload, model.DocumentImport):
        return payload.allow_index_creation
    if isinstance(payload, model.SettingsUpdate):
        return payload.allow_index_creation and not payload.is_deletion
    return None


def accept(draft: Draft, task: Task, exists: bool, index_pk: str | None) -> None:
    """Let the task join the batch, or set the reason why the batch ends."""
    step, allow = STEPS[type(task.payload)], right(task)
    draft.reason = key_conflict(draft, task, index_pk)
    if draft.reason is not None:
        return
    if step in LONELY:
        draft.reason = reason("alone", id=task.uid, kind=task.kind)
        return
    move = MOVES[draft.state][step]
    refused = allow is True and draft.allow is False
    orphan = draft.state == "deletion" and step == "import" and allow is True
    if not exists and (refused or orphan):
        move = no("creation")
    if move.stop is not None:
        draft.reason = reason(move.stop, id=task.uid, kind=RULE_KINDS.get(draft.state))
    if move.state is not None:
        join(draft, task, step, move.state, allow)


def join(draft: Draft, task: Task, step: str, state: str, allow: bool | None) -> None:
    both = "clear and settings"
    if state == both and step != "settings":
        draft.others.append(task.uid)
    else:
        draft.uids.append(task.uid)
    if state == "index deletion":
        draft.uids, draft.others = draft.uids + draft.others, []
    if state == "documents" and draft.state != "documents":
        draft.allow = allow
    elif state not in CREATING:
        draft.allow = None
    if isinstance(task.payload, model.DocumentImport) and task.payload.primary_key is not None:
        draft.primary_key = task.payload.primary_key
    draft.state = state


def key_conflict(draft: Draft, task: Task, index_pk: str | None) -> str | None:
    """The reason to leave out an import that gives a primary key: the index's wins, then the batch's, then guessing."""
    given = task.payload.primary_key if isinstance(task.payload, model.DocumentImport) else None
    if given is None:
        return None
    if index_pk is not None:
        return None if given == index_pk else reason("index_pk", id=task.uid, task=given, index=index_pk)
    if draft.state != "documents":
        return None
    if draft.primary_key is None:
        return reason("guessing", id=task.uid, task=given)
    return None if given == draft.primary_key else reason("batch_pk", id=task.uid, task=given, batch=draft.primary_key)
