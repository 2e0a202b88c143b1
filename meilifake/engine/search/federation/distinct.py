"""`federation.distinct`: hits that share a value of the field with an earlier hit are rejected."""

from __future__ import annotations

from typing import Any

from meilifake.engine.search.federation.compare import AnyHit


class Distinct:
    """Accepts everything when `field` is None."""

    def __init__(self, field: str | None) -> None:
        self.field = field
        self.seen: set[Any] = set()

    def accepts(self, hit: AnyHit) -> bool:
        if self.field is None:
            return True
        values = set(hit.facet_values(self.field))
        if values & self.seen:
            return False
        self.seen |= values
        return True
