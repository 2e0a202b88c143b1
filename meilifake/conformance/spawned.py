"""A fresh server process per program: the only way to have its numbers begin at zero."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import tempfile
import time
from typing import Any

import httpx

from meilifake.conformance.targets import HttpTarget, no_reuse

READY = 30.0
"""Seconds that a server may take to answer its first request."""


class SpawnedTarget(HttpTarget):
    """`command` may name `{port}` (`port`, or else a free one) and `{folder}` (an empty one).

    Raises RuntimeError when the server ends or does not get ready, OSError when the port is taken.
    """

    def __init__(self, command: str, options: dict[str, Any] | None = None, port: int | None = None, key: str | None = None) -> None:
        self.folder = tempfile.TemporaryDirectory()
        with socket.socket() as free:
            free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            free.bind(("127.0.0.1", port or 0))
            port = free.getsockname()[1]
        env = {name: value for name, value in os.environ.items() if not name.startswith("MEILI")} | {"MEILI_NO_ANALYTICS": "true"}
        if options and options.get("master_key"):
            env["MEILI_MASTER_KEY"] = options["master_key"]
        self.process = subprocess.Popen(
            command.format(port=port, folder=self.folder.name),
            shell=True,
            env=env,
            cwd=self.folder.name,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        super().__init__(httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60, trust_env=False, limits=no_reuse()), key)
        self.wait_until_ready(command)

    def wait_until_ready(self, command: str) -> None:
        deadline = time.monotonic() + READY
        while True:
            try:
                self.client.get("/health")
                return
            except httpx.TransportError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    self.close()
                    raise RuntimeError(f"the server did not get ready: {command}") from None
                time.sleep(0.01)

    def close(self) -> None:
        super().close()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.folder.cleanup()
