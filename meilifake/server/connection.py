"""The life of one connection: requests in turn, answers, planned faults as real socket behaviour."""

from __future__ import annotations

import contextlib
import io
import json
import logging
import socket
import struct
import threading
from time import gmtime, time

from meilifake.errors.base import LINK
from meilifake.server.http1 import CONTINUE, Head, Refused, read_head, read_request, write_response
from meilifake.server.inlet import Inlet
from meilifake.wire.message import Answer, Request, Response

log = logging.getLogger("meilifake")
LINGER = 2.0
"""Seconds to let a client finish sending what will not be read, so that our answer is not lost to a reset."""
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def serve_connection(connection: socket.socket, answer: Answer, limit: int, stopping: threading.Event) -> None:
    """Until the client leaves, the server stops, or an answer has to close. Raises OSError when the client breaks off."""
    inlet = Inlet(connection)
    with io.BufferedReader(inlet) as stream:
        while not stopping.is_set():
            try:
                head = read_head(stream)
                if head is None:
                    return
                inlet.begun()
                if head.headers.get("expect", "").startswith("100-"):
                    connection.sendall(CONTINUE)
                request = read_request(stream, head, limit)
            except Refused as refusal:
                connection.sendall(refusal.answer(first=inlet.deadline is not None))
                linger(connection)
                return
            except TimeoutError:
                if inlet.deadline is not None:
                    connection.sendall(Refused(408).answer())
                    linger(connection)
                return
            response = guarded(request, answer)
            if response.delay and stopping.wait(response.delay):
                return
            if response.fault:
                break_off(connection, response, head, stopping)
                return
            keep = head.keep and not request.truncated and not request.oversized
            connection.sendall(write_response(response, head, http_date(), keep))
            if not keep:
                linger(connection)
                return


def guarded(request: Request, answer: Answer) -> Response:
    """A server does not die of a failure: what would be an exception in process (the poll guard) is an answer here."""
    try:
        return answer(request)
    except Exception as error:
        log.exception("no answer to %s %s", request.method, request.path)
        body = json.dumps({"message": str(error), "code": "internal", "type": "internal", "link": LINK + "internal"}).encode()
        return Response(500, [("content-type", "application/json"), ("content-length", str(len(body)))], body)


def linger(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_WR)
        connection.settimeout(LINGER)
        while connection.recv(65536):
            pass


def break_off(connection: socket.socket, response: Response, head: Head, stopping: threading.Event) -> None:
    """What a client of a broken network sees: silence, a reset, a hang-up, or half an answer."""
    if response.fault in ("timeout", "connect_timeout"):
        connection.settimeout(0.2)
        while not stopping.is_set():
            try:
                if not connection.recv(65536):
                    return
            except TimeoutError:
                continue
    if response.fault in ("reset", "refused"):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return
    if response.fault == "truncate":
        whole = write_response(response, head, http_date(), True)
        connection.sendall(whole[: len(whole) - max(1, len(response.body) // 2)])
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


def http_date() -> str:
    now = gmtime(time())
    return (
        f"{DAYS[now.tm_wday]}, {now.tm_mday:02} {MONTHS[now.tm_mon - 1]} {now.tm_year} {now.tm_hour:02}:{now.tm_min:02}:{now.tm_sec:02} GMT"
    )
