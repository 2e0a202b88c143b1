"""What the names of actions stand for (guide http-surface, 7.2)."""

from __future__ import annotations

import pytest

from meilifake.engine.actions import ACTIONS, expanded
from meilifake.routes.table import all_routes


def test_everything_is_everything() -> None:
    assert expanded(("*",)) == ACTIONS.keys() - {"*.get"}
    assert "documents.*" not in expanded(("documents.*",))


@pytest.mark.parametrize(
    ("given", "inside", "outside"),
    [
        ("search", {"search"}, {"documents.get"}),
        ("documents.*", {"documents.add", "documents.get", "documents.delete"}, {"indexes.get"}),
        ("*.get", {"settings.get", "tasks.get", "stats.get"}, {"keys.get", "settings.update"}),
    ],
)
def test_globs(given: str, inside: set[str], outside: set[str]) -> None:
    found = expanded((given,))
    assert found >= inside
    assert found.isdisjoint(outside)


def test_routes_ask_for_actions_that_exist() -> None:
    asked = {part for route in all_routes() if route.action for part in route.action.split(" & ")}
    assert asked <= set(ACTIONS)
