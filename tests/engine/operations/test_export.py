"""What an export sends, in order, and what becomes of its task: as captured from a real v1.50.0 with the same data."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from meilifake import MeiliFake
from meilifake.engine.operations.export import default_size, settings_of
from meilifake.engine.outbound import Outgoing

TARGET = "http://target.test"
Answer = Callable[[str, str], tuple[int, Any] | None]


class Machine:
    """A fake with some data, and a target that only listens."""

    def __init__(self, fake: MeiliFake, http: httpx.Client) -> None:
        self.fake, self.http = fake, http
        self.answer: Answer = lambda method, url: None
        self.known: set[str] = set()
        fake.outbound.sender = self.send

    def send(self, method: str, url: str, headers: Any, body: bytes, timeout: float) -> tuple[int, dict[str, str], bytes]:
        planned = self.answer(method, url)
        if planned is None and method == "GET" and url.rpartition("/")[2] not in self.known:
            planned = 404, {"message": "no", "code": "index_not_found", "type": "invalid_request", "link": "l"}
        status, value = planned or (200 if method == "GET" else 202, {})
        return status, {}, value if isinstance(value, bytes) else json.dumps(value).encode()

    def export(self, **body: Any) -> Any:
        """The finished task."""
        self.fake.outbound.sent.clear()
        answer = self.http.post("/export", json={"url": TARGET, **body})
        assert answer.status_code == 200
        return self.http.get(f"/tasks/{answer.json()['taskUid']}").json()

    @property
    def sent(self) -> list[Outgoing]:
        return [exchange.request for exchange in self.fake.outbound.sent]

    @property
    def lines(self) -> list[str]:
        return [f"{request.method} {request.url.removeprefix(TARGET)}" for request in self.sent]

    @property
    def documents(self) -> list[str]:
        return [gzip.decompress(request.body).decode() for request in self.sent if request.url.endswith("/documents")]


@pytest.fixture
def machine() -> Iterator[Machine]:
    with MeiliFake() as fake, httpx.Client(transport=fake.transport, base_url="http://fake") as http:
        fake.load([{"id": 1, "t": "é"}, {"t": "z", "id": 2}], "books", settings={"filterableAttributes": ["t"]})
        http.post("/indexes", json={"uid": "empty"})
        yield Machine(fake, http)


def test_a_new_index_is_created_with_its_settings_and_filled(machine: Machine) -> None:
    task = machine.export(apiKey="k", indexes={"books": {}})
    assert task["status"] == "succeeded"
    assert task["details"]["indexes"] == {"books": {"filter": None, "overrideSettings": False, "matched_documents": 2}}
    documents = ["POST /indexes/books/documents"] * 2
    assert machine.lines == ["GET /indexes/books", "POST /indexes", "PATCH /indexes/books/settings", *documents]
    assert machine.documents == ['{"id":1,"t":"é"}', '{"id":2,"t":"z"}']
    look, create, _, first, _ = machine.sent
    assert look.headers == {"authorization": "Bearer k"}
    assert create.body == b'{\n  "uid": "books",\n  "primaryKey": "id"\n}'
    assert create.headers == {"authorization": "Bearer k", "content-type": "application/json; charset=utf-8"}
    assert first.headers == {"authorization": "Bearer k", "content-type": "application/x-ndjson", "content-encoding": "gzip"}


def test_settings_of_features_that_are_off_stay_here(machine: Machine) -> None:
    machine.export(indexes={"empty": {}})
    settings = json.loads(machine.sent[2].body)
    assert list(settings)[:2] == ["displayedAttributes", "searchableAttributes"]
    assert "chat" not in settings
    assert "foreignKeys" not in settings
    machine.http.patch("/experimental-features", json={"chatCompletions": True, "foreignKeys": True})
    machine.export(indexes={"empty": {}})
    assert {"chat", "foreignKeys"} <= json.loads(machine.sent[2].body).keys()


def test_a_known_index_keeps_its_settings_unless_they_are_overridden(machine: Machine) -> None:
    machine.known.add("books")
    machine.export(indexes={"books": {"filter": "t = z"}})
    assert machine.lines == ["GET /indexes/books", "POST /indexes/books/documents"]
    machine.export(indexes={"books": {"filter": "t = nothing", "overrideSettings": True}})
    assert machine.lines == ["GET /indexes/books", "PATCH /indexes/books", "PATCH /indexes/books/settings"]
    assert machine.sent[1].body == b'{\n  "primaryKey": "id"\n}'


def test_the_first_pattern_in_sorted_order_decides(machine: Machine) -> None:
    task = machine.export(indexes={"b*": {"filter": "t = z"}, "*": {}, "books": {"filter": "t = nothing"}})
    assert {uid: row["matched_documents"] for uid, row in task["details"]["indexes"].items()} == {"books": 2, "empty": 0}
    assert settings_of("b", {"b*": {"a": 1}, "b": {"a": 2}}) == {"a": 2}
    assert settings_of("bc", {"b": {"a": 2}}) is None
    assert machine.export(indexes={"nope": {}})["details"]["indexes"] == {}
    assert machine.lines == []


def test_documents_are_dealt_out_to_forty_threads(machine: Machine) -> None:
    machine.fake.load([{"id": number} for number in range(85)], "many")
    machine.export(indexes={"many": {}})
    assert len(machine.documents) == 40
    assert machine.documents[0] == '{"id":0}{"id":40}{"id":80}'
    machine.export(indexes={"many": {}}, payloadSize=17)
    assert machine.documents[:3] == ['{"id":0}{"id":40}', '{"id":80}', '{"id":1}{"id":41}']
    machine.export(indexes={"many": {}}, payloadSize=0)
    assert len(machine.documents) == 85


def test_the_default_size_follows_the_limit_of_payloads(machine: Machine) -> None:
    assert default_size(machine.fake.engine) == 100_000_000 - 1024 * 1024
    with MeiliFake() as fake:
        small = type(fake.options)(payload_limit=5)
        fake.engine.options = small
        assert default_size(fake.engine) == 20 * 1024 * 1024


def test_vectors_go_along_as_the_users_own(machine: Machine) -> None:
    embedders = {"e": {"source": "userProvided", "dimensions": 2}}
    documents = [{"id": 1, "_vectors": {"e": [1, 0.5]}}, {"id": 2, "_vectors": {"e": None, "zz": [1]}}]
    machine.fake.load(documents, "v", settings={"embedders": embedders})
    machine.export(indexes={"v": {}})
    assert machine.documents == [
        '{"id":1,"_vectors":{"e":{"embeddings":[[1.0,0.5]],"regenerate":false}}}',
        '{"id":2,"_vectors":{"zz":[1],"e":{"embeddings":[],"regenerate":false}}}',
    ]


@pytest.mark.parametrize(
    ("wanted", "code", "words"),
    [
        ("nope = 1", "invalid_document_filter", "Index `books`: Attribute `nope` is not filterable."),
        ("t =", "invalid_document_filter", "Index `books`: Was expecting a value but instead got nothing."),
        (5, "invalid_document_filter", "Index `books`: Invalid syntax for the filter parameter: `expected String, Array, found: 5`."),
        ("_foreign(t, x = 1)", "feature_not_enabled", "Index `books`: using a foreign filter requires"),
    ],
)
def test_a_wrong_filter_fails_before_anything_is_sent(machine: Machine, wanted: Any, code: str, words: str) -> None:
    task = machine.export(indexes={"books": {"filter": wanted}})
    assert (task["status"], task["error"]["code"]) == ("failed", code)
    assert task["error"]["message"].startswith(words)
    assert task["details"]["indexes"] == {"books": {"filter": wanted, "overrideSettings": False}}
    assert machine.sent == []


def test_an_error_of_the_target_ends_the_task(machine: Machine) -> None:
    view = {"message": "Not today", "code": "invalid_api_key", "type": "auth", "link": "http://l"}
    machine.answer = lambda method, url: (403, view) if url.endswith("/settings") else None
    task = machine.export(indexes={"books": {}})
    words = "Failed to export documents to remote server invalid_api_key (auth): Not today <http://l>"
    assert (task["status"], task["error"]["code"], task["error"]["message"]) == ("failed", "internal", words)
    assert machine.lines[-1] == "PATCH /indexes/books/settings"


def test_a_target_that_is_being_rebalanced_is_no_failure(machine: Machine) -> None:
    machine.fake.load([{"id": number} for number in range(41)], "many")
    machine.known.add("many")
    for code, sent in (("import_task_already_received", 41), ("import_task_unknown_remote", 40), ("import_task_without_network_task", 40)):
        machine.answer = lambda method, url, code=code: (  # type: ignore[misc]
            (412, {"message": "m", "code": code, "type": "t", "link": "l"}) if method == "POST" else None
        )
        assert machine.export(indexes={"many": {}}, payloadSize=1)["status"] == "succeeded"
        assert len(machine.documents) == sent, code


def test_a_cancelation_reaches_an_export_between_two_attempts(machine: Machine) -> None:
    def cancel(method: str, url: str) -> tuple[int, Any]:
        machine.http.post("/tasks/cancel?types=export")
        return 503, {}

    machine.answer = cancel
    task = machine.export(indexes={"books": {}})
    assert task["status"] == "canceled"
    assert machine.lines == ["GET /indexes/books"]


def test_from_one_fake_to_another_nothing_is_lost(machine: Machine) -> None:
    from meilifake.transports.neighbours import send

    machine.fake.outbound.sender = send
    with MeiliFake("masterKey") as other, other.intercept(TARGET):
        assert machine.export(apiKey="masterKey")["status"] == "succeeded"
        assert other.index("books").documents == machine.fake.index("books").documents
        theirs, ours = (one.engine.index("books") for one in (other, machine.fake))
        assert (theirs.settings, theirs.primary_key) == (ours.settings, ours.primary_key)
        assert "empty" in other.engine.state.indexes
        wrong = machine.export(apiKey="wrong")["error"]["message"]
        assert wrong.startswith("Failed to export documents to remote server invalid_api_key (auth): The provided API key is invalid.")
