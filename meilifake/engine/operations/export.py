"""Exports: the indexes that a task names are sent to another server, one after the other (guide tasks-documents, 18).

An index that the target does not have is created there with its settings; one that it has keeps its own, unless they are to be
overridden. Then come the documents that the filter selects.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from meilifake.engine import bitmap
from meilifake.engine.index.index import Index
from meilifake.engine.operations.outcome import Outcome
from meilifake.engine.operations.transfer import Target
from meilifake.engine.search.document_filter import matching
from meilifake.engine.search.vectors import store
from meilifake.engine.settings_table import SETTINGS
from meilifake.engine.tasks.model import Export, Task
from meilifake.errors.base import MeiliError
from meilifake.wire.jsontext import dumps

if TYPE_CHECKING:
    from meilifake.engine.engine import Engine

LANES = 40
"""The server sends documents from so many threads, dealt out in turn, and each fills requests of its own."""
LEAST_SIZE, MARGIN = 20 * 1024 * 1024, 1024 * 1024
"""Bytes: what a request holds by default is the limit of the server's own requests less a margin, and this at least."""
VECTORS = "_vectors"


def run_export(engine: Engine, index_uid: str, tasks: Sequence[Task]) -> list[Outcome]:
    """Raises MeiliError: invalid_document_filter or feature_not_enabled of the first filter that is wrong, internal for the target's
    refusals. What was sent before remains there."""
    (task,) = tasks
    payload = task.payload
    assert isinstance(payload, Export)
    target = Target(engine, payload.url, payload.api_key)
    size = default_size(engine) if payload.payload_size is None else payload.payload_size
    sent: dict[str, Any] = {}
    for uid in sorted(engine.state.indexes):
        wanted = settings_of(uid, payload.indexes)
        if wanted is not None:
            sent[uid] = {**wanted, "matched_documents": export_index(engine, target, uid, wanted, size)}
    return [Outcome({"indexes": sent})]


def default_size(engine: Engine) -> int:
    return max(engine.options.payload_limit - MARGIN, LEAST_SIZE)


def settings_of(uid: str, patterns: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """Those of the first pattern, in their sorted order, that the index matches."""
    for pattern in sorted(patterns):
        if uid.startswith(pattern[:-1]) if pattern.endswith("*") else uid == pattern:
            return patterns[pattern]
    return None


def export_index(engine: Engine, target: Target, uid: str, wanted: Mapping[str, Any], size: int) -> int:
    """How many documents were sent."""
    index, features, override = engine.state.index(uid), engine.state.features, wanted["overrideSettings"]
    documents = selected(index, uid, wanted["filter"], features)
    known = target.has(uid)
    if not known:
        target.create(uid, index.primary_key)
    elif override:
        target.update(uid, index.primary_key)
    if override or not known:
        rows = [row for row in SETTINGS if row.gate is None or features.get(row.gate)]
        target.configure(uid, {row.name: row.read(index.settings) for row in rows})
    for lane in range(min(LANES, len(documents))):
        for piece in pieces(index, documents[lane::LANES], size):
            if not target.add(uid, piece):
                break
    return len(documents)


def selected(index: Index, uid: str, expression: Any, features: Mapping[str, bool]) -> list[int]:
    everything = index.documents.bits
    if expression is None:
        return list(bitmap.each(everything))
    try:
        return list(bitmap.each(matching(index, expression, features, everything, writing=True)))
    except MeiliError as error:
        raise error.prefixed(f"Index `{uid}`: ") from None


def pieces(index: Index, docids: Sequence[int], size: int) -> Iterator[bytes]:
    """Bodies of requests: as many documents as fit into `size` bytes, and one at least."""
    piece = b""
    for docid in docids:
        text = dumps(document(index, docid)).encode()
        if piece and len(piece) + len(text) > size:
            yield piece
            piece = b""
        piece += text
    yield piece


def document(index: Index, docid: int) -> dict[str, Any]:
    """With the vectors of every embedder as if the user had provided them, but for those that the target is to make again."""
    stored = index.documents.get(docid)
    if not index.settings.embedders:
        return stored
    own = stored.get(VECTORS)
    vectors = (dict(own) if isinstance(own, dict) else {}) | store.shown(index, docid)
    return {**stored, VECTORS: vectors}
