"""How the server takes a key out of an object: the last key moves into its place, and that order shows in answers."""

from __future__ import annotations

from typing import Any


def swap_remove(fields: dict[str, Any], name: str) -> dict[str, Any]:
    """A copy without `name` (the same object when it has no such key): `id,a,NAME,b,c` becomes `id,a,c,b`."""
    if name not in fields:
        return fields
    keys = list(fields)
    at, last = keys.index(name), keys.pop()
    if last != name:
        keys[at] = last
    return {key: fields[key] for key in keys}
