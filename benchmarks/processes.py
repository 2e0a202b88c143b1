"""Imports and starts, each in an interpreter of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from statistics import median
from time import perf_counter

from timing import Row

TIMED = "import time; start = time.process_time(); {code}; print(time.process_time() - start)"
FIRST_ANSWER = """
import httpx
from meilifake import MeiliFake
httpx.Client(transport=MeiliFake().transport, base_url="http://x").get("/health")
"""
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Ours are compiled once, as the libraries beside them were when they were installed."""
PLUGIN = "import pytest; import time; start = time.process_time(); import meilifake.testing.plugin; print(time.process_time() - start)"


def inside(code: str) -> float:
    """Seconds that the code takes, as a fresh interpreter measures it."""
    return float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=ENVIRONMENT).stdout)


def first_answer() -> tuple[float, float]:
    """Seconds from the start of `python -m meilifake` to its first answer: on the clock, and of the process's own CPU time."""
    import socket

    start = perf_counter()
    command = [sys.executable, "-m", "meilifake", "--http-addr", "127.0.0.1:0", "--log-level", "OFF"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT) as process:
        assert process.stdout is not None
        port = int(process.stdout.readline().strip().rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port)) as client:
            client.sendall(b"GET /health HTTP/1.1\r\nhost: x\r\n\r\n")
            assert client.recv(1000).startswith(b"HTTP/1.1 200")
        taken = perf_counter() - start
        process.terminate()
        _, _, used = os.wait4(process.pid, 0)
        process.returncode = 0
    return taken, used.ru_utime + used.ru_stime


def measure(quick: bool) -> list[Row]:
    codes = {
        "import": TIMED.format(code="import meilifake; meilifake.MeiliFake"),
        "httpx": TIMED.format(code="import httpx"),
        "first": TIMED.format(code=f"exec({FIRST_ANSWER!r})"),
        "plugin": PLUGIN,
    }
    timings: dict[str, list[float]] = {name: [] for name in codes}
    starts = []
    for _ in range(5 if quick else 15):
        for name, code in codes.items():
            timings[name].append(inside(code))
        starts.append(first_answer())
    seconds = {name: median(kept) for name, kept in timings.items()}
    return [
        Row("import meilifake", seconds["import"], seconds["httpx"], "import httpx", 0.3),
        Row("import to first answer, httpx included", seconds["first"], seconds["httpx"], "import httpx", 1.5),
        Row("import of the pytest plugin", seconds["plugin"], aim=0.005),
        Row("python -m meilifake to first answer, and its end", median(used for _, used in starts), aim=0.3),
        Row("python -m meilifake to first answer, wall time beside whatever else runs", median(taken for taken, _ in starts), aim=0.3),
    ]
