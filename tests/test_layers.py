"""The architecture, enforced: imports point down the ladder, files stay readable, `import meilifake` and the plugin stay cheap."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import meilifake

PACKAGE = Path(meilifake.__file__).parent
LADDER = ("errors", "wire", "engine", "schema", "views", "routes", "app", "dumps", "transports", "server", "doors", "fake", "testing")
"""From the bottom: a room may import itself and what comes before it."""
EVERYWHERE = {"options", ""}
"""Frozen launch options and the package itself (its version) sit below everything."""
ENTRANCES = {"__main__", "__init__", "early", "pytest_meilisearch", "conformance"}
"""Doors to the house: nobody imports them."""
UPWARDS = {
    ("routes", "meilifake.app.call"): "a handler receives its call",
    ("routes", "meilifake.app.auth"): "a handler asks its call's access",
    ("server", "meilifake.fake"): "the command line makes the fake that it serves",
    ("server", "meilifake.conformance.exchange"): "what the recording proxy keeps is a scenario",
}
"""The exceptions, each with its reason."""
ENGINE_MAY = ("meilifake.engine", "meilifake.errors", "meilifake.wire.jsontext", "meilifake.wire.rusttext", "meilifake.options")
ENGINE_NEVER = {"time", "random", "socket", "threading", "http", "urllib.request", "asyncio"}
INJECTED = {"engine/clock.py"}
"""Where time, ids and randomness enter."""
CEILING = 400
HEAVY = (
    "pydantic",
    "werkzeug",
    "jwt",
    "liquid",
    "hypothesis",
    "httpx",
    "httpx2",
    "requests",
    "respx",
    "pytest",
    "brotli",
    "email",
    "http.client",
)

FILES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


def room(path: str) -> str:
    return path.partition("/")[0].removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[str]:
    """Every module that is imported when the code runs, also inside functions; not what only a type checker sees."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                below = f"{node.module}.{alias.name}"
                yield below if is_module(below) else node.module
        else:
            yield from imports(node)


def is_module(name: str) -> bool:
    path = PACKAGE.parent.joinpath(*name.split("."))
    return name.startswith("meilifake") and (path.is_dir() or path.with_suffix(".py").exists())


def parsed(path: str) -> ast.Module:
    return ast.parse((PACKAGE / path).read_text())


@pytest.mark.parametrize("path", FILES)
def test_imports_point_down(path: str) -> None:
    here = room(path)
    if here in ENTRANCES:
        return
    for name in imports(parsed(path)):
        if not name.startswith("meilifake") or (here, name) in UPWARDS:
            continue
        there = name.removeprefix("meilifake").removeprefix(".").partition(".")[0]
        if here in EVERYWHERE:
            assert there in EVERYWHERE, f"{path} imports {name}, and everything imports it"
        elif there not in EVERYWHERE:
            assert LADDER.index(there) <= LADDER.index(here), f"{path} imports {name}, which lies above it"


@pytest.mark.parametrize("path", [path for path in FILES if room(path) == "engine"])
def test_the_engine_is_deaf(path: str) -> None:
    for name in imports(parsed(path)):
        if name.startswith("meilifake"):
            assert name.startswith(ENGINE_MAY), f"{path} imports {name}: the engine knows no HTTP"
        elif path not in INJECTED:
            assert not {name, name.partition(".")[0]} & ENGINE_NEVER, f"{path} imports {name}: time, chance and input/output are handed in"


@pytest.mark.parametrize("path", FILES)
def test_files_stay_readable(path: str) -> None:
    lines = (PACKAGE / path).read_text().count("\n")
    assert lines <= CEILING, f"{path} has {lines} lines: split it by noun"


@pytest.mark.parametrize("path", [path for path in FILES if not path.endswith("__init__.py")])
def test_every_module_says_what_it_owns(path: str) -> None:
    assert ast.get_docstring(parsed(path)), f"{path} has no docstring"


@pytest.mark.parametrize("path", FILES)
def test_files_are_named_after_a_noun(path: str) -> None:
    assert Path(path).stem not in {"utils", "util", "helpers", "common", "misc"}


def loaded_by(code: str) -> set[str]:
    """The modules that a fresh interpreter holds after the code, without those it starts with."""
    script = f"import sys; before = set(sys.modules); {code}; print(*sorted(set(sys.modules) - before))"
    return set(subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True).stdout.split())


def test_import_meilifake_loads_no_heavy_module() -> None:
    loaded = loaded_by("import meilifake; meilifake.MeiliFake()")
    assert not loaded & set(HEAVY)


def test_the_plugin_loads_nothing_of_ours() -> None:
    loaded = loaded_by("import pytest; before = set(sys.modules); import meilifake.testing.plugin")
    assert {name for name in loaded if name.startswith("meilifake")} == {"meilifake", "meilifake.testing", "meilifake.testing.plugin"}
    assert not loaded & set(HEAVY)
