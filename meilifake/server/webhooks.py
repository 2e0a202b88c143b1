"""Really sends webhooks, in server mode: one after the other in a thread, chunked, errors only logged (guide tasks-documents, 18)."""

from __future__ import annotations

import logging
import queue
import threading

from meilifake.app.deliveries import Delivery

log = logging.getLogger("meilifake")
TIMEOUT = 30.0
"""Seconds that a receiver has."""


class WebhookSender:
    """Called with each delivery; the thread starts with the first one. A receiver's trouble is its own: nothing is sent twice."""

    def __init__(self) -> None:
        self.waiting: queue.SimpleQueue[Delivery] = queue.SimpleQueue()
        self.thread: threading.Thread | None = None

    def __call__(self, delivery: Delivery) -> None:
        self.waiting.put(delivery)
        if self.thread is None:
            self.thread = threading.Thread(target=self.run, name="meilifake-webhooks", daemon=True)
            self.thread.start()

    def run(self) -> None:
        while True:
            delivery = self.waiting.get()
            try:
                post(delivery)
            except Exception as error:
                log.error("the webhook %s could not be called: %s", delivery.url, error)


def post(delivery: Delivery) -> None:
    """Raises OSError, HTTPException, ValueError for a URL that cannot be called."""
    from http.client import HTTPConnection, HTTPSConnection
    from urllib.parse import urlsplit

    parts = urlsplit(delivery.url)
    if not parts.hostname:
        raise ValueError("the URL names no host")
    make = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = make(parts.hostname, parts.port, timeout=TIMEOUT)
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", target, iter([delivery.body]), delivery.headers, encode_chunked=True)
        connection.getresponse().read()
    finally:
        connection.close()
