"""The live server, byte by byte on its socket. The refusals were measured on a real v1.50.0."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import httpx
import pytest

from meilifake import MeiliFake
from meilifake.server.live import LiveServer
from meilifake.wire.message import Request, Response

OK = b"HTTP/1.1 200 OK"
HOST = b"Host: x\r\n"


def echo(request: Request) -> Response:
    """The request in a few words; `/fault/<kind>` breaks off."""
    marks = ("T" if request.truncated else "") + ("O" if request.oversized else "")
    body = f"{request.method} {request.path}?{request.query} {marks} ".encode() + request.body
    fault = request.path.removeprefix("/fault/") if request.path.startswith("/fault/") else ""
    return Response(200, [("content-length", str(len(body)))], body, fault=fault)


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    made = LiveServer(echo, "127.0.0.1", 0, limit=1000)
    with made:
        yield made


def exchange(server: LiveServer, *pieces: bytes, leave: bool = True) -> bytes:
    """Send the pieces and read until the server closes; `leave`: say that no more will come."""
    with socket.create_connection((server.host, server.port), timeout=5) as client:
        for piece in pieces:
            client.sendall(piece)
        if leave:
            client.shutdown(socket.SHUT_WR)
        answer = b""
        while True:
            try:
                piece = client.recv(65536)
            except ConnectionResetError:
                return answer
            if not piece:
                return answer
            answer += piece


REFUSED = {
    "no version": (b"GET /health\r\n\r\n", 400),
    "binary": (b"\x16\x03\x01 hello\r\n\r\n", 400),
    "other version": (b"GET / HTTP/3.0\r\n\r\n", 400),
    "non-ascii target": (b"GET /\xc3\xa9 HTTP/1.1\r\n\r\n", 400),
    "no length in 1.0": (b"POST / HTTP/1.0\r\n\r\n", 400),
    "chunks in 1.0": (b"GET / HTTP/1.0\r\ntransfer-encoding: chunked\r\n\r\n", 400),
    "endless length": (b"POST / HTTP/1.1\r\ncontent-length: 18446744073709551616\r\n\r\n", 400),
    "host without a URL": (b"GET localhost/health HTTP/1.1\r\n\r\n", 400),
    "long target": (b"GET /?" + b"a" * 66_000 + b" HTTP/1.1\r\n\r\n", 400),
    "space before the colon": (b"GET / HTTP/1.1\r\nfoo : bar\r\n\r\n", 400),
    "quote in the method": (b"G'T / HTTP/1.1\r\n\r\n", 400),
    "no colon": (b"GET / HTTP/1.1\r\nfoo bar\r\n\r\n", 400),
    "folded header": (b"GET / HTTP/1.1\r\nfoo: bar\r\n baz\r\n\r\n", 400),
    "control character": (b"GET / HTTP/1.1\r\nfoo: b\x7far\r\n\r\n", 400),
    "length of letters": (b"POST / HTTP/1.1\r\ncontent-length: abc\r\n\r\n{}", 400),
    "negative length": (b"POST / HTTP/1.1\r\ncontent-length: -1\r\n\r\n{}", 400),
    "two lengths": (b"POST / HTTP/1.1\r\ncontent-length: 2\r\ncontent-length: 2\r\n\r\n{}", 400),
    "length and chunks": (b"POST / HTTP/1.1\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    "unknown coding": (b"POST / HTTP/1.1\r\ntransfer-encoding: gzip\r\n\r\n", 400),
    "97 headers": (b"GET / HTTP/1.1\r\n" + b"".join(b"x%d: a\r\n" % i for i in range(97)) + b"\r\n", 431),
    "140 kB of headers": (b"GET / HTTP/1.1\r\nx: " + b"a" * 140_000 + b"\r\n\r\n", 431),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_head_is_refused(server: LiveServer, case: str) -> None:
    sent, status = REFUSED[case]
    answer = exchange(server, sent, leave=False)
    assert answer.startswith(f"HTTP/1.1 {status} ".encode())
    assert answer.endswith(b"content-length: 0\r\nconnection: close\r\n\r\n")


ACCEPTED = {
    "plain": (b"GET /a?b HTTP/1.1\r\n" + HOST + b"\r\n", b"GET /a?b  "),
    "no host": (b"GET /a HTTP/1.1\r\n\r\n", b"GET /a?  "),
    "bare newlines": (b"GET /a HTTP/1.1\nHost: x\n\n", b"GET /a?  "),
    "empty lines first": (b"\r\n\r\nGET /a HTTP/1.1\r\n\r\n", b"GET /a?  "),
    "absolute target": (b"GET http://foo/a?b HTTP/1.1\r\n\r\n", b"GET /a?b  "),
    "fragment": (b"GET /a#b HTTP/1.1\r\n\r\n", b"GET /a?  "),
    "96 headers": (b"GET /a HTTP/1.1\r\n" + b"".join(b"x%d: a\r\n" % i for i in range(96)) + b"\r\n", b"GET /a?  "),
    "body by length": (b"POST /a HTTP/1.1\r\ncontent-length: 4\r\n\r\nbody", b"POST /a?  body"),
    "body in chunks": (
        b"POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nbo\r\n2\r\ndy\r\n0\r\nT: v\r\n\r\n",
        b"POST /a?  body",
    ),
    "short body": (b"POST /a HTTP/1.1\r\ncontent-length: 9\r\n\r\nbody", b"POST /a? T body"),
    "short chunk": (b"POST /a HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n9\r\nbody", b"POST /a? T body"),
    "no chunk": (b"POST /a HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n", b"POST /a? T "),
    "chunk too long": (b"POST /a HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}zz\r\n0\r\n\r\n", b"POST /a? T {}"),
    "no path": (b"GET a HTTP/1.1\r\n\r\n", b"GET *?  "),
    "long body": (b"POST /a HTTP/1.1\r\ncontent-length: 1001\r\n\r\n" + b"x" * 1001, b"POST /a? O "),
    "long chunks": (b"POST /a HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n3e9\r\n" + b"x" * 1001 + b"\r\n0\r\n\r\n", b"POST /a? O "),
}


@pytest.mark.parametrize("case", ACCEPTED)
def test_a_good_head_reaches_the_fake(server: LiveServer, case: str) -> None:
    sent, expected = ACCEPTED[case]
    answer = exchange(server, sent)
    assert answer.startswith(OK)
    assert answer.partition(b"\r\n\r\n")[2] == expected


LEFT = [b"POS", b"POST /a", b"POST /a HTTP/1.1\r", b"POST /a HTTP/1.1\r\nhost", b"POST /a HTTP/1.1\r\nhost: x\r\n\r", b"\r"]


@pytest.mark.parametrize("sent", LEFT)
def test_who_leaves_within_a_good_head_gets_no_answer(server: LiveServer, sent: bytes) -> None:
    assert exchange(server, sent) == b""


@pytest.mark.parametrize("sent", [b"\x00", b"G\x00", b"GET  ", b"GET / HTTP/1.2", b" GET", b"GET / HTTP/1.1\r\n:", b"G'T"])
def test_who_leaves_within_a_bad_head_is_refused(server: LiveServer, sent: bytes) -> None:
    assert exchange(server, sent).startswith(b"HTTP/1.1 400 ")


def test_expect_continue(server: LiveServer) -> None:
    with socket.create_connection((server.host, server.port), timeout=5) as client:
        client.sendall(b"POST /a HTTP/1.1\r\nexpect: 100-continue\r\ncontent-length: 4\r\n\r\n")
        assert client.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        client.sendall(b"body")
        assert client.recv(1000).startswith(OK)


def test_keep_alive_and_pipelining(server: LiveServer) -> None:
    one = b"GET /a HTTP/1.1\r\n\r\n"
    assert exchange(server, one + one, one).count(OK) == 3


def test_a_refusal_after_an_answer_announces_nothing(server: LiveServer) -> None:
    answer = exchange(server, b"GET /a HTTP/1.1\r\n\r\nzz\r\n\r\n")
    assert answer.endswith(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n")


@pytest.mark.parametrize("head", [b"GET /a HTTP/1.1\r\nconnection: close\r\n\r\n", b"GET /a HTTP/1.0\r\n\r\n"])
def test_closed_when_asked(server: LiveServer, head: bytes) -> None:
    assert exchange(server, head + head, leave=False).count(b" 200 OK") == 1


@pytest.mark.parametrize(
    ("version", "said", "kept"),
    [
        (1, "connection: close, keep-alive", True),
        (1, "connection: closed", True),
        (1, "connection: close\r\nconnection: x", True),
        (1, "connection: keep-alive\r\nConnection: CLOSE", False),
        (1, "connection: upgrade", False),
        (0, "connection: keep-alive, upgrade", False),
        (0, "connection: close\r\nconnection: keep-alive", True),
    ],
)
def test_only_one_plain_word_decides_whether_the_connection_stays(server: LiveServer, version: int, said: str, kept: bool) -> None:
    head = f"GET /a HTTP/1.{version}\r\n{said}\r\n\r\n".encode()
    answer = exchange(server, head + head)
    assert answer.count(b" 200 OK") == (2 if kept else 1)
    assert (b"connection: upgrade" in answer) is (said == "connection: upgrade")


def test_http_1_0_keep_alive_is_confirmed(server: LiveServer) -> None:
    answer = exchange(server, b"GET /a HTTP/1.0\r\nconnection: keep-alive\r\n\r\n")
    assert answer.startswith(b"HTTP/1.0 200 OK")
    assert b"connection: keep-alive\r\n" in answer


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ("reset", httpx.ReadError),
        ("refused", httpx.ReadError),
        ("drop", httpx.RemoteProtocolError),
        ("truncate", httpx.RemoteProtocolError),
    ],
)
def test_a_fault_breaks_the_connection(server: LiveServer, fault: str, kind: type[Exception]) -> None:
    with pytest.raises(kind):
        httpx.get(f"{server.url}/fault/{fault}")


def test_a_planned_timeout_is_silence(server: LiveServer) -> None:
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(f"{server.url}/fault/timeout", timeout=0.05)


def test_chunked_answers() -> None:
    answer = Response(200, [("transfer-encoding", "chunked")], b"x" * 300)
    with LiveServer(lambda _: answer, "127.0.0.1", 0) as url:
        assert httpx.get(url).content == b"x" * 300


def test_many_clients_at_once() -> None:
    fake = MeiliFake()
    statuses: list[int] = []
    with fake.serve() as url:

        def work() -> None:
            with httpx.Client(base_url=url) as client:
                statuses.extend(client.get("/health").status_code for _ in range(10))

        threads = [threading.Thread(target=work) for _ in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert statuses == [200] * 160


def test_stopped_it_listens_no_more_and_lets_go_of_its_port() -> None:
    fake = MeiliFake()
    server = fake.serve()
    url = server.start()
    with httpx.Client(base_url=url) as client:
        assert client.get("/health").status_code == 200
        server.stop()
        with pytest.raises(httpx.TransportError):
            client.get("/health")
    with fake.serve(server.port) as again:
        assert httpx.get(again + "/health").status_code == 200


def test_a_taken_port_is_an_error() -> None:
    with MeiliFake().serve() as url, pytest.raises(OSError, match="in use"):
        MeiliFake().serve(int(url.rpartition(":")[2])).start()
