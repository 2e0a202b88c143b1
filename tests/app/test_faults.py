"""Planned failures, in process and on a socket."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from meilifake import MeiliFake
from meilifake.app.faults import read_route
from meilifake.wire.message import Request


@pytest.fixture
def fake() -> Iterator[MeiliFake]:
    with MeiliFake() as made:
        yield made


@pytest.fixture
def client(fake: MeiliFake) -> httpx.Client:
    return httpx.Client(transport=fake.transport, base_url="http://any")


@pytest.mark.parametrize(
    ("route", "method", "path", "takes"),
    [
        ("POST /indexes/*/search", "POST", "/indexes/movies/search", True),
        ("post /indexes/*/search", "POST", "/indexes/movies/search/", True),
        ("POST /indexes/*/search", "GET", "/indexes/movies/search", False),
        ("POST /indexes/*/search", "POST", "/indexes/movies/documents", False),
        ("/indexes/*", "DELETE", "/indexes/movies", True),
        ("/indexes/*", "DELETE", "/indexes/movies/documents", False),
        ("/indexes/**", "DELETE", "/indexes/movies/documents/1", True),
        ("* /health", "GET", "/health", True),
        ("*", "PATCH", "/anything/at/all", True),
        ("GET *", "GET", "/", True),
        ("/health.", "GET", "/healthx", False),
    ],
)
def test_routes(route: str, method: str, path: str, takes: bool) -> None:
    assert read_route(route).takes(Request(method, path)) is takes


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        ({"route": "FETCH /health"}, "not a verb"),
        ({"route": "health"}, "a route is like"),
        ({"fault": "explosion"}, "explosion"),
        ({"code": "index_not_fund"}, "no error code of the server; did you mean 'index_not_found'"),
        ({"fault": "reset", "status": 503}, "breaks the connection"),
        ({"nth": 1, "rate": 0.5}, "leaves it to chance"),
        ({"times": 0}, "times counts from 1"),
        ({"latency": -1}, "not negative"),
        ({"status": 99}, "HTTP status"),
        ({"nth": 0}, "counts from 1"),
        ({"rate": 2}, "between 0 and 1"),
    ],
)
def test_a_plan_that_means_nothing(fake: MeiliFake, plan: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        fake.fail(**plan)


def test_a_plan_tells_what_it_does(fake: MeiliFake, client: httpx.Client) -> None:
    fault = fake.fail("/health", nth=2, status=503)
    assert statuses(client, 3) == [200, 503, 200]
    assert repr(fault) == "<fault '/health', status=503, nth=2: struck 1 of 3 requests>"


def test_a_slip_fails_where_it_was_written(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("""
    import pytest

    @pytest.mark.parametrize("slip", [
        lambda fake: fake.fail("health"),
        lambda fake: fake.fail(code="nothing"),
        lambda fake: fake.fail_next_task("documentAddition"),
        lambda fake: fake.stall_next_task(times=0),
        lambda fake: fake.load("nowhere.json"),
        lambda fake: fake.load([{"nothing": "like an id"}], index="books"),
        lambda fake: fake.load([{"id": 1, "tags": {"a set"}}], index="books"),
        lambda fake: fake.clock.freeze("yesterday"),
        lambda fake: fake.clock.advance("1h"),
        lambda fake: fake.index("books").documents,
        lambda fake: fake.assert_not_searched(fliter="x"),
    ])
    def test_it(meili_fake, slip):
        slip(meili_fake)
    """)
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider")
    result.assert_outcomes(failed=11)
    result.stdout.no_fnmatch_line("*meilifake/*.py:*")


def statuses(client: httpx.Client, times: int = 4) -> list[int]:
    return [client.get("/health").status_code for _ in range(times)]


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ({}, [500, 500, 500, 500]),
        ({"status": 503}, [503, 503, 503, 503]),
        ({"nth": 2, "status": 503}, [200, 503, 200, 200]),
        ({"nth": 2, "times": 2}, [200, 500, 500, 200]),
        ({"times": 1}, [500, 200, 200, 200]),
        ({"rate": 0.0}, [200, 200, 200, 200]),
        ({"rate": 1.0}, [500, 500, 500, 500]),
    ],
)
def test_which_requests(fake: MeiliFake, client: httpx.Client, plan: dict[str, Any], expected: list[int]) -> None:
    fake.fail("/health", **plan)
    assert statuses(client) == expected


def test_a_rate_is_reproducible_by_its_seed(fake: MeiliFake, client: httpx.Client) -> None:
    runs = []
    for _ in range(2):
        with fake.fail("/health", rate=0.5, seed=7) as fault:
            runs.append(statuses(client, 20))
        assert fault.hits == runs[-1].count(500)
    assert runs[0] == runs[1]
    assert 0 < runs[0].count(500) < 20


def test_the_block_ends_it_and_cancel_does(fake: MeiliFake, client: httpx.Client) -> None:
    with fake.fail("/health"):
        assert statuses(client, 1) == [500]
    assert statuses(client, 1) == [200]
    fault = fake.fail("/health")
    fault.cancel()
    fault.cancel()
    assert statuses(client, 1) == [200]


def test_the_newest_plan_comes_first(fake: MeiliFake, client: httpx.Client) -> None:
    with fake.fail("*", status=503), fake.fail("/health", status=500):
        assert statuses(client, 1) == [500]
        assert client.get("/version").status_code == 503


def test_the_servers_own_error(fake: MeiliFake, client: httpx.Client) -> None:
    fake.fail("/health", status=503)
    response = client.get("/health")
    assert response.json()["code"] == "too_many_search_requests"
    assert response.json()["type"] == "system"
    assert response.headers["retry-after"] == "10"


def test_an_error_by_its_code(fake: MeiliFake, client: httpx.Client) -> None:
    fake.fail("/health", code="index_not_found", message="gone")
    response = client.get("/health")
    assert response.status_code == 404
    assert (response.json()["code"], response.json()["message"]) == ("index_not_found", "gone")


def test_a_proxy_in_trouble_speaks_no_json(fake: MeiliFake, client: httpx.Client) -> None:
    fake.fail("/health", status=502)
    response = client.get("/health")
    assert (response.status_code, response.headers["content-type"]) == (502, "text/plain")


@pytest.mark.parametrize(("processed", "documents"), [(False, 0), (True, 1)])
def test_whether_the_work_was_done(fake: MeiliFake, client: httpx.Client, processed: bool, documents: int) -> None:
    with fake.fail("POST /indexes/*/documents", fault="timeout", processed=processed), pytest.raises(httpx.ReadTimeout):
        client.post("/indexes/books/documents", json=[{"id": 1}])
    assert client.get("/stats").json()["indexes"].get("books", {}).get("numberOfDocuments", 0) == documents


def test_only_latency(fake: MeiliFake) -> None:
    fake.fail("/health", latency=0.05)
    with pytest.raises(httpx.ReadTimeout):
        httpx.Client(transport=fake.transport, timeout=0.01).get("http://any/health")
    assert httpx.Client(transport=fake.transport).get("http://any/health").json() == {"status": "available"}


@pytest.mark.parametrize(
    ("fault", "kind"), [("reset", httpx.ReadError), ("drop", httpx.RemoteProtocolError), ("truncate", httpx.RemoteProtocolError)]
)
def test_the_same_exception_in_process_and_on_a_socket(fake: MeiliFake, client: httpx.Client, fault: str, kind: type[Exception]) -> None:
    with fake.serve() as url, fake.fail("/health", fault=fault):
        with pytest.raises(kind):
            client.get("/health")
        with pytest.raises(kind):
            httpx.get(url + "/health")
