"""Bodies of which only the JSON syntax is checked."""

from __future__ import annotations

from typing import Any


def free_json(value: Any) -> Any:
    return value
