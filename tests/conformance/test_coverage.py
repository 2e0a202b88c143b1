"""The page of coverage: how its rows are found, and that the one in the docs is of today."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from meilifake.conformance.cli import main
from meilifake.conformance.coverage import SECTIONS, counted, table, without_further
from meilifake.conformance.mentions import Mentions
from meilifake.conformance.out_of_reach import OUT_OF_REACH
from meilifake.conformance.sightings import sightings

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs/coverage.md"
SHARED = ROOT.parent / "shared/recordings"


def mentions() -> Mentions:
    return Mentions(ROOT, [ROOT / "tests", ROOT / "conformance"])


def step(method: str, path: str, body: object = None, answer: object = None) -> dict[str, object]:
    sent = {"method": method, "path": path, **({"json": body} if body is not None else {})}
    return {"request": sent, "response": {"status": 200, "content_type": "application/json", "json": answer}}


def scenario(folder: Path, name: str, *steps: dict[str, object]) -> None:
    path = folder / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"name": "what it calls itself", "steps": steps}))


def test_the_page_is_of_today() -> None:
    """Without the shared recordings too: only its last column depends on them."""
    found = table(ROOT / "conformance/corpus", (), mentions())
    assert without_further(found) == without_further(PAGE.read_text()), "run `make coverage`"


@pytest.mark.skipif(not SHARED.exists(), reason="the shared recordings are not on this machine")
def test_the_page_is_of_today_with_the_shared_recordings() -> None:
    assert table(ROOT / "conformance/corpus", [SHARED], mentions()) == PAGE.read_text(), "run `make coverage`"


def test_what_requests_and_answers_meet(tmp_path: Path) -> None:
    error = {"message": "", "code": "index_not_found", "type": "invalid_request", "link": ""}
    scenario(tmp_path, "area/one", step("GET", "/indexes/x/search?q=a&limit=2", answer=error), step("GET", "/nothing/at/all"))
    scenario(
        tmp_path,
        "area/two",
        step("PATCH", "/indexes/x/settings", {"rankingRules": ["words", "year:desc"], "stopWords": []}),
        step("PUT", "/indexes/x/settings/dictionary", ["a"]),
        step("GET", "/tasks", answer={"results": [{"type": "dsrClear"}]}),
        step("PATCH", "/experimental-features", {"network": True}),
        step("POST", "/indexes/x/search", {"hybrid": {"embedder": "e"}}, {"hits": [{"_rankingScoreDetails": {"_geoPoint(1, 2):asc": {}}}]}),
    )
    found = sightings([tmp_path])
    names = {subject for subject, where in found.items() if where == ["area/two"]}
    assert {kind: sorted(name for at, name in names if at == kind) for kind in ("setting", "feature", "task", "rule")} == {
        "setting": ["dictionary", "rankingRules", "stopWords"],
        "feature": ["network"],
        "task": ["dsrClear"],
        "rule": ["desc", "geo", "words"],
    }
    assert ("parameter", "POST /indexes/{index_uid}/search .embedder") in names
    assert {subject for subject, where in found.items() if where == ["area/one"]} == {
        ("route", "GET /indexes/{index_uid}/search"),
        ("parameter", "GET /indexes/{index_uid}/search ?q"),
        ("parameter", "GET /indexes/{index_uid}/search ?limit"),
        ("code", "index_not_found"),
    }


def test_what_a_test_file_speaks_of(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(
        'client.post("/indexes/books/search", json={"q": ""})\n'
        'client.request("PATCH", f"/webhooks/{uuid}")\n'
        "assert answer['code'] == 'what_a_code'\n"
    )
    (tmp_path / "other.py").write_text('client.get("/health")')
    found = Mentions(tmp_path, [tmp_path])
    assert found.of("route", "POST /indexes/{index_uid}/search") == ["test_it.py"]
    assert found.of("route", "PATCH /webhooks/{uuid}") == ["test_it.py"]
    assert found.of("code", "what_a_code") == ["test_it.py"]
    assert found.of("parameter", "POST /indexes/{index_uid}/search .q") == ["test_it.py"]
    for kind, name in (
        ("route", "GET /indexes/{index_uid}/search"),
        ("route", "POST /indexes/{index_uid}"),
        ("route", "GET /health"),
        ("code", "what"),
        ("parameter", "POST /indexes/{index_uid}/search .filter"),
    ):
        assert found.of(kind, name) == []


def test_a_page(tmp_path: Path) -> None:
    scenario(tmp_path / "corpus", "a/one", step("GET", "/health"))
    scenario(tmp_path / "further", "b/two", step("GET", "/health"), step("GET", "/version"))
    page = table(tmp_path / "corpus", [tmp_path / "further"])
    assert "| `GET /health` | 1: a/one |  | 1: b/two |" in page
    assert "| `GET /version` |  |  | 1: b/two |" in page
    assert "| `GET /stats` |  |  | unmet |" in page
    name, reason = next(iter(OUT_OF_REACH.items()))
    assert f"| `{name}` |  |  | unmet: {reason} |" in page
    assert f"| Routes | {len(list(SECTIONS['route'].names()))} | 1 | 0 | 2 |" in page
    assert "b/two" not in without_further(page)


def test_examples_come_from_different_areas() -> None:
    assert counted([]) == ""
    assert counted(["a/0", "a/1", "a/2", "b/0"]) == "4: a/0, b/0, a/1"


def test_nothing_that_is_met_is_out_of_reach() -> None:
    """A reason that is no longer true has to go."""
    known = {name for kind in ("code", "task") for name in SECTIONS[kind].names()}
    met = {name for kind, name in sightings([ROOT / "conformance/corpus"]) if kind in ("code", "task")}
    assert set(OUT_OF_REACH) <= known
    assert not set(OUT_OF_REACH) & met


def test_the_command(tmp_path: Path) -> None:
    scenario(tmp_path / "corpus", "a/one", step("GET", "/health"))
    page = tmp_path / "page.md"
    assert main(["coverage", "--corpus", str(tmp_path / "corpus"), "--tests", str(tmp_path), "--page", str(page)]) == 0
    assert page.read_text() == table(tmp_path / "corpus")
