"""`python -m meilifake check FILE...`: whether a server would take these documents and settings, in its own words. For a pre-commit hook.

Each file is loaded into a fake of its own, the settings beside a file of documents first, as a fixture's seeds are.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from meilifake.app.seeds import SETTINGS, SeedError
from meilifake.fake import MeiliFake

USAGE = "usage: python -m meilifake check FILE...   (documents in .json, .ndjson, .csv; settings in *settings.json; or directories of them)"


def main(arguments: Sequence[str]) -> int:
    """0: all would be taken, 1: some would not, 2: no file was named."""
    if not arguments or any(one.startswith("-") for one in arguments):
        print(USAGE, file=sys.stderr)
        return 0 if "--help" in arguments or "-h" in arguments else 2
    refused = 0
    for path in (file for name in arguments for file in files(Path(name))):
        try:
            check(path)
        except (SeedError, OSError, ValueError) as error:
            refused += 1
            print(f"{path}: {error}")
    return 1 if refused else 0


def files(path: Path) -> list[Path]:
    """A file, or the files of a directory that would be loaded from it."""
    return sorted(one for one in path.iterdir() if one.suffix in (".json", ".ndjson", ".jsonl", ".csv")) if path.is_dir() else [path]


def check(path: Path) -> None:
    """Raises SeedError, OSError, ValueError."""
    with MeiliFake() as fake:
        if not path.name.endswith(SETTINGS.removeprefix(".")):
            fake.load(path)
            return
        settings = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(settings, dict):
            raise ValueError("settings are a JSON object")
        fake.load([], index="checked", settings=settings)
