"""A live server on a socket: one thread that accepts, one per connection. It owns sockets and threads, and nothing of the state."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable
from time import perf_counter
from types import TracebackType
from typing import Any

from meilifake.server.connection import serve_connection
from meilifake.transports.origin import OWN, base
from meilifake.wire.message import Answer, Request, Response

Observer = Callable[[Request, Response, float], None]
"""Told of each exchange: the request, its answer, the seconds it took."""


class LiveServer:
    """`with fake.serve() as url`. Also by hand: `start()`, `url`, `stop()`.

    Parameters: `host` and `port` (0: a free one); `limit`, the largest body in bytes; `observer`, told of each exchange; `tls`, an
    `ssl.SSLContext` for https. Raises OSError at the start when the address cannot be had.
    """

    def __init__(
        self, answer: Answer, host: str, port: int, *, limit: int = 100_000_000, observer: Observer | None = None, tls: Any = None
    ) -> None:
        self.answer = answer
        self.host, self.port = host, port
        self.limit = limit
        self.observer = observer
        self.tls = tls
        self.listeners: list[socket.socket] = []
        self.connections: set[socket.socket] = set()
        self.lock = threading.Lock()
        self.stopping = threading.Event()

    @property
    def running(self) -> bool:
        return bool(self.listeners)

    @property
    def url(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.tls else 'http'}://{host}:{self.port}"

    def start(self) -> str:
        """Listen and return the URL. `localhost` listens on both loopback addresses where there are two."""
        self.stopping.clear()
        first, *others = ("127.0.0.1", "::1") if self.host == "localhost" else (self.host,)
        self.listeners = [listen(first, self.port)]
        self.port = self.listeners[0].getsockname()[1]
        for address in others:
            with contextlib.suppress(OSError):
                self.listeners.append(listen(address, self.port))
        for listener in self.listeners:
            threading.Thread(target=self.accept, args=(listener,), name="meilifake-accept", daemon=True).start()
        OWN[base(self.url).origin] = self.answer
        return self.url

    def stop(self) -> None:
        """Close every socket. Safe to call twice."""
        if not self.listeners:
            return
        OWN.pop(base(self.url).origin, None)
        self.stopping.set()
        for listener in self.listeners:
            close(listener)
        self.listeners = []
        with self.lock:
            open_connections = list(self.connections)
        for connection in open_connections:
            close(connection)

    def accept(self, listener: socket.socket) -> None:
        while not self.stopping.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                if self.stopping.is_set():
                    return
                self.stopping.wait(0.01)  # out of file descriptors, or a client that left at once
                continue
            threading.Thread(target=self.serve, args=(connection,), name="meilifake-client", daemon=True).start()

    def serve(self, connection: socket.socket) -> None:
        """One client, from its first byte to its last."""
        with self.lock:
            self.connections.add(connection)
        try:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self.tls is not None:
                connection = self.tls.wrap_socket(connection, server_side=True)
            serve_connection(connection, self.timed if self.observer else self.answer, self.limit, self.stopping)
        except OSError:
            pass  # the client left in the middle
        finally:
            with self.lock:
                self.connections.discard(connection)
            connection.close()

    def timed(self, request: Request) -> Response:
        start = perf_counter()
        response = self.answer(request)
        assert self.observer is not None
        self.observer(request, response, perf_counter() - start)
        return response

    def __enter__(self) -> str:
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()


def listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listener.bind((host, port))
        listener.listen(1024)
    except OSError:
        listener.close()
        raise
    return listener


def close(one: socket.socket) -> None:
    """Shut down first: closing alone does not wake a thread that waits in accept or read."""
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
