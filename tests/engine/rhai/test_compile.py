"""What the real server made of some thirteen hundred scripts on one document (`answers.json`: script, and what became of the document)."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

from meilifake.engine.index.primary_key import external_id
from meilifake.engine.rhai import machine
from meilifake.engine.rhai.compile import compile_script, run_script
from meilifake.engine.rhai.values import from_json, to_json
from meilifake.errors.base import MeiliError, Unsupported

ANSWERS: list[tuple[str, Any]] = json.loads((Path(__file__).parent / "answers.json").read_text())
DOCUMENT: dict[str, Any] = {
    "id": 1, "title": "Hello World", "n": 5, "f": 1.5, "tags": ["a", "b", "c"], "o": {"x": 1}, "s": "  pad ", "t": True, "z": None,
    "nums": [3, 1, 2],
}  # fmt: skip
PREFIX = "Document edition runtime error encountered while running the function: "


def outcome(script: str, context: dict[str, Any] | None = None) -> Any:
    try:
        compiled = compile_script(script)
    except MeiliError as error:
        return {"refused": error.message} if error.code == "bad_request" else error.view()
    try:
        result = run_script(compiled, from_json(DOCUMENT), context)
        if result is None:
            return None
        if not isinstance(result, dict):
            return {"failed": "Document editions must keep documents as objects"}
        new = to_json(result)
        if external_id("id", new) != "1":
            return {"failed": "Document editions cannot modify a document's primary key"}
    except MeiliError as error:
        return {"failed": error.message.replace(PREFIX, "")}
    changed = {key: value for key, value in new.items() if key not in DOCUMENT or not same(DOCUMENT[key], value)}
    return {"set": changed, "gone": [key for key in DOCUMENT if key not in new]}


def same(left: Any, right: Any) -> bool:
    return type(left) is type(right) and bool(left == right)


@pytest.mark.parametrize(("script", "expected"), ANSWERS, ids=[script[:60] for script, _ in ANSWERS])
def test_as_the_real_server(script: str, expected: Any) -> None:
    assert outcome(script) == expected


def test_context() -> None:
    context = {"a": 2, "list": [1]}
    assert outcome("doc.n *= context.a", context)["set"] == {"n": 10}
    assert outcome("doc.r = context.missing", context)["set"] == {"r": None}
    assert outcome("context.a = 1", context) == {"failed": "Cannot modify constant context (line 1, position 1)"}
    assert outcome("context.a += 1", context) == {"failed": "Cannot modify constant context (line 1, position 1)"}
    assert outcome("context.list[0] = 5", context) == {"failed": "Cannot modify constant context (line 1, position 1)"}
    assert outcome("context.list.push(3)", context) == {
        "failed": "Non-pure method 'push' cannot be called on constant (line 1, position 14)"
    }
    assert outcome("context.list.order()", context) == {
        "failed": "Non-pure method 'order' cannot be called on constant (line 1, position 14)"
    }
    assert outcome("context.more = 5; doc.r = context", context)["set"] == {"r": {"a": 2, "list": [1], "more": 5}}
    assert outcome("let c = context; c.a = 9; doc.r = c", context)["set"] == {"r": {"a": 9, "list": [1]}}
    assert outcome("doc.r = context.list.map(|x| x + context.a)", context) == {
        "failed": "Data race detected\nin closure call (line 1, position 22)"
    }
    assert context == {"a": 2, "list": [1]}


def test_steps_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "MOST_STEPS", 1000)
    assert outcome("loop { doc.n += 1 }") == {"failed": "Too many operations"}
    assert outcome("loop { }") == {"failed": "Too many operations (line 1, position 6)"}
    assert outcome("try { loop { } } catch { }") == {"failed": "Too many operations (line 1, position 12)"}


def test_unbounded_recursion_is_an_error_where_the_real_server_dies() -> None:
    assert outcome("fn f(x) { f(x) } f(1)")["failed"].startswith("Stack overflow")


def test_sizes_are_limited() -> None:
    assert "too large" in outcome('let s = "x"; loop { s += s; }')["failed"]
    assert "too large" in outcome("let a = [1]; loop { a += a; }")["failed"]
    assert outcome("doc.r = []; doc.r.pad(1000000000, 1)")["failed"].startswith("Size of array/BLOB too large")


@pytest.mark.parametrize("script", ["doc.r = |x| x", "doc.r = blob(5)", "doc.n.set_tag(1)"])
def test_what_is_not_built_is_refused_by_name(script: str) -> None:
    with pytest.raises(Unsupported):
        outcome(script)


def test_numbers_beyond_sixty_four_bits_become_floats() -> None:
    assert from_json({"b": 14630868576586246730, "a": [2**63 - 1]}) == {"a": [2**63 - 1], "b": 1.4630868576586246e19}
    assert to_json({"x": math.inf}) == {"x": None}
