"""200 tests in two processes: each has its own server, whatever the others write, plan, freeze or break."""

from __future__ import annotations

import pytest

CROWD = '''
import httpx
import httpx2
import pytest
import requests

URL = "http://localhost:7700"
one, two = httpx.Client(base_url=URL), httpx2.Client(base_url=URL)  # built once: most of what a client costs is its TLS context
session = requests.Session()


def nothing_strange(fake):
    """As every test finds its server: new, seeded, on time, and in order."""
    assert fake.requests == []
    stats = session.get(URL + "/stats").json()
    assert {uid: index["numberOfDocuments"] for uid, index in stats["indexes"].items()} == {"seeds": 1}
    assert session.get(URL + "/tasks").json()["total"] == 1
    assert one.get("/experimental-features").json()["network"] is False
    assert fake.clock().year > 2020


@pytest.mark.parametrize("number", range(80))
def test_writes(meili_fake, number):
    nothing_strange(meili_fake)
    for name, client in ("httpx", one), ("httpx2", two), ("requests", session):
        client.post(URL + "/indexes/shared/documents", json=[{"id": number, "of": name}])
    assert one.get("/indexes/shared/documents").json()["results"] == [{"id": number, "of": "requests"}]
    two.patch("/experimental-features", json={"network": True})


@pytest.mark.parametrize("number", range(30))
def test_breaks(meili_fake, number):
    nothing_strange(meili_fake)
    meili_fake.fail("POST /indexes/shared/search", status=503, nth=2)
    meili_fake.fail("/health", fault=("drop", "reset", "timeout")[number % 3])
    statuses = [one.post("/indexes/shared/search", json={"q": str(number)}).status_code for _ in range(3)]
    assert statuses == [404, 503, 404]
    with pytest.raises(httpx2.TransportError):
        two.get("/health")
    meili_fake.assert_searched("shared", q=str(number), times=3)


@pytest.mark.parametrize("number", range(30))
def test_freezes(meili_fake, number):
    nothing_strange(meili_fake)
    meili_fake.clock.freeze("2001-01-01T00:00:00Z")
    meili_fake.clock.advance(number)
    session.post(URL + "/indexes", json={"uid": "shared"})
    assert session.get(URL + "/indexes/shared").json()["createdAt"].startswith(f"2001-01-01T00:00:{number:02}.")


@pytest.mark.parametrize("number", range(30))
def test_fails(meili_fake, number):
    nothing_strange(meili_fake)
    meili_fake.fail_next_task("documentAdditionOrUpdate", "no_space_left_on_device", message=f"says {number}")
    task = session.post(URL + "/indexes/shared/documents", json=[{"id": number}]).json()["taskUid"]
    assert session.get(f"{URL}/tasks/{task}").json()["error"]["message"].endswith(f"says {number}")


@pytest.mark.meili_fake(tasks="manual")
@pytest.mark.parametrize("number", range(20))
def test_waits(meili_fake, number):
    nothing_strange(meili_fake)
    for _ in range(number % 4 + 1):
        session.post(URL + "/indexes/shared/documents", json=[{"id": number}])
    assert session.get(URL + "/tasks?statuses=enqueued").json()["total"] == number % 4 + 1
    if number % 2:
        assert meili_fake.drain() == 1


@pytest.mark.parametrize("number", range(10))
def test_listens(meili_fake_server, number):
    nothing_strange(meili_fake_server)
    url = meili_fake_server.url
    one.post(url + "/indexes/shared/documents", json=[{"id": number}])
    assert one.get(url + "/indexes/shared/documents").json()["results"] == [{"id": number}]
'''


def test_two_hundred_tests_in_two_processes_do_not_see_each_other(pytester: pytest.Pytester) -> None:
    """How long they take is no matter of this test: `make bench` tells what a test costs."""
    pytest.importorskip("xdist", reason="pytest-xdist is not installed")
    pytester.mkdir("seeds").joinpath("seeds.json").write_text('[{"id": "seed"}]')
    pytester.makeini("[pytest]\nmeilifake_seed_dir = seeds\nmeilifake_failed_tasks = error")
    pytester.makepyfile(CROWD)
    result = pytester.runpytest_subprocess("-n", "2", "-p", "no:cacheprovider", "-W", "error")
    result.assert_outcomes(passed=200)
