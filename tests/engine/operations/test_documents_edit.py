from __future__ import annotations

from typing import Any

import pytest

from meilifake.engine.clock import Ids, system_clock
from meilifake.engine.engine import Engine
from meilifake.engine.index.index import Index
from meilifake.engine.operations.documents_edit import run_edition
from meilifake.engine.operations.documents_write import run_document_operations
from meilifake.engine.tasks.model import DocumentEdition, DocumentImport, Task
from meilifake.errors.base import MeiliError
from meilifake.options import Options


@pytest.fixture
def engine() -> Engine:
    engine = Engine(Options(), system_clock, Ids(1))
    engine.state.indexes["m"] = Index(engine.now())
    documents = ({"id": 1, "z": {"b": 1, "a": 2}}, {"id": 2, "z": 5})
    run_document_operations(engine, "m", [Task(0, "m", DocumentImport("replace", documents), engine.now())])
    return engine


def edit(engine: Engine, function: str, **more: Any) -> Any:
    (outcome,) = run_edition(engine, "m", [Task(1, "m", DocumentEdition(function, **more), engine.now())])
    return dict(outcome.details)


def documents(engine: Engine) -> list[dict[str, Any]]:
    store = engine.state.indexes["m"].documents
    return [store.get(docid) for docid in store]


def test_every_document_looked_at_counts_as_edited_and_deleted(engine: Engine) -> None:
    assert edit(engine, "") == {"editedDocuments": 2, "deletedDocuments": 2}
    assert documents(engine)[0] == {"id": 1, "z": {"b": 1, "a": 2}}


def test_an_untouched_document_keeps_its_order_and_a_rewritten_one_is_sorted(engine: Engine) -> None:
    edit(engine, "if doc.id == 1 { doc.m = 1; doc.c = 2 }")
    first, second = documents(engine)
    assert list(first) == ["id", "z", "c", "m"]
    assert list(first["z"]) == ["a", "b"]
    assert second == {"id": 2, "z": 5}


def test_unit_deletes(engine: Engine) -> None:
    edit(engine, "if doc.z == 5 { doc = () }")
    assert [document["id"] for document in documents(engine)] == [1]


def test_a_failure_on_one_document_changes_none(engine: Engine) -> None:
    before = engine.state.indexes["m"].updated_at
    with pytest.raises(MeiliError) as caught:
        edit(engine, "doc.x = 1; if doc.id == 2 { doc.nope() }")
    assert caught.value.message == (
        "Index `m`: Document edition runtime error encountered while running the function: "
        "Function not found: nope (map) (line 1, position 33)"
    )
    assert documents(engine) == [{"id": 1, "z": {"b": 1, "a": 2}}, {"id": 2, "z": 5}]
    assert engine.state.indexes["m"].updated_at == before


def test_the_key_may_change_its_type_but_not_its_text(engine: Engine) -> None:
    edit(engine, "doc.id = doc.id.to_string()")
    assert [document["id"] for document in documents(engine)] == ["1", "2"]
    with pytest.raises(MeiliError, match="Index `m`: Document editions cannot modify a document's primary key"):
        edit(engine, 'doc.id = "9"')


def test_a_filter_that_cannot_be_evaluated(engine: Engine) -> None:
    with pytest.raises(MeiliError) as caught:
        edit(engine, "", filter="z = 5")
    assert caught.value.code == "invalid_document_filter"
    assert caught.value.message.startswith("Index `m`: Attribute `z` is not filterable.")


def test_a_crash_names_no_index(engine: Engine) -> None:
    with pytest.raises(MeiliError) as caught:
        edit(engine, "const A = #{x: 1}; A.x = 2")
    assert caught.value.code == "internal"
    assert caught.value.message.startswith("An unexpected crash occurred when processing the task: called")
