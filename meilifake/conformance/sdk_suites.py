"""`conformance sdk`: the public test suites of clients against this fake (docs/sdk-suites.md).

The user names a checkout whose test dependencies are installed; nothing of it comes with this project. A few tests of every suite look
at a task and want it unfinished, which no quick server can promise: what failed is run once more on a fake whose tasks take time.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from time import perf_counter
from typing import NamedTuple
from xml.etree.ElementTree import ParseError

from meilifake.conformance.cases import Case, Name, count, read_cases

KEY = "masterKey"
"""The master key that all three suites expect."""
TASK_TIME = 300
"""Milliseconds that a task takes in the second run: time for two looks at it, even on a busy machine."""
SERVER = f'exec "{sys.executable}" -m meilifake --http-addr 127.0.0.1:{{port}} --master-key {KEY}'
PATIENT = f"{SERVER} --fake-task-time {TASK_TIME}"


class Place(NamedTuple):
    """Where a suite runs: its checkout, the interpreter with its dependencies, and a folder for reports and caches."""

    checkout: Path
    python: str
    folder: Path

    @property
    def report(self) -> Path:
        return self.folder / "report.xml"


def pytest_command(place: Place, failed: Sequence[Name]) -> list[str]:
    """Without the suite's own options, which measure coverage."""
    options = ("addopts=", "junit_family=xunit1", f"cache_dir={place.folder / 'cache'}")
    settings = [word for option in options for word in ("-o", option)]
    return [place.python, "-m", "pytest", "tests", "-q", *settings, f"--junitxml={place.report}", *(["--lf"] if failed else [])]


def vitest_command(place: Place, failed: Sequence[Name]) -> list[str]:
    """vitest knows a test by the titles around it and its own, with a space between.

    Without its cache, from which it takes the order of the files: some tests of a suite leave features on that others would see.
    """
    files = sorted({name.file for name in failed})
    titles = "|".join(re.escape(name.title.replace(" > ", " ")) for name in failed)
    chosen = ["-t", titles, *files] if failed else []
    return ["node", "node_modules/vitest/vitest.mjs", "run", "--no-cache", "--reporter=junit", f"--outputFile={place.report}", *chosen]


class Suite(NamedTuple):
    """`command` takes the place and the tests to run again (none: all). `port`: the only one that the suite knows, None for any.

    `flags`: what its own compose file gives the server.
    """

    command: Callable[[Place, Sequence[Name]], list[str]]
    port: int | None = None
    flags: str = ""


SUITES: dict[str, Suite] = {
    "python-sdk": Suite(pytest_command, port=7700),
    "python": Suite(pytest_command),
    "js": Suite(vitest_command, flags="--experimental-allowed-ip-networks any"),
}


class Run(NamedTuple):
    """`seconds` from start to end; `server`: seconds of processor time that the server took for it."""

    cases: dict[Name, Case]
    seconds: float
    server: float


class NoReport(Exception):
    """The suite did not get as far as running: what it said."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--suite", required=True, choices=SUITES)
    parser.add_argument("--checkout", required=True, type=Path, help="folder of the suite, its test dependencies installed")
    parser.add_argument("--python", help="interpreter with those dependencies; default: the checkout's .venv, else this one")
    parser.add_argument("--tasks", choices=("instant", "background"), default="instant", help="how the fake runs tasks in the first run")
    parser.add_argument("--spawn", help="another server in place of the fake: a command with {port} and {folder}; its key is masterKey")


def run_sdk(given: argparse.Namespace) -> int:
    """0 when every test passes, 1 when some fail, 2 when the suite or the server does not start."""
    suite = SUITES[given.suite]
    with tempfile.TemporaryDirectory() as folder:
        place = Place(given.checkout.resolve(), given.python or interpreter(given.checkout), Path(folder))
        try:
            first = run(suite, place, given.spawn or f"{SERVER} --fake-tasks {given.tasks}")
            failed = [name for name, case in first.cases.items() if case.outcome == "failed"]
            again = run(suite, place, PATIENT, failed) if failed and not given.spawn else None
        except (NoReport, RuntimeError, OSError) as refusal:
            print(refusal, file=sys.stderr)
            return 2
    slow = [name for name in failed if again and name in again.cases and again.cases[name].outcome == "passed"]
    print(summary(given.suite, first, slow))
    return 1 if len(slow) < len(failed) else 0


def interpreter(checkout: Path) -> str:
    own = checkout.resolve() / ".venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    return str(own) if own.exists() else sys.executable


def run(suite: Suite, place: Place, server: str, failed: Sequence[Name] = ()) -> Run:
    """Raises NoReport; RuntimeError for a server that does not start, OSError for a port that is taken or a missing program."""
    from meilifake.conformance.spawned import SpawnedTarget

    place.report.unlink(missing_ok=True)
    target = SpawnedTarget(f"{server} {suite.flags}", port=suite.port)
    try:
        environment = os.environ | {"MEILISEARCH_URL": str(target.client.base_url).rstrip("/")}
        start = perf_counter()
        command = suite.command(place, failed)
        done = subprocess.run(command, cwd=place.checkout, env=environment, capture_output=True, text=True, errors="replace", check=False)
        seconds = perf_counter() - start
    finally:
        before = children_time()
        target.close()
    with suppress(FileNotFoundError, ParseError):
        if cases := read_cases(place.report):
            return Run(cases, seconds, children_time() - before)
    raise NoReport(f"{' '.join(command)}\n{(done.stdout + done.stderr)[-2000:]}")


def children_time() -> float:
    """Seconds of processor time of the processes that have ended."""
    times = os.times()
    return times.children_user + times.children_system


def summary(suite: str, first: Run, slow: Sequence[Name]) -> str:
    """The figures, then a line for each test that failed at first."""
    passed, failed, skipped = (count(first.cases, outcome) for outcome in ("passed", "failed", "skipped"))
    after = f" ({len(slow)} of them in a second run, in which tasks take {TASK_TIME} ms)" if slow else ""
    figures = f"{passed + len(slow)} passed{after}, {failed - len(slow)} failed, {skipped} skipped of {len(first.cases)}"
    lines = [f"{suite}: {figures} in {first.seconds:.1f} s, {first.server:.1f} s of them the server's"]
    for name, case in first.cases.items():
        if case.outcome == "failed":
            lines.append(f"{'second' if name in slow else 'FAILED'} {name}: {case.reason}")
    return "\n".join(lines)
