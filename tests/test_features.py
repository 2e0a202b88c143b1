"""The table of features names files that exist, and leaves no row out."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROWS = re.findall(r"^\| ([\d, ]+) \|(.*)$", (ROOT / "docs/features.md").read_text(), re.MULTILINE)


def test_every_row_is_there() -> None:
    assert [int(number) for numbers, _ in ROWS for number in numbers.split(",")] == list(range(1, 46))


def test_every_proof_exists() -> None:
    for numbers, text in ROWS:
        proofs = re.findall(r"`([\w./]+(?:\.\w+|Dockerfile))`|`(Dockerfile)`", text)
        assert proofs or "not there" in text or "only" in text, f"row {numbers} names no proof"
        for path in filter(None, sum(proofs, ())):
            assert (ROOT / path).exists(), f"row {numbers} names {path}"
