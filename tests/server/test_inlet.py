"""Slow and silent clients: they are given up in the end, and nobody waits for them. The 408 was measured on a real v1.50.0."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator

import httpx
import pytest

from meilifake import MeiliFake
from meilifake.server import inlet
from meilifake.server.inlet import Inlet

TIMEOUT = b"HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, int]]:
    """A server with little patience."""
    monkeypatch.setattr(Inlet.__init__, "__defaults__", (0.3, 0.6))
    server = MeiliFake().serve()
    with server:
        yield "127.0.0.1", server.port


def rest(client: socket.socket) -> bytes:
    """What is answered until the server closes."""
    client.settimeout(10)
    answer = b""
    try:
        while piece := client.recv(65536):
            answer += piece
    except ConnectionResetError:
        pass
    return answer


@pytest.mark.parametrize("sent", [b"", b"GET /hea", b"GET /health HTTP/1.1\r\nhost: x\r\n"])
def test_a_first_head_that_does_not_end_is_given_up(place: tuple[str, int], sent: bytes) -> None:
    with socket.create_connection(place) as client:
        client.sendall(sent)
        assert rest(client) == TIMEOUT


def test_a_byte_now_and_then_does_not_prolong_it(place: tuple[str, int]) -> None:
    with socket.create_connection(place) as client:
        start = time.monotonic()
        client.settimeout(0.02)
        answer = b""
        while not answer and time.monotonic() - start < 10:
            client.sendall(b"G")
            try:
                answer = client.recv(1000)
            except TimeoutError:
                continue
        assert answer.startswith(b"HTTP/1.1 408")


def test_silence_after_a_request_closes_without_a_word(place: tuple[str, int]) -> None:
    with socket.create_connection(place) as client:
        client.sendall(b"GET /health HTTP/1.1\r\n\r\n")
        answer = rest(client)
    assert answer.startswith(b"HTTP/1.1 200")
    assert answer.endswith(b'{"status":"available"}')


def test_a_body_that_does_not_come_is_given_up(place: tuple[str, int]) -> None:
    with socket.create_connection(place) as client:
        client.sendall(b"POST /indexes HTTP/1.1\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{")
        assert rest(client) == b""


def test_slow_clients_do_not_keep_others_waiting() -> None:
    with MeiliFake().serve() as url:
        port = int(url.rpartition(":")[2])
        slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(100)]
        try:
            for client in slow:
                client.sendall(b"POST /indexes HTTP/1.1\r\nx-slow: ")
            with httpx.Client(base_url=url, timeout=5) as quick:
                assert [quick.get("/health").status_code for _ in range(20)] == [200] * 20
        finally:
            for client in slow:
                client.close()


def test_its_clock_cannot_be_frozen() -> None:
    import freezegun

    with freezegun.freeze_time("2024-01-01"):
        first = inlet.now()
        while inlet.now() == first:
            pass
    assert 0 <= inlet.now() - first < 60
