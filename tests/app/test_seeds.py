"""Loading data, snapshots, and the clock."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from meilifake import MeiliFake
from meilifake.app.seeds import SeedError

BOOKS = [{"id": 1, "title": "Fog"}, {"id": 2, "title": "Salt"}]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "books.json").write_text(json.dumps(BOOKS))
    (tmp_path / "books.settings.json").write_text('{"sortableAttributes": ["title"]}')
    (tmp_path / "people.ndjson").write_text('{"id": 1}\n{"id": 2}\n{"id": 3}\n')
    (tmp_path / "places.csv").write_text("id,name:string,visits:number\n1,Riga,3\n")
    (tmp_path / "notes.txt").write_text("not data")
    return tmp_path


def get(fake: MeiliFake, path: str) -> object:
    return httpx.Client(transport=fake.transport, base_url="http://any", headers={"authorization": "Bearer the key"}).get(path).json()


@pytest.mark.parametrize("tasks", ["instant", "manual", "background"])
def test_a_directory(folder: Path, tasks: str) -> None:
    with MeiliFake("the key", tasks=tasks) as fake:
        fake.load(folder)
        assert {uid: len(fake.index(uid).documents) for uid in ("books", "people", "places")} == {"books": 2, "people": 3, "places": 1}
        assert get(fake, "/indexes/books/settings/sortable-attributes") == ["title"]
        assert fake.index("places").documents == [{"id": "1", "name": "Riga", "visits": 3}]
        assert not fake.index("notes").exists


def test_one_file_under_another_name(folder: Path) -> None:
    fake = MeiliFake()
    fake.load(folder / "people.ndjson", index="humans", settings={"filterableAttributes": ["id"]}, primary_key="id")
    assert len(fake.index("humans").documents) == 3
    assert get(fake, "/indexes/humans/settings/filterable-attributes") == ["id"]
    assert len(fake.requests) == 1  # loading is not in the journal


def test_documents_from_python() -> None:
    fake = MeiliFake()
    fake.load(BOOKS, index="books")
    assert fake.index("books").documents == BOOKS
    with pytest.raises(ValueError, match="need index="):
        fake.load(BOOKS)


@pytest.mark.parametrize("source", [{"id": 1}, ({"id": number} for number in (1,)), ({"id": 1},)], ids=["one", "generator", "tuple"])
def test_documents_come_in_any_shape(source: Any) -> None:
    fake = MeiliFake()
    fake.load(source, index="books")
    assert fake.index("books").documents == [{"id": 1}]


def test_a_directory_names_its_indexes_itself(folder: Path) -> None:
    with pytest.raises(ValueError, match="its files name their indexes"):
        MeiliFake().load(folder, index="books")


def test_plans_are_for_the_test_not_for_the_data_it_starts_with() -> None:
    fake = MeiliFake()
    fake.fail_next_task("documentAdditionOrUpdate")
    fake.fail(status=503)
    fake.load(BOOKS, index="books")
    fake.faults.active = ()
    client = httpx.Client(transport=fake.transport, base_url="http://any")
    uid = client.post("/indexes/books/documents", json=BOOKS).json()["taskUid"]
    assert client.get(f"/tasks/{uid}").json()["status"] == "failed"


def test_a_task_that_loading_told_of_was_looked_at() -> None:
    fake = MeiliFake()
    with pytest.raises(SeedError, match="primary key inference failed"):
        fake.load([{"nothing": "like an id"}], index="books")
    assert fake.failed_tasks.unobserved([], set()) == []


def test_a_fake_says_what_it_holds() -> None:
    fake = MeiliFake()
    fake.load(BOOKS, index="books")
    assert repr(fake) == "<MeiliFake http://localhost:7700: 1 indexes, 1 tasks, 0 requests>"


def test_what_the_server_refuses(folder: Path) -> None:
    (folder / "books.json").write_text("[{]")
    with pytest.raises(SeedError, match="malformed"):
        MeiliFake().load(folder)
    with pytest.raises(SeedError, match="primary key"):
        MeiliFake().load([{"name": "x"}], index="books")
    with pytest.raises(ValueError, match="expected a directory or one of"):
        MeiliFake().load(folder / "notes.txt")
    with pytest.raises(FileNotFoundError):
        MeiliFake().load(folder / "nothing.json")


def test_snapshots_go_back_and_are_not_changed_by_it() -> None:
    one, two = MeiliFake(), MeiliFake()
    one.load(BOOKS, index="books")
    snapshot = one.snapshot()
    for fake in (one, two, one):
        fake.restore(snapshot)
        assert fake.index("books").documents == BOOKS
        fake.load([{"id": 3, "title": "Ash"}], index="books")
        assert len(fake.index("books").documents) == 3
    assert one.index("books").documents is not two.index("books").documents


def test_a_snapshot_keeps_the_randomness_of_a_seeded_fake() -> None:
    fake = MeiliFake(seed=1)
    snapshot = fake.snapshot()
    first = fake.engine.ids.uuid4()
    fake.restore(snapshot)
    assert fake.engine.ids.uuid4() == first
    assert MeiliFake(seed=1).engine.ids.uuid4() == first


def test_reset() -> None:
    fake = MeiliFake("the key")
    fake.load(BOOKS, index="books")
    fake.fail("*")
    fake.clock.freeze("2020-01-01")
    get(fake, "/health")
    fake.reset()
    assert fake.requests == []
    assert get(fake, "/stats")["indexes"] == {}  # type: ignore[index]
    assert fake.clock().year >= 2024


def test_the_clock_stands_still_and_moves() -> None:
    fake = MeiliFake()
    fake.clock.freeze("2024-01-02T03:04:05Z")
    fake.load(BOOKS, index="books")
    fake.clock.advance(90)
    fake.load(BOOKS, index="books")
    fake.clock.advance(timedelta(days=1))
    index = get(fake, "/indexes/books")
    assert isinstance(index, dict)
    assert index["createdAt"].startswith("2024-01-02T03:04:05.")
    assert index["updatedAt"].startswith("2024-01-02T03:05:35.")
    assert fake.clock() == datetime(2024, 1, 3, 3, 5, 35, tzinfo=UTC)
    fake.clock.resume()
    assert timedelta(0) <= fake.clock() - datetime(2024, 1, 3, 3, 5, 35, tzinfo=UTC) < timedelta(seconds=5)


def test_seed_and_now_make_every_answer_the_same() -> None:
    def answers() -> list[bytes]:
        fake = MeiliFake("the key", seed=3, now="2024-01-02T03:04:05Z")
        client = httpx.Client(transport=fake.transport, base_url="http://any", headers={"authorization": "Bearer the key"})
        client.post("/indexes/books/documents", json=BOOKS)
        client.post("/keys", json={"actions": ["*"], "indexes": ["*"], "expiresAt": None})
        client.post("/dumps")
        paths = ("/keys", "/tasks", "/batches", "/indexes", "/stats", "/indexes/books/search?q=fog")
        return [client.get(path).content for path in paths]

    first = answers()
    assert first == answers()
    assert all(text.count(b"2024-01-02T03:04:05.000000Z") for text in first[:-1])
    assert b"PT0S" in first[1]


def test_now_is_where_a_reset_and_a_block_lead_back_to() -> None:
    at = datetime(2024, 1, 2, tzinfo=UTC)
    with MeiliFake("the key", tasks="background", now=datetime(2024, 1, 2)) as fake:
        with fake.clock.freeze("2030-01-01"):
            assert fake.clock().year == 2030
        assert fake.clock() == at
        fake.clock.advance(60)
        fake.clock.resume()
        assert fake.clock() > at
        fake.reset()
        assert fake.clock() == at
        assert get(fake, "/keys")["results"][0]["createdAt"].startswith("2024-01-02T00:00:00.")  # type: ignore[index]
    with pytest.raises(ValueError, match="yesterday"):
        MeiliFake(now="yesterday")


def test_the_clock_advances_while_it_runs_and_a_block_ends_everything() -> None:
    clock = MeiliFake().clock
    clock.advance(3600)
    assert clock() - datetime.now(UTC) > timedelta(minutes=59)
    with clock.freeze():
        first = clock()
        assert clock() == first
    assert abs(clock() - datetime.now(UTC)) < timedelta(seconds=5)
