"""The three kinds of body reader a route may name."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any, ClassVar

import pytest

from meilifake.app.reading import SMALL, read_body
from meilifake.engine.clock import system_clock
from meilifake.errors.base import MeiliError
from meilifake.schema.base import WireModel
from meilifake.wire.message import Request


class Model(WireModel):
    a: int = 0


class Again(Model):
    repeated: ClassVar[bool] = True


class Repeating:
    """A body that is read by a function, and repeats."""

    __name__ = "repeating"
    repeated = True

    def __call__(self, value: Any) -> list[Any]:
        return [value]


class Raw:
    @classmethod
    def from_bytes(cls, data: bytes) -> bytes:
        return data


def function(value: Any) -> list[Any]:
    return [value]


@pytest.fixture(autouse=True)
def module(monkeypatch: pytest.MonkeyPatch) -> None:
    made = ModuleType("meilifake.schema.made_up")
    for target in (Model, Again, Repeating(), Raw, function):
        setattr(made, target.__name__, target)
    monkeypatch.setitem(sys.modules, made.__name__, made)


def read(row: str, body: bytes) -> Any:
    return read_body(f"made_up:{row}", Request("POST", "/", headers={"content-type": "application/json"}, body=body), 9999, system_clock)


def test_a_model() -> None:
    assert read("Model", b'{"a":3}') == Model(a=3)
    with pytest.raises(MeiliError, match="Unknown field `b`: expected one of `a`"):
        read("Model", b'{"b":3}')


def test_what_a_function_makes_of_bodies_that_repeat_is_made_once_too() -> None:
    assert read("repeating", b'{"a":3}') == [{"a": 3}]
    assert read("repeating", b'{"a":3}') is read("repeating", b'{"a":3}')
    assert read("function", b'{"a":3}') is not read("function", b'{"a":3}')


def test_a_model_whose_bodies_repeat_is_made_once() -> None:
    assert read("Again", b'{"a":3}') is read("Again", b'{"a":3}')
    assert read("Again", b'{"a":4}').a == 4
    assert read("Model", b'{"a":3}') is not read("Model", b'{"a":3}')
    for _ in range(2):
        with pytest.raises(MeiliError, match="Unknown field `b`: expected one of `a`"):
            read("Again", b'{"b":3}')
        with pytest.raises(MeiliError, match="malformed"):
            read("Again", b"{")
    large = b'{"a":3}'.ljust(SMALL + 1)
    assert read("Again", large) is not read("Again", large)


def test_a_function_of_the_json() -> None:
    assert read("function", b'"x"') == ["x"]


def test_bytes_for_plain_serde() -> None:
    assert read("Raw", b"{not json") == b"{not json"
