"""`conformance drift` and `record`, on a server that has a past and on one that is started for it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import httpx
import pytest

from meilifake import MeiliFake
from meilifake.conformance.cli import main
from meilifake.conformance.exchange import Got, Scenario, Sent, Step
from meilifake.conformance.record import record
from meilifake.conformance.targets import FakeTarget

JSON = {"content-type": "application/json"}
SPAWN = f"{sys.executable} -m meilifake --http-addr 127.0.0.1:{{port}}"


def step(method: str, path: str, body: object = None, *, poll: bool = False) -> Step:
    sent = Sent(method, path, JSON if body is not None else {}, {"json": body} if body is not None else {})
    return Step(sent, Got(200, "application/json", {"json": {}}), poll=poll)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two scenarios with task numbers; in the second, one answer is not what any server gives today."""
    folder = tmp_path / "corpus"
    books = (
        step("POST", "/indexes/books/documents", [{"id": 1}]),
        step("GET", "/tasks/0", poll=True),
        step("GET", "/indexes/books/documents"),
    )
    for name in ("one", "two"):
        record(Scenario(f"books/{name}", (*books, step("GET", "/tasks"))), FakeTarget, "1.50.0").save(folder / "books" / f"{name}.json")
    path = folder / "books/two.json"
    path.write_text(path.read_text().replace('"results":[{"id":1}]', '"results":[{"id":2}]'))
    return folder


def drift(corpus: Path, *arguments: str) -> int:
    return main(["drift", "--corpus", str(corpus), "--report", str(corpus.parent / "report"), *arguments])


@pytest.mark.parametrize("spawned", [False, True])
def test_a_report_tells_what_is_answered_otherwise(corpus: Path, spawned: bool) -> None:
    with MeiliFake(tasks="background") as fake, fake.serve() as url:
        httpx.post(url + "/indexes", json={"uid": "before"})
        fake.drain()
        assert drift(corpus, *(["--spawn", SPAWN] if spawned else ["--url", url, "--erase"])) == 1
    page = (corpus.parent / "report.md").read_text()
    assert f"# Drift of version {'1.50.0'} from the corpus" in page
    assert "| `GET /indexes/{}/documents` | 1 | 1 | .results[].id (1) |  |" in page
    assert "| `POST /indexes/{}/documents` | 2 | 0 |  |  |" in page
    assert "| `GET /tasks/{}` | 2 | 0 |  |  |" in page
    assert ("| `GET /tasks` | 2 | 0 |  |  |" in page) is spawned
    assert "<td>.results[].id (1)</td>" in (corpus.parent / "report.html").read_text()


def test_without_a_difference_it_ends_well(corpus: Path) -> None:
    with MeiliFake(tasks="background").serve() as url:
        assert drift(corpus, "--url", url, "books/one") == 0


def test_a_server_with_data_is_not_erased_unasked(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with MeiliFake() as fake, fake.serve() as url:
        fake.load([{"id": 1}], index="precious")
        assert drift(corpus, "--url", url) == 2
        assert fake.index("precious").exists
    assert "--erase" in capsys.readouterr().err


def test_which_server_has_to_be_said(corpus: Path) -> None:
    with pytest.raises(SystemExit, match="--spawn"):
        drift(corpus)


def test_recorded_anew_the_numbers_are_those_of_a_fresh_server(corpus: Path) -> None:
    with MeiliFake(tasks="background") as fake, fake.serve() as url:
        httpx.post(url + "/indexes", json={"uid": "before"})
        fake.drain()
        assert main(["record", "--corpus", str(corpus), "--url", url, "--erase", "books/two"]) == 0
    steps = json.loads((corpus / "books/two.json").read_text())["steps"]
    assert steps[0]["response"]["json"]["taskUid"] == steps[1]["response"]["json"]["uid"] == 0
    assert steps[2]["response"]["json"]["results"] == [{"id": 1}]
    assert main(["replay", "--corpus", str(corpus)]) == 0
