"""`python -m meilifake` as a process: its first line, its signals, its exit codes, its console."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest


class Running(NamedTuple):
    process: subprocess.Popen[str]
    url: str


@contextmanager
def running(*arguments: str, **environment: str) -> Iterator[Running]:
    import os

    command = [sys.executable, "-m", "meilifake", "--http-addr", "127.0.0.1:0", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **environment})
    try:
        assert process.stdout is not None
        yield Running(process, process.stdout.readline().split()[-1])
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_says_its_url_serves_and_stops_on_a_signal(number: signal.Signals) -> None:
    with running() as (process, url):
        with httpx.Client(base_url=url) as client:
            assert client.get("/health").json() == {"status": "available"}
            assert client.get("/nope").status_code == 404
            process.send_signal(number)
            assert process.wait(1) == 0
        assert process.stderr is not None
        said = process.stderr.read()
    assert "data stays in memory" in said
    assert " 200 GET /health " in said
    assert " 404 GET /nope " in said


def test_a_taken_address_is_exit_code_1() -> None:
    with running() as (_, url):
        command = [sys.executable, "-m", "meilifake", "--http-addr", url.removeprefix("http://")]
        done = subprocess.run(command, capture_output=True, text=True, timeout=10)
    assert done.returncode == 1
    assert "cannot serve" in done.stderr


def test_a_broken_dump_is_exit_code_1_and_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "broken.dump"
    path.write_bytes(b"no dump")
    command = [sys.executable, "-m", "meilifake", "--http-addr", "127.0.0.1:0", "--import-dump", str(path), "--log-level", "OFF"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=10)
    assert done.returncode == 1
    assert "Corrupted dump." in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("env", "code", "words"), [("prod", 2, "development, production"), ("production", 1, "You must provide a master key")]
)
def test_bad_flags_are_exit_code_2_and_a_production_without_key_1(env: str, code: int, words: str) -> None:
    done = subprocess.run([sys.executable, "-m", "meilifake", "--env", env], capture_output=True, text=True, timeout=10)
    assert done.returncode == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_embedders() -> None:
    command = [sys.executable, "-m", "meilifake", "--http-addr", "127.0.0.1:0", "--fake-embedders", "a=offline,nowhere.json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=10)
    assert done.returncode == 1
    assert "nowhere.json" in done.stderr


def test_version() -> None:
    done = subprocess.run([sys.executable, "-m", "meilifake", "--version"], capture_output=True, text=True, timeout=10)
    assert done.returncode == 0
    assert "Meilisearch 1.50.0" in done.stdout


def test_json_lines() -> None:
    import json

    with running("--experimental-logs-mode", "json", "--no-analytics") as (process, url):
        httpx.get(url + "/health")
        process.terminate()
        process.wait(2)
        assert process.stderr is not None
        lines = [json.loads(line) for line in process.stderr.read().splitlines()]
    assert lines[-1]["status"] == 200
    assert lines[-1]["path"] == "/health"


def test_it_runs_without_the_libraries_of_clients_and_frameworks() -> None:
    """Starting is quick because nothing heavy is loaded before a request needs it."""
    script = "import sys; import meilifake.server.cli; print(*sys.modules)"
    loaded = set(subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split())
    assert not loaded & {"pydantic", "werkzeug", "httpx", "requests", "jwt", "http.client", "email", "asyncio"}
