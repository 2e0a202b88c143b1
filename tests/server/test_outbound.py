"""The sender of server mode: real connections, within the networks that may be called."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest

from meilifake import MeiliFake
from meilifake.engine.outbound import AddressRefused
from meilifake.server.outbound import HttpSender

ANY = HttpSender(("any",))


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with MeiliFake() as fake, fake.serve() as url:
        fake.load([{"id": number, "text": "x" * 50} for number in range(20)], "a")
        yield url


def test_an_exchange(url: str) -> None:
    status, headers, body = ANY("POST", f"{url}/indexes", {"content-type": "application/json"}, b'{"uid":"m"}', 5.0)
    assert (status, headers["content-type"]) == (202, "application/json")
    assert b'"indexUid":"m"' in body
    assert ANY("GET", f"{url}/indexes/nope", {}, b"", 5.0)[0] == 404


def test_no_coding_is_asked_for(url: str) -> None:
    """As the real server's searches on others: a proxy of the server's own tests passes their headers on, and reads JSON."""
    _, headers, body = ANY("GET", f"{url}/indexes/a/documents?limit=2", {}, b"", 5.0)
    assert body.startswith(b'{"results":[{"id":0,')
    assert "content-encoding" not in headers
    with MeiliFake() as fake, fake.serve() as other:
        ANY("POST", f"{other}/multi-search", {"content-type": "application/json"}, b"{}", 5.0)
        assert dict(fake.requests[-1].request.headers) == {
            "host": other.removeprefix("http://"),
            "accept": "*/*",
            "content-type": "application/json",
            "content-length": "2",
        }


def test_local_addresses_need_to_be_allowed(url: str) -> None:
    nobody = HttpSender()
    with pytest.raises(AddressRefused) as literal:
        nobody("GET", url, {}, b"", 5.0)
    with pytest.raises(AddressRefused) as named:
        nobody("GET", url.replace("127.0.0.1", "localhost"), {}, b"", 5.0)
    assert (literal.value.literal, named.value.literal) == (True, False)
    assert HttpSender(("127.0.0.0/8",))("GET", f"{url}/health", {}, b"", 5.0)[0] == 200


def test_nobody_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(ConnectionRefusedError):
        ANY("GET", f"http://127.0.0.1:{port}/", {}, b"", 5.0)


@pytest.mark.parametrize("bad", ["zz", "ftp://127.0.0.1/", "http://", "http://127.0.0.1:99999/"])
def test_what_cannot_be_called(bad: str) -> None:
    with pytest.raises(ConnectionError):
        ANY("GET", bad, {}, b"", 5.0)


def test_a_server_that_says_nothing_and_one_that_drips() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        with pytest.raises(TimeoutError):
            ANY("GET", f"http://127.0.0.1:{port}/", {}, b"", 0.05)

        def drip() -> None:
            for _ in range(2):
                client, _ = listener.accept()
            client.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n")
            for _ in range(50):
                try:
                    client.sendall(b"x")
                except OSError:
                    return
                threading.Event().wait(0.02)

        threading.Thread(target=drip, daemon=True).start()
        with pytest.raises(TimeoutError):
            ANY("GET", f"http://127.0.0.1:{port}/", {}, b"", 0.2)
