"""The three kinds of body reader a route may name."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

import pytest

from meilifake.app.reading import read_body
from meilifake.engine.clock import system_clock
from meilifake.errors.base import MeiliError
from meilifake.schema.base import WireModel
from meilifake.wire.message import Request


class Model(WireModel):
    a: int = 0


class Raw:
    @classmethod
    def from_bytes(cls, data: bytes) -> bytes:
        return data


def function(value: Any) -> list[Any]:
    return [value]


@pytest.fixture(autouse=True)
def module(monkeypatch: pytest.MonkeyPatch) -> None:
    made = ModuleType("meilifake.schema.made_up")
    for target in (Model, Raw, function):
        setattr(made, target.__name__, target)
    monkeypatch.setitem(sys.modules, made.__name__, made)


def read(row: str, body: bytes) -> Any:
    return read_body(f"made_up:{row}", Request("POST", "/", headers={"content-type": "application/json"}, body=body), 100, system_clock)


def test_a_model() -> None:
    assert read("Model", b'{"a":3}') == Model(a=3)
    with pytest.raises(MeiliError, match="Unknown field `b`: expected one of `a`"):
        read("Model", b'{"b":3}')


def test_a_function_of_the_json() -> None:
    assert read("function", b'"x"') == ["x"]


def test_bytes_for_plain_serde() -> None:
    assert read("Raw", b"{not json") == b"{not json"
