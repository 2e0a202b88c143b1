from __future__ import annotations

import pytest

from meilifake.engine.text.languages import detect


@pytest.mark.parametrize(
    ("part", "script", "allowed", "language"),
    [
        ("hello", "latin", None, None),
        ("hello", "latin", ["fra"], "fra"),
        ("日本", "cj", None, "cmn"),
        ("日本の", "cj", None, "jpn"),
        ("日本", "cj", ["jpn", "eng"], "jpn"),
        ("日本", "cj", ["zho"], "zho"),
        ("كتاب", "arabic", None, "ara"),
        ("گربه", "arabic", None, "pes"),
        ("สวัสดี", "thai", ["eng"], None),
    ],
)
def test_detect(part: str, script: str, allowed: list[str] | None, language: str | None) -> None:
    assert detect(part, script, allowed) == language
