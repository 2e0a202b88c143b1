"""Query strings: a table of parameters per route, and the server's words for what is wrong with one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Param:
    """One accepted parameter: its name, how its text becomes a value, its default, the code of the error when it cannot."""

    name: str
    parse: Callable[[str], Any]
    default: Any = None
    code: str = "bad_request"
