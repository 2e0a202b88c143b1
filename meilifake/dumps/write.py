"""A state as a dump file: everything but the keys as it is while the dump's task runs, the keys as they were when it was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from meilifake.dumps import archive, keys, queue
from meilifake.engine import network, rules
from meilifake.engine.clock import rfc3339
from meilifake.engine.engine import Engine
from meilifake.engine.features import shown
from meilifake.engine.index.index import Index
from meilifake.engine.search.vectors import store
from meilifake.engine.settings_table import SETTINGS
from meilifake.engine.state import State
from meilifake.engine.tasks.model import DocumentImport, DumpCreation, Task
from meilifake.errors.base import MeiliError
from meilifake.options import VERSION
from meilifake.wire.jsontext import dumps

VECTORS = "_vectors"

LONGEST_NAME = 255
"""Bytes of a file's name."""


def write(engine: Engine, own: Task) -> bytes:
    """`own`: the task that asks for the dump; it is written as if it had succeeded."""
    return archive.pack(members(engine, own), engine.now().timestamp())


def members(engine: Engine, own: Task) -> archive.Members:
    state, now = engine.state, rfc3339(engine.now())
    assert isinstance(own.payload, DumpCreation)
    key_lines = [keys.write(key) for key in own.payload.keys or state.keys.values()]
    found: archive.Members = {
        "keys.jsonl": lines(key_lines),
        "batches": None,
        "batches/queue.jsonl": lines(queue.batch_line(batch) for batch in state.batches.values()),
        "chat-completions-settings": None,
        **{chat_file(uid): encoded(dict(chat)) for uid, chat in sorted(state.chats.items())},
        "metadata.json": encoded({"dumpVersion": "V6", "dbVersion": VERSION, "dumpDate": now}),
        "indexes": None,
    }
    for uid, index in sorted(dumped_indexes(engine)):
        found |= index_members(uid, index)
    found["webhooks.json"] = encoded({"webhooks": {uuid: webhook_view(state, uuid) for uuid in sorted(state.webhooks)}})
    found["network.json"] = encoded(network_view(state))
    found["experimental-features.json"] = encoded(shown(state.features))
    found |= task_members(state, own, {"keys": key_lines, "instance_uid": own.payload.instance_uid})
    if state.instance_uid is not None:
        found["instance_uid.uuid"] = state.instance_uid.encode()
    return found


def chat_file(uid: str) -> str:
    """Where a workspace is kept: under its own name, which nobody has looked at, with its ending replaced as that of a file.

    Raises internal for a name that no file can have.
    """
    if "\0" in uid:
        raise MeiliError("internal", "file name contained an unexpected NUL byte")
    within, _, name = uid.rpartition("/")
    if name == "..":
        raise MeiliError("internal", "Is a directory (os error 21)")
    stem, dot, _ = name.rpartition(".")
    name = f"{stem if dot and stem else name}.json"
    if any(len(part.encode()) > LONGEST_NAME for part in (*within.split("/"), name)):
        raise MeiliError("internal", "File name too long (os error 36)")
    if within not in ("", ".."):
        raise MeiliError("internal", "No such file or directory (os error 2)")
    return name if within else f"chat-completions-settings/{name}"


def encoded(value: Any) -> bytes:
    return dumps(value).encode()


def lines(values: Iterable[Any]) -> bytes:
    return b"".join(encoded(value) + b"\n" for value in values)


def dumped_indexes(engine: Engine) -> Iterator[tuple[str, Index]]:
    """The rules of dynamic search are an index too, though a hidden one."""
    yield from engine.state.indexes.items()
    if engine.state.rules:
        hidden = rules.as_index(engine.state, engine.now())
        hidden.primary_key = "uid"
        yield rules.INDEX_UID, hidden


def index_members(uid: str, index: Index) -> archive.Members:
    metadata = {
        "uid": uid,
        "primaryKey": index.primary_key,
        "createdAt": rfc3339(index.created_at),
        "updatedAt": rfc3339(index.updated_at),
    }
    return {
        f"indexes/{uid}": None,
        f"indexes/{uid}/documents.jsonl": lines(document(index, docid) for docid in index.documents),
        f"indexes/{uid}/metadata.json": encoded(metadata),
        f"indexes/{uid}/settings.json": encoded({setting.name: setting.read(index.settings) for setting in SETTINGS}),
    }


def document(index: Index, docid: int) -> dict[str, Any]:
    """With the vectors of every configured embedder, as if the user had provided them."""
    stored = index.documents.get(docid)
    if not index.settings.embedders:
        return stored
    own = stored.get(VECTORS)
    vectors = (dict(own) if isinstance(own, dict) else {}) | store.shown(index, docid)
    return {**{name: value for name, value in stored.items() if name != VECTORS}, VECTORS: vectors}


def webhook_view(state: State, uuid: str) -> dict[str, Any]:
    webhook = state.webhooks[uuid]
    return {"url": webhook.url, "headers": dict(webhook.headers)}


def network_view(state: State) -> dict[str, Any]:
    known = network.current(state.network)
    remotes = {name: {**remote, "status": remote.get("status")} for name, remote in known["remotes"].items()}
    return {**known, "remotes": remotes}


def task_members(state: State, own: Task, dump: dict[str, Any]) -> archive.Members:
    found: archive.Members = {"tasks": None}
    waiting = [task for task in state.tasks.values() if task.status in ("enqueued", "processing") and task.uid != own.uid]
    found["tasks/queue.jsonl"] = lines(queue.task_line(task, dump, own=task.uid == own.uid) for task in state.tasks.values())
    found["tasks/update_files"] = None
    for task in waiting:
        if isinstance(task.payload, DocumentImport) and task.payload.documents:
            found[f"tasks/update_files/{task.uid}.jsonl"] = lines(task.payload.documents)
    return found
