"""The syntax of liquid templates as the server's library reads it, for its error texts (guide http-surface, 28)."""

from __future__ import annotations

from functools import lru_cache

from meilifake.engine.liquid.fault import LiquidFault
from meilifake.engine.liquid.reader import Reader


@lru_cache(maxsize=256)
def fault(template: str) -> str | None:
    """What is wrong with a template, in the library's words and drawing; None for a good one."""
    try:
        Reader(template).read()
    except LiquidFault as found:
        return str(found)
    return None
