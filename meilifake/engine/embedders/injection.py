"""The `request` and `response` templates of a rest embedder: where their placeholders stand, and what is wrong with them.

A placeholder stands alone (one value) or in the first place of an array whose second is the repeat mark (as many as there are values).
"""

from __future__ import annotations

from typing import Any

REPEAT = "{{..}}"
Path = tuple[str | int, ...]


class TemplateFault(Exception):
    """What is wrong with a template, in the server's words."""


class Placeholders:
    """The places found so far in one template. `root` is the template's name in messages."""

    def __init__(self, root: str, placeholder: str) -> None:
        self.root = root
        self.placeholder = placeholder
        self.single: Path | None = None
        self.array: Path | None = None
        self.inside: Path = ()

    def fault(self, path: Path, words: str) -> TemplateFault:
        return TemplateFault(f"in {written(self.root, path)}: {words}")

    def visit(self, value: Any, path: Path, *, nested: bool = False) -> None:
        """Raises TemplateFault. `nested`: inside a value that is itself repeated."""
        if value == self.placeholder:
            if self.single is not None:
                raise self.fault(path, f'Found "{self.placeholder}", but it was already present in {written(self.root, self.single)}')
            self.single = path
        elif value == REPEAT:
            raise self.fault(path, f'"{REPEAT}" appears outside of an array')
        elif isinstance(value, dict):
            for key, item in value.items():
                self.visit(item, (*path, key), nested=nested)
        elif isinstance(value, list) and len(value) > 1 and value[1] == REPEAT:
            self.repeated(value, path, nested=nested)
        elif isinstance(value, list):
            if REPEAT in value:
                raise self.misplaced(path, value.index(REPEAT))
            for index, item in enumerate(value):
                self.visit(item, (*path, index), nested=nested)

    def misplaced(self, path: Path, index: int) -> TemplateFault:
        return self.fault(path, f'"{REPEAT}" expected at position #1, but found at position #{index}')

    def repeated(self, array: list[Any], path: Path, *, nested: bool) -> None:
        if nested:
            raise self.fault(path, f'"{REPEAT}" appears nested inside of a value that is itself repeated')
        if self.array is not None:
            raise self.fault(path, f'Found "{REPEAT}", but it was already present in {written(self.root, self.array)}')
        if array[0] == REPEAT:
            raise self.misplaced(path, 0)
        if REPEAT in array[2:]:
            raise self.misplaced(path, array.index(REPEAT, 2))
        inner = Placeholders(self.root, self.placeholder)
        inner.visit_repeated(array[0], path)
        if inner.single is None:
            raise self.fault((*path, 0), f'Expected "{self.placeholder}" inside of the repeated value')
        self.array, self.inside = path, inner.single[len(path) :]

    def visit_repeated(self, value: Any, path: Path) -> None:
        """The server names places in a repeated value as if it were the array that holds it."""
        self.visit(value, path, nested=True)


def is_array(root: str, template: Any, placeholder: str) -> bool:
    """Whether the placeholder of a template is repeated. Raises TemplateFault."""
    found = Placeholders(root, placeholder)
    found.visit(template, ())
    if found.array is None and found.single is None:
        raise TemplateFault(f'in `{root}`: "{placeholder}" not found')
    if found.array is not None and found.single is not None:
        first = written(root, (*found.array, 0, *found.inside))
        raise found.fault(found.single, f'Found "{placeholder}", but it was already present in {first} (repeated)')
    return found.array is not None


def written(root: str, path: Path) -> str:
    return "`" + root + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path) + "`"
