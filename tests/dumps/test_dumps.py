"""Dumps: what is written reads back, and is laid out as the real server lays it out."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from meilifake import MeiliFake
from meilifake.dumps import archive, bitmap_bytes
from meilifake.dumps.write import chat_file
from meilifake.errors.base import MeiliError, Unsupported
from meilifake.options import Options

DATE = re.compile(r"\d{4}-\d\d-\d\dT[0-9:.]+Z")
SHARED = Path(__file__).resolve().parents[3] / "shared" / "dumps"
SEEN = (
    "/indexes",
    "/tasks?limit=1000",
    "/indexes/movies",
    "/indexes/movies/settings",
    "/indexes/movies/documents?limit=100&retrieveVectors=true",
    "/indexes/movies/stats",
    "/indexes/books/documents",
    "/webhooks",
    "/keys",
)
DATES = ("updatedAt",)


def client(fake: MeiliFake) -> httpx.Client:
    return httpx.Client(transport=fake.transport, base_url="http://localhost:7700", headers={"authorization": "Bearer master"})


def seeded() -> MeiliFake:
    fake = MeiliFake(master_key="master")
    with client(fake) as http:
        settings = {
            "filterableAttributes": ["year", {"attributePatterns": ["g*"], "features": {"facetSearch": False}}],
            "synonyms": {"dark": ["black"]},
            "stopWords": ["the"],
            "embedders": {"m": {"source": "userProvided", "dimensions": 2}},
            "typoTolerance": {"minWordSizeForTypos": {"oneTypo": 4}},
        }
        http.patch("/indexes/movies/settings", json=settings)
        movies = [{"title": f"Film {n}", "id": n, "year": 1990 + n, "_vectors": {"m": [n / 10, 0.5]}} for n in range(12)]
        http.post("/indexes/movies/documents", json=movies)
        http.post("/indexes/movies/documents/delete", json={"filter": "year > 2000"})
        http.post("/indexes/books/documents?primaryKey=isbn", json=[{"isbn": "a-1", "n": 1e20, "nested": {"b": 1, "a": [None]}}])
        http.post("/indexes/books/documents", json=[{"nope": 1}])
        http.post("/swap-indexes", json=[{"indexes": ["movies", "none"]}])
        http.post("/webhooks", json={"url": "http://localhost:1/x", "headers": {"authorization": "Bearer secret"}})
        http.post("/keys", json={"actions": ["search"], "indexes": ["m*"], "expiresAt": "2999-01-01T00:00:00+02:00"})
    return fake


def dumped(fake: MeiliFake) -> bytes:
    with client(fake) as http:
        http.post("/dumps")
    return next(reversed(fake.dumps.values()))


def without_dates(value: object) -> object:
    if isinstance(value, dict):
        return {name: without_dates(inner) for name, inner in value.items() if name not in DATES}
    return [without_dates(inner) for inner in value] if isinstance(value, list) else value


def test_nothing_is_lost(tmp_path: Path) -> None:
    fake = seeded()
    before = {}
    with client(fake) as http:
        before = {path: http.get(path).json() for path in SEEN}
    path = tmp_path / "it.dump"
    path.write_bytes(dumped(fake))
    other = MeiliFake(master_key="master")
    other.load_dump(path)
    with client(other) as http:
        after = {path: http.get(path).json() for path in SEEN}
    for name in SEEN:
        if not name.startswith("/tasks"):
            # The primary key comes first in the field map that an import builds, so only the order of keys may change.
            assert without_dates(after[name]) == without_dates(before[name]), name
    old, new = before["/tasks?limit=1000"]["results"], after["/tasks?limit=1000"]["results"]
    assert new[0]["type"] == "dumpCreation"
    assert (new[0]["batchUid"], new[0]["details"]) == (None, {"dumpUid": None})
    assert new[1:] == old


def test_a_dump_of_a_dump_is_the_same(tmp_path: Path) -> None:
    first = archive.unpack(dumped(seeded()))
    path = tmp_path / "it.dump"
    path.write_bytes(archive.pack(first, 0))
    other = MeiliFake(master_key="master")
    other.load_dump(path)
    second = archive.unpack(dumped(other))
    assert set(first) == set(second)
    for name in ("keys.jsonl", "indexes/movies/settings.json", "webhooks.json", "experimental-features.json", "network.json"):
        assert first[name] == second[name], name
    assert [json.loads(x) for x in (first["indexes/movies/documents.jsonl"] or b"").splitlines()] == [
        json.loads(x) for x in (second["indexes/movies/documents.jsonl"] or b"").splitlines()
    ]


def test_waiting_imports_are_done_after_the_import(tmp_path: Path) -> None:
    fake = MeiliFake(tasks="manual")
    with client(fake) as http:
        http.post("/indexes/movies/documents", json=[{"id": 1}, {"id": 2}])
        http.post("/dumps")
        fake.step()
    path = tmp_path / "it.dump"
    path.write_bytes(next(iter(fake.dumps.values())))
    other = MeiliFake()
    other.load_dump(path)
    with client(other) as http:
        assert http.get("/indexes/movies/documents").json()["total"] == 2
        assert http.get("/tasks/0").json()["details"] == {"receivedDocuments": 2, "indexedDocuments": 2}


def test_the_task_thread_is_woken_by_an_import_and_by_a_restore(tmp_path: Path) -> None:
    fake = MeiliFake(tasks="manual")
    with client(fake) as http:
        http.post("/indexes/movies/documents", json=[{"id": 1}])
        http.post("/dumps")
        fake.step()
    path = tmp_path / "it.dump"
    path.write_bytes(next(iter(fake.dumps.values())))
    for begin in (lambda one: one.load_dump(path), lambda one: one.restore(fake.snapshot())):
        with MeiliFake(tasks="background") as other, client(other) as http:
            begin(other)
            deadline = time.monotonic() + 5
            while http.get("/tasks/0").json()["status"] != "succeeded" and time.monotonic() < deadline:
                time.sleep(0.005)
            assert http.get("/tasks/0").json()["status"] == "succeeded"


@pytest.mark.parametrize(("held", "shown"), [(None, None), ({}, None), ({"legacySearch": None}, None), ({"legacySearch": True}, True)])
def test_the_features_are_those_of_the_dump(tmp_path: Path, held: dict[str, bool | None] | None, shown: bool | None) -> None:
    """Not those of the launch options; and only a server that starts decides about the one that a dump leaves open."""
    members = archive.unpack(dumped(MeiliFake()))
    del members["experimental-features.json"]
    if held is not None:
        members["experimental-features.json"] = json.dumps({"metrics": True, **held}).encode()
    path = tmp_path / "it.dump"
    path.write_bytes(archive.pack(members, 0))
    fake = MeiliFake(options=Options(features=("containsFilter",)))
    fake.load_dump(path)
    with client(fake) as http:
        found = http.get("/experimental-features").json()
        assert (found["metrics"], found["containsFilter"], found["legacySearch"]) == (held is not None, False, shown)
        assert http.patch("/experimental-features", json={"network": True}).json()["legacySearch"] is shown
        assert http.patch("/experimental-features", json={"legacySearch": False}).json()["legacySearch"] is False
    again = json.loads(archive.unpack(dumped(fake))["experimental-features.json"] or b"")
    assert again["legacySearch"] is False


@pytest.mark.parametrize("version", ["V1", "V4", "V5"])
def test_older_versions_are_refused_by_name(tmp_path: Path, version: str) -> None:
    """Whatever files they hold: their queue is elsewhere, and some have no keys."""
    path = tmp_path / "old.dump"
    members: archive.Members = {"metadata.json": f'{{"dumpVersion":"{version}"}}'.encode(), "updates": None, "updates/data.jsonl": b""}
    path.write_bytes(archive.pack(members, 0))
    with pytest.raises(Unsupported, match=f"version {version}"):
        MeiliFake().load_dump(path)


@pytest.mark.parametrize("metadata", [b"{}", b'{"dumpVersion":"V7"}', b'{"dumpVersion":"V6"}', b"[", b"[]"])
def test_a_version_that_no_server_wrote_and_missing_files_are_damage(tmp_path: Path, metadata: bytes) -> None:
    path = tmp_path / "odd.dump"
    path.write_bytes(archive.pack({"metadata.json": metadata, "keys.jsonl": b""}, 0))
    with pytest.raises(MeiliError, match="Corrupted dump"):
        MeiliFake().load_dump(path)


@pytest.mark.parametrize("content", [b"", b"no dump", b"\x1f\x8b\x08\x00garbage"])
def test_broken_files_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.dump"
    path.write_bytes(content)
    with pytest.raises(MeiliError, match="Corrupted dump"):
        MeiliFake().load_dump(path)


@pytest.mark.parametrize("uids", [(), (0,), (1, 5, 70000), tuple(range(5000)), (65535, 65536)])
def test_bitmaps_read_back(uids: tuple[int, ...]) -> None:
    assert bitmap_bytes.decode(bitmap_bytes.encode(uids)) == uids


def test_bitmaps_as_the_real_server_writes_them() -> None:
    assert bitmap_bytes.encode([]) == [58, 48, 0, 0, 0, 0, 0, 0]
    assert bitmap_bytes.encode([1]) == [58, 48, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 16, 0, 0, 0, 1, 0]


def real_dumps(test: Callable[[str], None]) -> pytest.MarkDecorator:
    skipped = pytest.mark.skipif(not SHARED.exists(), reason="the recorded dumps are not at hand")
    return skipped(pytest.mark.parametrize("name", ["plain", "rich", "keys"])(test))


def imported(name: str) -> tuple[MeiliFake, archive.Members]:
    """A fake that holds a real dump, and the members of the dump."""
    fake = MeiliFake(master_key="master")
    fake.load_dump(SHARED / f"{name}.dump")
    return fake, archive.unpack((SHARED / f"{name}.dump").read_bytes())


@real_dumps
def test_layout_equals_the_real_one(name: str) -> None:
    """Every member of a real dump, and every field of its lines, is in ours after an import."""
    fake, real = imported(name)
    ours = archive.unpack(dumped(fake))
    assert set(ours) == set(real)
    for member in real:
        if member.endswith((".json", "keys.jsonl", "documents.jsonl")) and member != "metadata.json":
            assert shape(ours[member]) == shape(real[member]), member
    lines = {json.loads(line)["uid"]: json.loads(line) for line in (ours["tasks/queue.jsonl"] or b"").splitlines()}
    for line in (real["tasks/queue.jsonl"] or b"").splitlines():
        task = json.loads(line)
        if task["type"] != "dumpCreation" and not (isinstance(task["type"], dict) and "dumpCreation" in task["type"]):
            assert lines[task["uid"]] == task


@real_dumps
def test_dates_of_a_dump_are_shown_to_the_nanosecond(name: str) -> None:
    """Every date that the real server showed after the import, where it stands in the dump."""
    fake, members = imported(name)
    steps = json.loads((SHARED / f"{name}.json").read_text())["steps"]
    real = {date for step in steps if step["request"]["method"] == "GET" for date in DATE.findall(json.dumps(step["response"]))}
    real &= {date for content in members.values() for date in DATE.findall((content or b"").decode())}
    with client(fake) as http:
        ours = {date for path in ("/indexes", "/tasks", "/batches", "/keys") for date in DATE.findall(http.get(f"{path}?limit=100").text)}
    assert real
    assert ours >= real


def shape(content: bytes | None) -> list[list[str]]:
    return [sorted(json.loads(line)) for line in (content or b"").splitlines() if line.strip()]


@pytest.mark.parametrize(
    ("uid", "words"),
    [
        ("x" * 251, "File name too long (os error 36)"),
        ("é" * 126, "File name too long (os error 36)"),
        ("a/b", "No such file or directory (os error 2)"),
        ("..", "Is a directory (os error 21)"),
        ("\0", "file name contained an unexpected NUL byte"),
    ],
)
def test_a_workspace_that_no_file_can_be_named_after(uid: str, words: str) -> None:
    with pytest.raises(MeiliError) as caught:
        chat_file(uid)
    assert (caught.value.code, caught.value.message) == ("internal", words)


def test_the_file_of_a_workspace() -> None:
    folder = "chat-completions-settings"
    names = {"x": f"{folder}/x.json", "a.b": f"{folder}/a.json", ".a": f"{folder}/.a.json", "../x": "x.json"}
    assert {uid: chat_file(uid) for uid in names} == names


def test_earlier_dumps_keep_their_names() -> None:
    with MeiliFake() as fake:
        with httpx.Client(transport=fake.transport, base_url="http://fake") as client:
            client.post("/dumps")
            fake.clock.advance(1)
            client.post("/dumps")
        first, last = list(fake.dumps)
    queue = archive.unpack(fake.dumps[last])["tasks/queue.jsonl"] or b""
    details = [json.loads(line)["details"] for line in queue.splitlines()]
    assert details == [{"Dump": {"dump_uid": first}}, {"Dump": {"dump_uid": None}}]
