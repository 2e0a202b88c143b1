"""The runner ships in the wheel: installed in an empty environment, it fuzzes the server that came with it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import venv
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).resolve().parent.parent


def run(*command: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=300, **options)  # type: ignore[call-overload,no-any-return]


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The interpreter of an environment that holds the wheel and what its extra asks for, nothing else."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(folder), str(ROOT))
    venv.create(folder / "env", with_pip=True)
    interpreter = str(folder / "env" / "bin" / "python")
    (wheel,) = folder.glob("*.whl")
    run(interpreter, "-m", "pip", "install", "-q", f"{wheel}[conformance]")
    return interpreter


def test_the_wheel_fuzzes_its_own_server(python: str, tmp_path: Path) -> None:
    server = subprocess.Popen(
        [python, "-m", "meilifake", "--http-addr", "127.0.0.1:0"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        assert server.stdout is not None
        url = next(found[0] for line in server.stdout if (found := re.search(r"http://[\d.]+:\d+", line)))
        arguments = ["fuzz", "--url", url, "--examples", "5", "--steps", "8"]
        done = run(python, "-m", "meilifake", "conformance", *arguments, cwd=tmp_path, env={**os.environ, "PYTHONPATH": ""})
        assert "5 programs, no difference" in done.stdout
        httpx.post(f"{url}/indexes", json={"uid": "theirs"})
        refused = subprocess.run(
            [python, "-m", "meilifake", "conformance", *arguments], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
        )
        assert (refused.returncode, "--erase" in refused.stderr) == (2, True), refused.stderr
        assert httpx.get(f"{url}/indexes/theirs").status_code == 200
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(10)
