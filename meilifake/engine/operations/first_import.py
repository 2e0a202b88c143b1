"""What the first import made of an empty index, put in place again.

Suites load the same fixture for each test: the same body, of which `wire.payload` then gives the very same documents. What an empty index
becomes of them hangs on little else, so the next one takes a copy: 100 documents for 10 µs instead of 400.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from meilifake.engine.engine import Engine
from meilifake.engine.index.documents import DocumentStore
from meilifake.engine.index.fields import FieldsMap
from meilifake.engine.index.geojson_check import geojson_enabled
from meilifake.engine.index.index import Index
from meilifake.engine.index.points import geo_enabled
from meilifake.engine.index.shelf import MOST_BYTES, MOST_DOCUMENTS, text_of
from meilifake.engine.operations.outcome import Outcome
from meilifake.engine.recent import Recent
from meilifake.engine.tasks.model import DocumentImport, Task


class Made(NamedTuple):
    """`given`: the documents that it was made of, held so that no others come to have their address."""

    given: Sequence[dict[str, Any]]
    store: DocumentStore
    fields: FieldsMap
    primary_key: str | None
    outcome: Outcome


MADE: Recent[Made] = Recent(16)


def first_import(engine: Engine, index: Index, tasks: Sequence[Task], run: Callable[[], list[Outcome]]) -> list[Outcome]:
    """What `run` makes of the index, or made of one like it."""
    payload = tasks[0].payload
    if len(tasks) > 1 or not isinstance(payload, DocumentImport) or not repeats(payload) or index.documents.version or not plain(index):
        return run()
    # All that the result depends on besides.
    label = id(payload.documents), payload.method, payload.skip_creation, payload.primary_key, index.primary_key, tuple(index.fields)
    made = MADE.take(label)
    if made is None:
        outcomes = run()
        if outcomes[0].error is None:
            MADE.keep(label, Made(payload.documents, index.documents.clone(), index.fields.clone(), index.primary_key, outcomes[0]))
        return outcomes
    text_of(made.store)  # all that take it over share the text, if they are searched
    index.documents, index.fields, index.primary_key = made.store.clone(), made.fields.clone(), made.primary_key
    index.settle_searched()
    index.updated_at = engine.now()
    MADE.keep(label, made)
    return [made.outcome]


def repeats(payload: DocumentImport) -> bool:
    """Whether its body may be one of those that are remembered."""
    return payload.broken is None and 0 < payload.size <= MOST_BYTES and len(payload.documents) <= MOST_DOCUMENTS


def plain(index: Index) -> bool:
    """Whether documents are stored as they come: no vectors are made of them, no shapes or points looked into."""
    return not (index.settings.embedders or index.unfound or geo_enabled(index) or geojson_enabled(index.settings))
