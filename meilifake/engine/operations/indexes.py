"""Creating, updating, renaming and deleting indexes (guide tasks-documents, 9.3 and 7.5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from meilifake.engine.index.index import Index
from meilifake.engine.operations.outcome import DONE, Outcome
from meilifake.engine.operations.swap import exchange
from meilifake.engine.tasks.autobatcher import right
from meilifake.engine.tasks.details import ABSORBED
from meilifake.engine.tasks.model import IndexCreation, IndexDeletion, IndexUpdate, Task
from meilifake.errors.base import MeiliError
from meilifake.errors.messages import index_already_exists, index_not_found

if TYPE_CHECKING:
    from meilifake.engine.engine import Engine


def run_creation(engine: Engine, index_uid: str, tasks: Sequence[Task]) -> list[Outcome]:
    """Raises index_already_exists."""
    payload = tasks[0].payload
    assert isinstance(payload, IndexCreation)
    if index_uid in engine.state.indexes:
        raise index_already_exists(index_uid)
    engine.state.indexes[index_uid] = Index(engine.now())
    if payload.primary_key is not None:
        set_primary_key(engine, index_uid, payload.primary_key)
    return [DONE]


def run_update(engine: Engine, index_uid: str, tasks: Sequence[Task]) -> list[Outcome]:
    """Rename, then set the primary key. A refused key does not undo the rename, which the server has committed by then, but the date.

    Raises index_not_found, index_already_exists, index_primary_key_already_exists.
    """
    payload = tasks[0].payload
    assert isinstance(payload, IndexUpdate)
    before = engine.state.index(index_uid).updated_at
    name = index_uid
    if payload.new_uid not in (None, index_uid):
        assert payload.new_uid is not None
        if payload.new_uid in engine.state.indexes:
            raise index_already_exists(payload.new_uid)
        name = payload.new_uid
        engine.state.writable(index_uid).updated_at = engine.now()
        exchange(engine.state, tasks[0].uid, index_uid, name)
    if payload.primary_key is not None:
        try:
            set_primary_key(engine, name, payload.primary_key)
        except MeiliError:
            engine.state.writable(name).updated_at = before
            raise
    return [DONE]


def set_primary_key(engine: Engine, index_uid: str, primary_key: str) -> None:
    """Free as long as the index holds no document. Raises index_primary_key_already_exists."""
    index = engine.state.index(index_uid)
    if len(index.documents) and index.primary_key != primary_key:
        words = f"Index `{index_uid}`: Index already has a primary key: `{index.primary_key}`."
        raise MeiliError("index_primary_key_already_exists", words)
    check_documents(index_uid, index)
    index = engine.state.writable(index_uid)
    if not len(index.documents):
        index.primary_key = primary_key
        index.fields.insert(primary_key)
    index.updated_at = engine.now()


def check_documents(index_uid: str, index: Index) -> None:
    """A primary key is a setting to the server: it reads every `_geo` again. Raises invalid_document_geo_field."""
    from meilifake.engine.operations.settings_update import check_points

    try:
        check_points(index)
    except MeiliError as error:
        raise error.prefixed(f"Index `{index_uid}`: ") from None


def run_deletion(engine: Engine, index_uid: str, tasks: Sequence[Task]) -> list[Outcome]:
    """The deletion of an index ends a batch of any work on it, none of which is done. Raises index_not_found, unless the first task
    of the batch would have created the index."""
    index = engine.state.indexes.pop(index_uid, None)
    if index is None and not right(min(tasks, key=lambda task: task.uid)):
        raise index_not_found(index_uid)
    count = len(index.documents) if index is not None else 0
    deleted = Outcome({"deletedDocuments": count})
    return [deleted if isinstance(task.payload, IndexDeletion) else Outcome(ABSORBED.get(type(task.payload), {})) for task in tasks]
