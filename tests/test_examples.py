"""The examples run, each as its own small project."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from meilifake import MeiliFake

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.mark.parametrize(("name", "passed"), [("fastapi_shop", 2), ("django_shop", 2)])
def test_an_application_and_its_tests(name: str, passed: int) -> None:
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--rootdir", ".", "."]
    done = subprocess.run(command, cwd=EXAMPLES / name, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": "."})
    assert f"{passed} passed" in done.stdout, done.stdout + done.stderr


def test_the_script(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(EXAMPLES / "script"))
    import search_books  # type: ignore[import-not-found]

    with MeiliFake().intercept():
        titles = search_books.main(str(EXAMPLES / "books.json"), "lihgthouse")
        assert capsys.readouterr().out.splitlines() == titles
        assert len(titles) == 5
        assert search_books.main(str(EXAMPLES / "books.json"), "lighthouse") == titles


def test_the_data_set_is_what_its_script_writes(tmp_path: Path) -> None:
    script = tmp_path / "make_books.py"
    script.write_text((EXAMPLES / "make_books.py").read_text())
    subprocess.run([sys.executable, str(script)], check=True)
    assert (tmp_path / "books.json").read_text() == (EXAMPLES / "books.json").read_text()


def test_the_demo() -> None:
    done = subprocess.run([sys.executable, str(EXAMPLES / "demo.py")], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("search 'lihgthouse' (a typo): 18 hits") == 2
