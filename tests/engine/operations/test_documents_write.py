from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from meilifake.engine.clock import Ids, system_clock
from meilifake.engine.engine import Engine
from meilifake.engine.index.index import Index
from meilifake.engine.operations.documents_delete import run_clear, run_deletions
from meilifake.engine.operations.documents_write import run_document_operations
from meilifake.engine.settings import FilterableRule
from meilifake.engine.tasks.model import DocumentClear, DocumentDeletion, DocumentImport, Payload, Task
from meilifake.errors.base import MeiliError
from meilifake.options import Options


class Bench:
    """An engine with one empty index, `m`, whose operations are run by hand."""

    def __init__(self) -> None:
        self.engine = Engine(Options(), system_clock, Ids(1))
        self.index = self.engine.state.indexes["m"] = Index(self.engine.now())

    def tasks(self, payloads: Sequence[Payload]) -> list[Task]:
        return [Task(uid, "m", payload, self.engine.now()) for uid, payload in enumerate(payloads)]

    def write(self, *payloads: Payload) -> list[Any]:
        outcomes = run_document_operations(self.engine, "m", self.tasks(payloads))
        return [next(iter(one.details.values())) if one.error is None else one.error.message for one in outcomes]

    def ids(self) -> list[str]:
        return [self.index.documents.external(docid) for docid in self.index.documents]

    def documents(self) -> list[dict[str, Any]]:
        return [self.index.documents.get(docid) for docid in self.index.documents]


@pytest.fixture
def bench() -> Bench:
    return Bench()


def post(*documents: dict[str, Any], **more: Any) -> DocumentImport:
    return DocumentImport("replace", documents, **more)


def put(*documents: dict[str, Any], **more: Any) -> DocumentImport:
    return DocumentImport("update", documents, **more)


def test_internal_ids_fill_holes_in_order_of_first_appearance(bench: Bench) -> None:
    counts = bench.write(
        post({"id": 1}),
        post({"id": 2}),
        DocumentDeletion(("1", "1", "99")),
        post({"id": 3}, {"id": 4}),
        DocumentDeletion(("3",)),
        post({"id": 100}, skip_creation=True),
        post({"id": 200}),
    )
    assert counts == [1, 1, 2, 2, 1, 1, 1]
    assert bench.ids() == ["2", "4", "200"]
    bench.write(post({"id": 10}, {"id": 11}, {"id": 12}, {"id": 13}))
    assert bench.ids() == ["10", "2", "11", "12", "4", "13", "200"]


def test_a_bad_payload_fails_alone_and_leaves_no_trace(bench: Bench) -> None:
    counts = bench.write(post({"id": 1, "a": 1}), post({"id": 2, "b": 1}, {"id": "no good", "c": 1}), post({"id": 3}))
    assert counts[0] == counts[2] == 1
    assert counts[1].startswith('Document identifier `"no good"` is invalid.')
    assert bench.ids() == ["1", "3"]
    assert list(bench.index.fields) == ["id", "a"]


def test_when_every_task_fails_nothing_is_written(bench: Bench) -> None:
    before = bench.index.updated_at
    bench.write(post({"x": 1}, primary_key="id"))
    assert bench.index.primary_key is None
    assert list(bench.index.fields) == []
    assert bench.index.updated_at == before


def test_an_empty_payload_with_a_primary_key_sets_it(bench: Bench) -> None:
    assert bench.write(post(primary_key="key")) == [0]
    assert bench.index.primary_key == "key"
    assert bench.write(post(primary_key="other")) == [0]
    assert bench.write(post({"other": 1}, primary_key="other")) == ["Index already has a primary key: `key`."]


def test_the_key_is_inferred_from_the_first_import_that_allows_it(bench: Bench) -> None:
    counts = bench.write(DocumentDeletion(("1",)), post(), post({"aid": 1, "bid": 2}), put({"sku_id": 5, "aid": 3}), post({"sku_id": 6}))
    assert counts[:2] == [0, 0]
    assert "found 2 fields" in counts[2]
    assert "found 2 fields" in counts[3]
    assert counts[4] == 1
    assert bench.index.primary_key == "sku_id"
    assert list(bench.index.fields) == ["aid", "bid", "sku_id"]


