"""The embedders that a user names, in the place of services that a fake never calls: `fake.embedders["default"] = ...`."""

from __future__ import annotations

from collections import UserDict
from collections.abc import Callable, Mapping, Sequence
from os import PathLike
from typing import Any

from meilifake.engine.search.vectors.embedders import EVERY, Embedder
from meilifake.errors.base import Unsupported

OFFLINE, UNREACHABLE = "offline", "unreachable"
Embed = Callable[[str], Sequence[float]]


class Embedders(UserDict[str, Embedder | None]):
    """By embedder name; `*` is for all that have none of their own.

    What is assigned: a callable from a text to its vector; recorded vectors, as a mapping by text or a JSON file of one; `offline`, hashed
    words, as without any; `unreachable`, a service out of reach; or `package.module:function`.
    """

    def __init__(self, given: Any = None) -> None:
        """`given`: a mapping by name, or one embedder for all. Raises ValueError, OSError."""
        super().__init__()
        if isinstance(given, Mapping):
            self.update(given)
        elif given is not None:
            self[EVERY] = given

    def __setitem__(self, name: str, given: Any) -> None:
        super().__setitem__(name, None if given == OFFLINE else Embedder(read(given)))


class Recorded:
    """Vectors by text. A text without one is answered 501: nothing is made up."""

    def __init__(self, vectors: Mapping[str, Sequence[float]], where: str = "") -> None:
        """Raises ValueError."""
        self.vectors, self.where = vectors, where
        lengths = {len(vector) for vector in vectors.values()}
        if len(lengths) != 1:
            raise ValueError(f"recorded vectors{where} have {sorted(lengths)} dimensions: one number is expected")
        (self.dimensions,) = lengths

    def __call__(self, text: str) -> Sequence[float]:
        if text not in self.vectors:
            raise Unsupported(f"the vector of a text that is not among the recorded ones{self.where}: {text!r}")
        return self.vectors[text]


def unreachable(text: str) -> Sequence[float]:
    raise ConnectionRefusedError("io: Connection refused")


def read(given: Any) -> Embed:
    """Raises ValueError, OSError."""
    if callable(given):
        return given  # type: ignore[no-any-return]
    if isinstance(given, Mapping):
        return Recorded(given)
    if given == UNREACHABLE:
        return unreachable
    if isinstance(given, PathLike) or (isinstance(given, str) and given.endswith(".json")):
        return from_file(given)
    if isinstance(given, str) and ":" in given:
        return imported(given)
    raise ValueError(f"{given!r} is no embedder: a callable, vectors by text, a .json file, {OFFLINE}, {UNREACHABLE} or module:function")


def from_file(path: str | PathLike[str]) -> Recorded:
    import json

    with open(path, encoding="utf-8") as file:
        vectors = json.load(file)
    if not isinstance(vectors, dict):
        raise ValueError(f"{path}: an object of vectors by text is expected")
    return Recorded(vectors, f" of {path}")


def imported(name: str) -> Embed:
    from importlib import import_module

    module, _, function = name.partition(":")
    try:
        found = getattr(import_module(module), function)
    except (ImportError, AttributeError) as error:
        raise ValueError(f"{name}: {error}") from None
    if not callable(found):
        raise ValueError(f"{name} cannot be called")
    return found  # type: ignore[no-any-return]


def from_lines(lines: Sequence[str]) -> dict[str, str]:
    """`name = embedder` each, or an embedder for all."""
    pairs = (line.partition("=") for line in lines if line.strip())
    return {name.strip() if equals else EVERY: (given if equals else name).strip() for name, equals, given in pairs}
