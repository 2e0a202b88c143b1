"""What a user may name as an embedder, and where."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from meilifake import MeiliFake
from meilifake.app.embedders import Embedders, from_lines
from meilifake.engine.search.vectors.embedders import EmbedFault
from meilifake.errors.base import Unsupported


def constant(text: str) -> list[float]:
    return [1.0, 0.0]


@pytest.mark.parametrize("given", [constant, {"fog": [1, 0]}, f"{__name__}:constant"])
def test_by_name_or_for_all(given: Any) -> None:
    for made in (Embedders(constant if given is constant else {"*": given}), Embedders({"*": given})):
        embedder = made["*"]
        assert embedder is not None
        assert embedder("fog") == (1.0, 0.0)
        assert embedder.dimensions == 2
    assert Embedders({"a": given, "b": "offline"})["b"] is None


def test_recorded_vectors(tmp_path: Path) -> None:
    path = tmp_path / "vectors.json"
    path.write_text(json.dumps({"fog": [0, 1, 0.5]}))
    for given in (path, str(path)):
        embedder = Embedders({"e": given})["e"]
        assert embedder is not None
        assert (embedder("fog"), embedder.dimensions) == ((0.0, 1.0, 0.5), 3)
        with pytest.raises(Unsupported, match=r"not among the recorded ones of .*vectors.json: 'salt'"):
            embedder("salt")


def test_a_service_out_of_reach() -> None:
    embedder = Embedders("unreachable")["*"]
    assert embedder is not None
    with pytest.raises(EmbedFault, match="could not reach embedding server"):
        embedder("fog")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("nothing", "'nothing' is no embedder"),
        (3, "3 is no embedder"),
        ("json:nothing", "no attribute 'nothing'"),
        ("nowhere.at.all:f", "No module named 'nowhere'"),
        ("json:__name__", "cannot be called"),
        ({}, "have \\[\\] dimensions"),
        ({"a": [1], "b": [1, 2]}, "have \\[1, 2\\] dimensions"),
    ],
)
def test_what_is_none(given: Any, words: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=words):
        MeiliFake(embedders={"e": given})


def test_a_file_of_something_else(tmp_path: Path) -> None:
    path = tmp_path / "vectors.json"
    path.write_text("[]")
    with pytest.raises(ValueError, match="an object of vectors by text is expected"):
        Embedders({"e": path})
    with pytest.raises(FileNotFoundError):
        Embedders({"e": "nowhere.json"})


def test_lines() -> None:
    assert from_lines(["a = offline", "", "b=vectors.json", "unreachable"]) == {"a": "offline", "b": "vectors.json", "*": "unreachable"}