def test_keys_of_documents_stand_in_field_order(bench: Bench) -> None:
    bench.write(post({"b": 1, "id": 1, "a": 2}, {"c": 1, "a": 1, "id": 2}))
    assert [list(document) for document in bench.documents()] == [["b", "id", "a"], ["id", "a", "c"]]
    other = Bench()
    other.write(post({"b": 1, "id": 1}, primary_key="id"))
    assert list(other.documents()[0]) == ["id", "b"]


def test_put_merges_top_level_fields_only(bench: Bench) -> None:
    bench.write(post({"id": 1, "o": {"a": 1}, "x": 1}))
    bench.write(put({"id": 1, "o": {"b": 2}, "x": None}, {"id": 1, "y": 3}))
    assert bench.documents() == [{"id": 1, "o": {"b": 2}, "x": None, "y": 3}]


def test_a_value_that_cannot_be_read_fails_the_batch(bench: Bench) -> None:
    with pytest.raises(MeiliError) as caught:
        bench.write(post({"id": 1}), post({"id": 2, "n": None}, broken=(0, "internal: number out of range at line 1 column 5.")))
    assert caught.value.message == "Index `m`: internal: number out of range at line 1 column 5."
    assert bench.ids() == []
    assert list(bench.index.fields) == []


def test_the_most_fields_that_an_index_can_know(bench: Bench) -> None:
    with pytest.raises(MeiliError, match="Index `m`: A document cannot contain more than 65,535 fields") as caught:
        bench.write(post({"id": 1, **{f"f{number}": 1 for number in range(65_536)}}))
    assert caught.value.code == "max_fields_limit_exceeded"


def test_of_two_bad_documents_the_server_meets_the_one_of_the_later_task_first(bench: Bench) -> None:
    bench.index.settings = replace(bench.index.settings, filterable_attributes=(FilterableRule(("_geo",)),))
    with pytest.raises(MeiliError, match="but instead got `3`"):
        bench.write(post({"id": 1, "_geo": 1}), post({"id": 3, "_geo": 3}, {"id": 4, "_geo": 4}))


def test_pure_deletions_count_what_no_earlier_task_deletes(bench: Bench) -> None:
    bench.write(post({"id": 1}, {"id": 2}, {"id": 3}))
    tasks = bench.tasks([DocumentDeletion(("1", "1", "9")), DocumentDeletion(("1", "2"))])
    assert [dict(one.details) for one in run_deletions(bench.engine, "m", tasks)] == [{"deletedDocuments": 1}, {"deletedDocuments": 1}]
    assert bench.ids() == ["3"]
    assert bench.index.documents.docid("1") is None


def test_deleting_nothing_does_not_touch_the_index(bench: Bench) -> None:
    before = bench.index.updated_at
    run_deletions(bench.engine, "m", bench.tasks([DocumentDeletion(("9",))]))
    assert bench.index.updated_at == before


def test_an_empty_id_fails_the_whole_batch(bench: Bench) -> None:
    """The server's database looks for no empty key: deletions alone say so in its words, other batches in the index's."""
    words = "MDB_BAD_VALSIZE: Unsupported size of key/DB name/data, or wrong DUPFIXED size"
    bench.write(post({"id": 1}))
    with pytest.raises(MeiliError) as alone:
        run_deletions(bench.engine, "m", bench.tasks([DocumentDeletion(("1",)), DocumentDeletion(("1", ""))]))
    with pytest.raises(MeiliError) as among:
        bench.write(post({"id": 2}), DocumentDeletion(("1", "")))
    assert (alone.value.code, alone.value.message) == ("internal", words)
    assert (among.value.code, among.value.message) == ("internal", f"Index `m`: internal: {words}.")
    assert bench.ids() == ["1"]


def test_clear_reports_once_and_keeps_fields_and_key(bench: Bench) -> None:
    bench.write(post({"id": 1, "a": 1}))
    outcomes = run_clear(bench.engine, "m", bench.tasks([post({"id": 2}), DocumentClear(), DocumentClear()]))
    assert [dict(one.details) for one in outcomes] == [{}, {"deletedDocuments": 1}, {"deletedDocuments": 0}]
    assert bench.ids() == []
    assert (bench.index.primary_key, list(bench.index.fields)) == ("id", ["id", "a"])


@pytest.mark.parametrize("value", [3, "x"])
def test_no_document_has_an_id_under_an_empty_key(bench: Bench, value: object) -> None:
    bench.index.primary_key = ""
    assert bench.write(post({"": value}))[0].startswith("Document doesn't have a `` attribute")
    assert bench.documents() == []
