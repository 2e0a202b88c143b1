"""Templates as the server's library reads and renders them: one language for embedders, chats, fragments and `/render-template`.

The library is no other's twin: it refuses a name that is not there, shows numbers and objects in its own way, and its error texts and
drawings are part of the API (guide http-surface, 28). Hence this engine, rather than one of Python's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from meilifake.engine.liquid.elements import Element, render_all
from meilifake.engine.liquid.fault import LiquidFault
from meilifake.engine.liquid.reader import Reader
from meilifake.engine.liquid.scope import Scope


@dataclass(frozen=True, slots=True)
class Template:
    elements: Sequence[Element]

    def render(self, data: Mapping[str, Any], now: datetime | None = None) -> str:
        """The text for these names. Raises LiquidFault; Broken where the server crashes; Unsupported without a moment that is asked for."""
        out: list[str] = []
        render_all(self.elements, out, Scope(data, now))
        return "".join(out)


@lru_cache(maxsize=256)
def parse(template: str) -> Template:
    """Raises LiquidFault, in the library's words and drawing; Broken for a number that the server crashes at."""
    return Template(Reader(template).read())


def fault(template: str) -> str | None:
    """What is wrong with a template; None for a good one."""
    try:
        parse(template)
    except LiquidFault as found:
        return str(found)
    return None
