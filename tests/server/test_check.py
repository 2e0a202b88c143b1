"""`python -m meilifake check`: files that a server would refuse, in its own words."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from meilifake.server.check import main

FILES = {
    "good.settings.json": '{"filterableAttributes": ["year"]}',
    "bad.settings.json": '{"filterable": ["year"]}',
    "settings.json": '{"rankingRules": ["typos"]}',
    "list.settings.json": "[]",
    "books.json": '[{"id": 1}]',
    "nothing.ndjson": '{"title": "no id"}\n',
    "torn.json": "[{",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("bad.settings.json", "Unknown field `filterable`: expected one of `displayedAttributes`"),
        ("settings.json", "`typos` ranking rule is invalid"),
        ("list.settings.json", "settings are a JSON object"),
        ("nothing.ndjson", "primary key inference failed"),
        ("torn.json", "payload provided is malformed"),
        ("nowhere.json", "no such file"),
    ],
)
def test_what_is_refused(folder: Path, capsys: pytest.CaptureFixture[str], name: str, words: str) -> None:
    assert main([name]) == 1
    assert capsys.readouterr().out.startswith(f"{name}: ")
    assert main([name]) == 1
    assert words in capsys.readouterr().out


def test_what_would_be_taken(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["good.settings.json", "books.json"]) == 0
    assert capsys.readouterr().out == ""


def test_a_directory(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["."]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 5


def test_without_files(capsys: pytest.CaptureFixture[str]) -> None:
    assert (main([]), main(["--help"]), main(["--what"])) == (2, 0, 2)
    assert "check FILE..." in capsys.readouterr().err


def test_from_the_command_line(folder: Path) -> None:
    command = [sys.executable, "-m", "meilifake", "check", "bad.settings.json"]
    paths = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(command, capture_output=True, text=True, env=paths)
    assert (done.returncode, done.stderr) == (1, "")


def test_the_hook_of_pre_commit_runs_it() -> None:
    text = (Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text()
    assert "entry: python -m meilifake check\n" in text
