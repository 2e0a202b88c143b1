"""`--meilifake-real`: a user's suite against a server over HTTP. Its part is played by a live fake with tasks in the background."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from meilifake import MeiliFake

KEY = "the master key of the real server"
SUITE = """
import httpx
import pytest
from meilisearch_python_sdk import Client

def test_instant(meili_fake):
    client = Client("http://localhost:7700", "the key of the suite")
    index = client.index("books")
    task = index.add_documents([{"id": 1, "title": "Fog"}])
    assert client.get_task(task.task_uid).status == "succeeded"
    assert index.search("fog").hits[0]["id"] == 1
    meili_fake.assert_searched("books", q="fog")

def test_it_starts_empty(meili_fake):
    assert httpx.get("http://localhost:7700/indexes").json()["total"] == 0
    meili_fake.load([{"id": 1}], index="books")
    assert httpx.get("http://localhost:7700/indexes").json()["total"] == 1

def test_faults_are_ours(meili_fake):
    with meili_fake.fail("/health", status=503):
        assert httpx.get("http://localhost:7700/health").status_code == 503
    assert httpx.get("http://localhost:7700/health").status_code == 200

def test_only_a_fake_can(meili_fake):
    meili_fake.fail_next_task()

@pytest.mark.meili_fake(tasks="manual")
def test_only_a_fake_can_wait(meili_fake):
    pass
"""


@pytest.fixture
def server() -> Iterator[MeiliFake]:
    with MeiliFake(KEY, tasks="background") as fake, fake.serve():
        yield fake


def run(pytester: pytest.Pytester, server: MeiliFake, *arguments: str) -> pytest.RunResult:
    pytester.makepyfile(SUITE)
    pytester.makeini("[pytest]\nmeilifake_master_key = the key of the suite")
    options = [f"--meilifake-real={server.url}", f"--meilifake-real-key={KEY}", "-rs", "-p", "no:cacheprovider"]
    return pytester.runpytest_subprocess(*options, *arguments)


def test_a_suite_runs_on_a_real_server(pytester: pytest.Pytester, server: MeiliFake) -> None:
    result = run(pytester, server)
    result.assert_outcomes(passed=3, skipped=2)
    result.stdout.fnmatch_lines(["*meili_fake.fail_next_task is something that only a fake can do*"])
    assert not server.index("books").exists


@pytest.mark.parametrize("erase", [False, True])
def test_a_server_with_data_is_erased_only_when_that_is_said(pytester: pytest.Pytester, server: MeiliFake, erase: bool) -> None:
    server.load([{"id": 1}], index="precious")
    result = run(pytester, server, *(["--meilifake-real-erase"] if erase else []))
    assert server.index("precious").exists is not erase
    if not erase:
        result.stdout.fnmatch_lines(["*holds indexes (precious)*--meilifake-real-erase*"])
