"""ACTIONS: what an API key may allow, in the server's order, which its error messages follow (guide http-surface, 7.4)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple


class Action(NamedTuple):
    """`expands`: the actions that a key gets instead of this marker; `reads`: part of `*.get`; `everywhere`: refused to a key that is
    scoped to indexes; `handled`: a scoped key may call its routes that have no index in their path, the handler filters."""

    name: str
    expands: tuple[str, ...] = ()
    reads: bool = False
    everywhere: bool = False
    handled: bool = False


def marker(name: str, *suffixes: str, everywhere: bool = False, handled: bool = False) -> Action:
    prefix = name[:-1]
    return Action(name, tuple(prefix + suffix for suffix in suffixes), everywhere=everywhere, handled=handled)


def glob(name: str, *, reads: bool = False) -> Action:
    return Action(name, reads=reads, everywhere=True)


ROWS = (
    Action("*"),
    Action("search", reads=True, handled=True),
    marker("documents.*", "add", "get", "delete"),
    Action("documents.add"),
    Action("documents.get", reads=True, handled=True),
    Action("documents.delete"),
    marker("indexes.*", "create", "get", "update", "delete", "swap", "compact"),
    Action("indexes.create", handled=True),
    Action("indexes.get", reads=True, handled=True),
    Action("indexes.update"),
    Action("indexes.delete"),
    Action("indexes.swap", handled=True),
    marker("tasks.*", "get", "cancel", "delete", "compact"),
    Action("tasks.cancel", handled=True),
    Action("tasks.delete", handled=True),
    Action("tasks.get", reads=True, handled=True),
    marker("settings.*", "get", "update"),
    Action("settings.get", reads=True, handled=True),
    Action("settings.update"),
    marker("stats.*", "get", handled=True),
    Action("stats.get", reads=True, handled=True),
    marker("metrics.*", "get", everywhere=True),
    glob("metrics.get", reads=True),
    marker("dumps.*", "create", everywhere=True),
    glob("dumps.create"),
    marker("snapshots.*", "create", everywhere=True),
    glob("snapshots.create"),
    glob("version", reads=True),
    glob("keys.create"),
    glob("keys.get"),
    glob("keys.update"),
    glob("keys.delete"),
    glob("experimental.get", reads=True),
    glob("experimental.update"),
    glob("export", reads=True),
    glob("network.get", reads=True),
    glob("network.update"),
    Action("chatCompletions", handled=True),
    marker("chats.*", "get", "delete", everywhere=True),
    glob("chats.get", reads=True),
    glob("chats.delete"),
    marker("chatsSettings.*", "get", "update", everywhere=True),
    glob("chatsSettings.get", reads=True),
    glob("chatsSettings.update"),
    Action("*.get"),
    glob("webhooks.get", reads=True),
    glob("webhooks.update"),
    glob("webhooks.delete"),
    glob("webhooks.create"),
    marker("webhooks.*", "get", "update", "delete", "create", everywhere=True),
    Action("indexes.compact"),
    Action("fields.post", reads=True),
    glob("tasks.compact"),
    glob("dynamicSearchRules.get", reads=True),
    glob("dynamicSearchRules.create"),
    glob("dynamicSearchRules.update"),
    glob("dynamicSearchRules.delete"),
    marker("dynamicSearchRules.*", "get", "create", "update", "delete", everywhere=True),
)

ACTIONS = {action.name: action for action in ROWS}


@lru_cache(maxsize=256)
def expanded(names: tuple[str, ...]) -> frozenset[str]:
    """The actions that a key with these names grants. A marker is not among them, except that `*` grants every marker but `*.get`
    (so a `documents.*` key cannot edit documents by function, a route that asks for the marker itself)."""
    return frozenset(granted for name in names for granted in grants(ACTIONS[name]))


def grants(action: Action) -> Iterable[str]:
    if action.name == "*":
        return ACTIONS.keys() - {"*.get"}
    if action.name == "*.get":
        return (other.name for other in ROWS if other.reads)
    return action.expands or (action.name,)
