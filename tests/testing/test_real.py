"""`--meilifake-real`: a user's suite against a server over HTTP. Its part is played by a live fake with tasks in the background."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from meilifake import MeiliFake

KEY = "the master key of the real server"
SUITE = """
import httpx
import pytest
from meilisearch_python_sdk import Client
from meilifake import MeiliError

def test_instant(meili_fake):
    client = Client("http://localhost:7700", "the key of the suite")
    assert not meili_fake.index("books").exists
    index = client.index("books")
    task = index.add_documents([{"id": 1, "title": "Fog"}])
    assert client.get_task(task.task_uid).status == "succeeded"
    assert index.search("fog").hits[0]["id"] == 1
    meili_fake.assert_searched("books", q="fog")
    assert meili_fake.index("books").last_search.q == "fog"
    assert meili_fake.index("books").documents == [{"id": 1, "title": "Fog"}]

def test_it_starts_empty(meili_fake):
    client = meili_fake.client()
    assert client.get_indexes() is None
    meili_fake.load([{"id": 1}], index="books")
    assert [index.uid for index in client.get_indexes()] == ["books"]

def test_rights_are_those_of_the_suite(meili_fake):
    url = "http://localhost:7700/indexes"
    for key, status in ((None, 401), ("wrong", 403), ("the key of the suite", 200)):
        headers = {"authorization": f"Bearer {key}"} if key else {}
        assert httpx.get(url, headers=headers).status_code == status

@pytest.mark.parametrize("time", [1, 2])
def test_nothing_is_left(meili_fake, time):
    client = httpx.Client(base_url="http://localhost:7700", headers={"authorization": "Bearer the key of the suite"})
    assert client.get("/experimental-features").json()["network"] is False
    assert len(client.get("/keys").json()["results"]) == 5  # the default ones, and one that was there
    assert client.get("/webhooks").json()["results"] == []
    client.patch("/experimental-features", json={"network": True, "dynamicSearchRules": True, "chatCompletions": True})
    client.post("/keys", json={"actions": ["search"], "indexes": ["*"], "expiresAt": None})
    client.post("/webhooks", json={"url": "http://127.0.0.1:1"})
    assert client.get("/chats").json()["results"] == []
    assert client.post("/dynamic-search-rules", json={}).json()["results"] == []
    client.patch("/chats/shop/settings", json={})
    client.patch("/dynamic-search-rules/first", json={"active": True})

def test_a_failed_task_is_noticed(meili_fake):
    meili_fake.client().index("books").add_documents([{"nothing": "like an id"}])

def test_faults_are_ours(meili_fake):
    with meili_fake.fail("/health", status=503):
        assert httpx.get("http://localhost:7700/health").status_code == 503
    assert httpx.get("http://localhost:7700/health").status_code == 200

def test_only_a_fake_can(meili_fake):
    meili_fake.fail_next_task()

@pytest.mark.meili_fake(tasks="manual")
def test_only_a_fake_can_wait(meili_fake):
    pass

def test_a_slip_is_no_reason_to_skip(meili_fake):
    with pytest.raises(AttributeError, match="did you mean 'assert_searched'"):
        meili_fake.assert_search("books")

def test_an_index_that_is_not_there(meili_fake):
    with pytest.raises(MeiliError, match="Index `nothing` not found"):
        meili_fake.index("nothing").documents
"""


@pytest.fixture
def server() -> Iterator[MeiliFake]:
    with MeiliFake(KEY, tasks="background") as fake, fake.serve():
        yield fake


def run(pytester: pytest.Pytester, server: MeiliFake, *arguments: str) -> pytest.RunResult:
    pytester.makepyfile(SUITE)
    pytester.makeini("[pytest]\nmeilifake_master_key = the key of the suite")
    httpx.post(
        f"{server.url}/keys",
        headers={"authorization": f"Bearer {KEY}"},
        json={"actions": ["search"], "indexes": ["*"], "expiresAt": None, "uid": "01234567-89ab-4def-8123-456789abcdef"},
    )
    options = [f"--meilifake-real={server.url}", f"--meilifake-real-key={KEY}", "-rs", "-p", "no:cacheprovider"]
    return pytester.runpytest_subprocess(*options, *arguments)


def test_a_suite_runs_on_a_real_server(pytester: pytest.Pytester, server: MeiliFake) -> None:
    result = run(pytester, server)
    result.assert_outcomes(passed=9, skipped=2, warnings=1)
    result.stdout.fnmatch_lines(["*UnobservedFailedTask: 1 task failed, and the test never looked:*"])
    result.stdout.fnmatch_lines(
        ["SKIPPED*test_a_suite_runs_on_a_real_server.py:*meili_fake.fail_next_task is something that only a fake can do*"]
    )
    assert not server.index("books").exists


@pytest.mark.parametrize("erase", [False, True])
def test_a_server_with_data_is_erased_only_when_that_is_said(pytester: pytest.Pytester, server: MeiliFake, erase: bool) -> None:
    server.load([{"id": 1}], index="precious")
    result = run(pytester, server, *(["--meilifake-real-erase"] if erase else []))
    assert server.index("precious").exists is not erase
    if not erase:
        result.stdout.fnmatch_lines(["*holds indexes (precious)*--meilifake-real-erase*"])


@pytest.mark.parametrize(
    ("url", "key", "words"),
    [("http://127.0.0.1:1", KEY, "no server answers at http://127.0.0.1:1"), ("", "wrong", "does not let us in (--meilifake-real-key)")],
)
def test_a_server_that_cannot_be_used(pytester: pytest.Pytester, server: MeiliFake, url: str, key: str, words: str) -> None:
    pytester.makepyfile("def test_it(meili_fake):\n    pass")
    result = pytester.runpytest_inprocess(f"--meilifake-real={url or server.url}", f"--meilifake-real-key={key}", "-p", "no:cacheprovider")
    result.assert_outcomes(errors=1)
    assert words in result.stdout.str()


def test_one_server_is_not_for_several_workers(pytester: pytest.Pytester, server: MeiliFake) -> None:
    pytest.importorskip("xdist", reason="pytest-xdist is not installed")
    pytester.makepyfile("def test_it(meili_fake):\n    pass")
    options = [f"--meilifake-real={server.url}", f"--meilifake-real-key={KEY}", "-p", "no:cacheprovider", "-n", "2"]
    result = pytester.runpytest_subprocess(*options)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*each test erases it: run with --meilifake-real without xdist*"])
