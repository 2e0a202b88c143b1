"""Runs a function as soon as a module has been imported, now or later: how a library loaded inside a test gets patched too."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

Hook = Callable[[ModuleType], None]


class LateImports(MetaPathFinder):
    """A finder that finds nothing itself: it lets the others find a watched module, and calls the hook after it has run."""

    def __init__(self, hooks: dict[str, Hook]) -> None:
        self.hooks = hooks
        self.busy = threading.local()

    def start(self) -> None:
        """Hooks run at once for what is loaded; the rest is watched."""
        sys.meta_path.insert(0, self)
        for name, hook in self.hooks.items():
            module = sys.modules.get(name)
            if module is not None:
                hook(module)

    def stop(self) -> None:
        if self in sys.meta_path:
            sys.meta_path.remove(self)

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name not in self.hooks or getattr(self.busy, "name", None) == name:
            return None
        self.busy.name = name
        try:
            spec = next((found for found in (look(finder, name, path, target) for finder in sys.meta_path) if found), None)
        finally:
            self.busy.name = None
        if spec is not None and spec.loader is not None:
            spec.loader = Watched(spec.loader, self.hooks[name])
        return spec


def look(finder: Any, name: str, path: Sequence[str] | None, target: ModuleType | None) -> ModuleSpec | None:
    found: ModuleSpec | None = finder.find_spec(name, path, target)
    return found


class Watched(Loader):
    """The module's own loader, with the hook after it. The module never learns of it."""

    def __init__(self, loader: Loader, hook: Hook) -> None:
        self.loader = loader
        self.hook = hook

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self.loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        if module.__spec__ is not None:
            module.__spec__.loader = self.loader
        module.__loader__ = self.loader
        self.loader.exec_module(module)
        self.hook(module)
