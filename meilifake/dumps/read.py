"""A dump file into an engine that holds nothing yet, in the order of the real importer and as lenient as it is."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from typing import Any

from meilifake.dumps import archive, keys, moments, queue
from meilifake.engine import rules, settings_table
from meilifake.engine.engine import Engine
from meilifake.engine.features import FEATURES
from meilifake.engine.index.index import Index
from meilifake.engine.operations import settings_update
from meilifake.engine.operations.documents_write import run_document_operations
from meilifake.engine.tasks.details import enqueued
from meilifake.engine.tasks.model import DocumentImport, Task
from meilifake.engine.tasks.queue import put_batch, put_task
from meilifake.engine.webhooks import Webhook
from meilifake.errors.base import MeiliError, Unsupported
from meilifake.wire.jsonscan import JsonError
from meilifake.wire.jsontext import loads

VERSIONS = ("V1", "V2", "V3", "V4", "V5", "V6")
REQUIRED = ("tasks/queue.jsonl", "keys.jsonl")


def load(engine: Engine, raw: bytes) -> None:
    """Raises MeiliError (internal, "Corrupted dump.") for a broken file, Unsupported for a dump older than version 6."""
    found = archive.unpack(raw)
    try:
        check_version(found)
        if any(not isinstance(found.get(name), bytes) for name in REQUIRED):
            raise archive.corrupted()
        Loader(engine, found).load()
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, JsonError, struct.error) as problem:
        raise archive.corrupted() from problem


def check_version(found: archive.Members) -> None:
    """First of all: an older dump has other files, which is no damage."""
    version = json_of(found, "metadata.json")["dumpVersion"]
    if version not in VERSIONS:
        raise archive.corrupted()
    if version != "V6":
        raise Unsupported(f"importing a dump of version {version} (only V6, written by Meilisearch 1.0 and later)")


def json_of(found: archive.Members, name: str, default: Any = None) -> Any:
    content = found.get(name)
    return default if content is None else loads(content)


def rows(found: archive.Members, name: str) -> Iterator[Any]:
    for line in (found.get(name) or b"").splitlines():
        if line.strip():
            yield loads(line)


class Loader:
    """The steps of an import, over one unpacked dump."""

    def __init__(self, engine: Engine, found: archive.Members) -> None:
        self.engine = engine
        self.state = engine.state
        self.found = found

    def load(self) -> None:
        uuid = self.found.get("instance_uid.uuid")
        self.state.instance_uid = None if uuid is None else uuid.decode().strip()
        for name, hook in json_of(self.found, "webhooks.json", {"webhooks": {}})["webhooks"].items():
            self.state.webhooks[name] = Webhook(name, hook["url"], hook.get("headers") or {})
        self.state.keys = {key.uid: key for key in map(keys.read, rows(self.found, "keys.jsonl"))}
        self.load_chats()
        features = json_of(self.found, "experimental-features.json", {})
        self.state.features = {name: value for name in FEATURES if (value := features.get(name)) is not None}
        network = json_of(self.found, "network.json")
        if network is not None:
            self.state.network = {**network, "self": None, "leader": None}
        for folder in self.index_folders():
            self.load_index(folder)
        self.load_queue()

    def load_chats(self) -> None:
        prefix, suffix = "chat-completions-settings/", ".json"
        for name in self.found:
            if name.startswith(prefix) and name.endswith(suffix):
                self.state.chats[name[len(prefix) : -len(suffix)]] = json_of(self.found, name)

    def index_folders(self) -> list[str]:
        return sorted(name.rpartition("/")[0] for name in self.found if name.startswith("indexes/") and name.endswith("/metadata.json"))

    def load_index(self, folder: str) -> None:
        """The name is that of the metadata. Documents go in as one import, so internal ids are packed and the primary key comes first."""
        metadata = json_of(self.found, f"{folder}/metadata.json")
        uid, documents = metadata["uid"], tuple(rows(self.found, f"{folder}/documents.jsonl"))
        if uid == rules.INDEX_UID:
            for rule in documents:
                fields = {name: value for name, value in rule.items() if name != "uid"}
                rules.put(self.state, rule["uid"], fields)
                rules.register(self.state, None, fields)
            return
        index = Index(moments.read(metadata["createdAt"]))
        index.primary_key = metadata.get("primaryKey")
        if index.primary_key is not None and "." not in index.primary_key:
            index.fields.insert(index.primary_key)
        self.state.indexes[uid] = index
        leaves = dict(settings_table.changes(json_of(self.found, f"{folder}/settings.json")))
        settings_update.apply(self.engine, index, uid, settings_update.settled(index.settings, leaves))
        if documents:
            payload = DocumentImport("replace", documents, index.primary_key)
            outcomes = run_document_operations(self.engine, uid, [Task(0, uid, payload, self.engine.now())])
            if outcomes[0].error is not None:
                raise MeiliError(outcomes[0].error.code, outcomes[0].error.message)
        self.state.writable(uid).updated_at = self.engine.now()

    def load_queue(self) -> None:
        raw = list(rows(self.found, "tasks/queue.jsonl"))
        tasks = [self.with_documents(queue.read_task(line)) for line in raw]
        uids = {task.uid for task in tasks}
        for line in rows(self.found, "batches/queue.jsonl"):
            if queue.kept(line, uids):
                batch = queue.read_batch(line, [task.uid for task in tasks if task.batch_uid == line["uid"]])
                put_batch(self.state, batch, line["stats"]["status"], line["stats"]["types"])
        for task in tasks:
            put_task(self.state, task)

    def with_documents(self, task: Task) -> Task:
        """A waiting import gets its documents back; one that had some and has lost them is a corrupted dump."""
        if task.status != "enqueued":
            return task
        details = task.details or enqueued(task.payload, task.index_uid)
        if not isinstance(task.payload, DocumentImport):
            return task._replace(details=details)
        content = self.found.get(f"tasks/update_files/{task.uid}.jsonl")
        if content is None and (details or {}).get("receivedDocuments"):
            raise archive.corrupted()
        documents = tuple(json.loads(line) for line in (content or b"").splitlines() if line.strip())
        return task._replace(details=details, payload=task.payload._replace(documents=documents, size=len(content or b"")))
