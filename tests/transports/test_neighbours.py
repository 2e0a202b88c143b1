"""How a fake reaches the other fakes of its process, and what their planned trouble is to it."""

from __future__ import annotations

import time

import pytest

from meilifake import MeiliFake
from meilifake.transports.neighbours import send


def status(url: str, timeout: float = 5.0) -> int:
    return send("GET", url, {}, b"", timeout)[0]


def test_by_interception_and_by_server() -> None:
    with MeiliFake() as fake:
        with fake.intercept("http://a.test:7700", "https://b.test/below"):
            assert status("http://a.test:7700/health") == 200
            assert status("https://b.test/below/health") == 200
            assert status("https://b.test/health") == 404
        with fake.serve() as url:
            assert status(f"{url}/health") == 200
            assert status(url.replace("127.0.0.1", "localhost") + "/version?x=1") == 200
        for gone in ("http://a.test:7700/health", f"{url}/health", "http://a.test:99999/", "zz"):
            with pytest.raises(ConnectionRefusedError):
                status(gone)


def test_the_newest_interception_answers() -> None:
    with MeiliFake() as old, MeiliFake() as new, old.intercept("http://a.test"), new.intercept("http://a.test"):
        assert status("http://a.test/health") == 200
        assert (len(old.requests), len(new.requests)) == (0, 1)


def test_what_is_sent_arrives() -> None:
    with MeiliFake() as fake, fake.intercept("http://a.test"):
        headers = {"content-type": "application/json", "authorization": "Bearer x"}
        found, answered, body = send("POST", "http://a.test/indexes", headers, b'{"uid":"m"}', 5.0)
        assert (found, answered["content-type"]) == (202, "application/json")
        assert b'"indexUid":"m"' in body
        assert "m" in fake.engine.state.indexes


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ("timeout", TimeoutError),
        ("connect_timeout", TimeoutError),
        ("refused", ConnectionRefusedError),
        ("reset", ConnectionResetError),
        ("drop", ConnectionResetError),
        ("truncate", ConnectionResetError),
    ],
)
def test_planned_faults(fault: str, kind: type[OSError]) -> None:
    with MeiliFake() as fake, fake.intercept("http://a.test"):
        fake.fail("GET /health", fault=fault)
        with pytest.raises(kind):
            status("http://a.test/health")


def test_an_answer_that_comes_too_late_is_not_waited_for() -> None:
    with MeiliFake() as fake, fake.intercept("http://a.test"):
        fake.fail("GET /health", latency=60.0)
        start = time.monotonic()
        with pytest.raises(TimeoutError):
            status("http://a.test/health", timeout=25.0)
        assert time.monotonic() - start < 5
        fake.fail("GET /version", latency=0.01)
        assert status("http://a.test/version") == 200
