from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from meilifake.engine.clock import Ids, system_clock
from meilifake.engine.engine import Engine
from meilifake.engine.index.index import Index
from meilifake.engine.index.projection import read_document
from meilifake.engine.index.stats import index_stats
from meilifake.engine.operations.documents_write import run_document_operations
from meilifake.engine.tasks.model import DocumentImport, Task
from meilifake.errors.base import MeiliError
from meilifake.options import Options


@pytest.fixture
def engine() -> Engine:
    engine = Engine(Options(), system_clock, Ids(1))
    index = engine.state.indexes["m"] = Index(engine.now())
    index.settings = replace(index.settings, embedders={"manual": {"source": "userProvided", "dimensions": 2}})
    return engine


def write(engine: Engine, method: str, *documents: dict[str, Any]) -> None:
    run_document_operations(engine, "m", [Task(0, "m", DocumentImport(method, documents), engine.now())])


def vectors(engine: Engine, docid: int = 0) -> Any:
    return read_document(engine.state.indexes["m"], docid, None, True)["_vectors"]


def test_vectors_leave_the_document_and_come_back_on_demand(engine: Engine) -> None:
    write(engine, "replace", {"id": 1, "_vectors": {"manual": [[0.1, 1], [0, 0]], "other": [1]}}, {"id": 2, "_vectors": {"manual": None}})
    index = engine.state.indexes["m"]
    assert index.documents.get(0) == {"id": 1, "_vectors": {"other": [1]}}
    assert vectors(engine) == {
        "other": [1],
        "manual": {"embeddings": [[0.10000000149011612, 1.0], [0.0, 0.0]], "regenerate": False},
    }
    assert vectors(engine, 1) == {"manual": {"embeddings": [], "regenerate": False}}
    assert index_stats(index)[3:5] == (2, 1)


def test_put_merges_by_embedder_and_post_keeps_vectors_but_not_leftovers(engine: Engine) -> None:
    write(engine, "replace", {"id": 1, "_vectors": {"manual": [1, 2], "b": [1]}})
    write(engine, "update", {"id": 1, "_vectors": {"a": {"regenerate": False, "embeddings": [2]}}})
    assert list(vectors(engine)) == ["a", "b", "manual"]
    write(engine, "replace", {"id": 1, "x": 1})
    assert vectors(engine) == {"manual": {"embeddings": [[1.0, 2.0]], "regenerate": False}}


def test_documents_without_vectors_are_counted_and_hinted_at(engine: Engine) -> None:
    with pytest.raises(MeiliError) as caught:
        write(engine, "replace", {"id": 1, "_vector": 1}, {"id": 2, "_vectors": {"manaul": [1, 2]}}, {"id": 3})
    assert caught.value.code == "vector_embedding_error"
    assert caught.value.message == (
        "Index `m`: While embedding documents for embedder `manual`: "
        "no vectors provided for document `1` and at least 2 other document(s)\n"
        "- Note: `manual` has `source: userProvided`, so documents must provide embeddings as an array in `_vectors.manual`.\n"
        "- Hint: try replacing `_vector` by `_vectors` in 1 document(s).\n"
        "- Hint: try replacing `_vectors.manaul` by `_vectors.manual` in 1 document(s)."
    )
    with pytest.raises(MeiliError, match=r"document `1`\n(.*\n)- Hint: opt-out for a document with `_vectors.manual: null`"):
        write(engine, "replace", {"id": 1})


def test_wrong_dimensions(engine: Engine) -> None:
    with pytest.raises(MeiliError) as caught:
        write(engine, "replace", {"id": 0, "_vectors": {"manual": [[1, 2], [1]]}})
    assert caught.value.message == (
        "Index `m`: Invalid vector dimensions in document with id `0` in `._vectors.manual`.\n"
        "  - note: embedding #1 has dimensions 1\n  - note: embedder `manual` requires 2"
    )
    assert len(engine.state.indexes["m"].documents) == 0


def test_a_document_whose_flag_is_on_needs_an_embedder_once_it_changes(engine: Engine) -> None:
    write(engine, "replace", {"id": 1, "_vectors": {"manual": {"regenerate": True, "embeddings": [1, 2]}}})
    write(engine, "replace", {"id": 1})
    with pytest.raises(MeiliError, match="no vectors provided for document `1`"):
        write(engine, "update", {"id": 1, "x": 1})


def test_deleted_documents_take_their_vectors_with_them(engine: Engine) -> None:
    from meilifake.engine.operations.documents_delete import run_deletions
    from meilifake.engine.tasks.model import DocumentDeletion

    write(engine, "replace", {"id": 1, "_vectors": {"manual": [1, 2]}})
    run_deletions(engine, "m", [Task(1, "m", DocumentDeletion(("1",)), engine.now())])
    assert engine.state.indexes["m"].vectors == {"manual": {}}
