"""The recording proxy: one fake before another, and what it wrote is played again."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from meilifake import MeiliFake
from meilifake.conformance.exchange import Got, Scenario, Sent, Step
from meilifake.conformance.replay import replay
from meilifake.conformance.targets import FakeTarget
from meilifake.server.live import LiveServer
from meilifake.server.recorder import Recorder, collapsed, request_body
from meilifake.server.upstream import Upstream

KEY = "a master key for tests"


def use(client: httpx.Client) -> None:
    """A session as a user's program has it: a write, impatient polls, reads, an error, a secret."""
    uid = client.post("/indexes/books/documents", json=[{"id": 1, "title": "Fog"}, {"id": 2, "title": "Rain"}]).json()["taskUid"]
    while client.get(f"/tasks/{uid}").json()["status"] in ("enqueued", "processing"):
        pass
    assert client.post("/indexes/books/search", json={"q": "fog"}).json()["hits"]
    assert client.get("/indexes/nope").status_code == 404
    key = client.post("/keys", json={"actions": ["search"], "indexes": ["*"], "expiresAt": None}).json()
    assert client.get(f"/keys/{key['uid']}").json()["key"] == key["key"]
    assert client.post("/indexes/books/search", content=b'{"q": oops}', headers={"content-type": "application/json"}).status_code == 400


def test_a_recorded_session_is_replayed(tmp_path: Path) -> None:
    file = tmp_path / "session.json"
    with MeiliFake(master_key=KEY, tasks="background") as fake, fake.serve() as real:
        recorder = Recorder(Upstream(real), file, KEY)
        assert recorder.fresh()
        with LiveServer(recorder, "127.0.0.1", 0) as url, httpx.Client(base_url=url, headers={"authorization": f"Bearer {KEY}"}) as client:
            use(client)
        recorder.save()
        assert not recorder.fresh()
    scenario = Scenario.load(file)
    assert (scenario.name, scenario.server, scenario.options["master_key"]) == ("recorded/session", "1.50.0", KEY)
    assert [step.sent.path for step in scenario.steps if step.sent and step.poll] == ["/tasks/0"]
    outcome = replay(scenario, FakeTarget(scenario.options))
    assert (outcome.steps, outcome.differences) == (7, [])


def test_a_replay_notices_what_changed(tmp_path: Path) -> None:
    with MeiliFake() as fake, fake.serve() as real:
        recorder = Recorder(Upstream(real), tmp_path / "one.json")
        with LiveServer(recorder, "127.0.0.1", 0) as url:
            httpx.get(url + "/health")
        recorder.save()
    text = (tmp_path / "one.json").read_text()
    (tmp_path / "one.json").write_text(text.replace("available", "gone"))
    command = [sys.executable, "-m", "meilifake", "conformance", "replay", "--corpus", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "recorded/one step 0: GET /health" in done.stdout


def test_the_command_line_writes_the_file_when_it_is_stopped(tmp_path: Path) -> None:
    file = tmp_path / "cli.json"
    with MeiliFake() as fake, fake.serve() as real:
        command = [sys.executable, "-m", "meilifake", "--http-addr", "127.0.0.1:0", "--fake-record", real, "--fake-record-to", str(file)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            assert process.stdout is not None
            url = process.stdout.readline().split()[-1]
            assert httpx.post(url + "/indexes", json={"uid": "books"}).status_code == 202
            process.send_signal(signal.SIGTERM)
            assert process.wait(10) == 0
        finally:
            process.kill()
            process.communicate()
        assert [index["uid"] for index in httpx.get(real + "/indexes").json()["results"]] == ["books"]
    steps = json.loads(file.read_text())["steps"]
    assert [step["request"]["json"] for step in steps] == [{"uid": "books"}]


def test_no_server_is_a_clear_answer(tmp_path: Path) -> None:
    recorder = Recorder(Upstream("http://127.0.0.1:9"), tmp_path / "none.json")
    with LiveServer(recorder, "127.0.0.1", 0) as url:
        answer = httpx.get(url + "/health")
    assert answer.status_code == 502
    assert "no answer from http://127.0.0.1:9" in answer.json()["message"]
    assert recorder.steps == []


@pytest.mark.parametrize("url", ["localhost:7700", "ftp://a", "http://", ""])
def test_a_url_that_is_none(url: str) -> None:
    with pytest.raises(ValueError, match="is not the URL of a server"):
        Upstream(url)


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        (b"", {}),
        (b'{"q":"\xc3\xa9"}', {"json": {"q": "é"}}),
        (b'{"q": 1, "r": [1, 2]}', {"json": {"q": 1, "r": [1, 2]}}),
        (b'{"q":1,"q":2}', {"text": '{"q":1,"q":2}'}),
        (b'{"q":1e2}', {"text": '{"q":1e2}'}),
        (b"oops", {"text": "oops"}),
        (b"\xff", {"base64": "/w=="}),
    ],
)
def test_bodies_are_kept_byte_for_byte(body: bytes, kept: object) -> None:
    assert request_body(body) == kept


def test_polls_become_the_last_one() -> None:
    def poll(task: int, status: str) -> Step:
        return Step(
            Sent("GET", f"/tasks/{task}"),
            Got(200, "application/json", {"json": {"status": status}}),
            unstable=status not in ("succeeded", "failed"),
        )

    given = [poll(0, "enqueued"), poll(1, "enqueued"), poll(0, "processing"), poll(0, "succeeded"), poll(0, "succeeded")]
    kept = [(step.sent.path, step.poll, step.unstable) for step in collapsed(given) if step.sent]
    assert kept == [("/tasks/1", False, True), ("/tasks/0", True, False), ("/tasks/0", True, False)]
