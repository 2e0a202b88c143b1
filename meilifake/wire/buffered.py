"""The fields of a value that serde has read as a whole before it looks at them: what is wrong is told without a place of its own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from meilifake.wire.readers import Late
from meilifake.wire.rusttext import unexpected
from meilifake.wire.structs import Rest

Check = Callable[[Any], None]


@dataclass(frozen=True, slots=True)
class Fields:
    """`title` as messages have it; what each field may be, a check that raises Late; the fields that need not be there."""

    title: str
    checks: Mapping[str, Check]
    optional: Collection[str] = ()

    def check(self, rest: Rest) -> None:
        """Raises Late."""
        if isinstance(rest, tuple):
            self.check_elements(rest)
            return
        found: set[str] = set()
        for name, value in rest:
            if name not in self.checks:
                continue
            if name in found:
                raise Late(f"duplicate field `{name}`")
            found.add(name)
            self.checks[name](value)
        for name in self.checks:
            if name not in found and name not in self.optional:
                raise Late(f"missing field `{name}`")

    def check_elements(self, elements: tuple[Any, ...]) -> None:
        count = f"{len(self.checks)} element{'s' * (len(self.checks) > 1)}"
        for check, value in zip(self.checks.values(), elements, strict=False):
            check(value)
        if len(elements) < len(self.checks):
            raise Late(f"invalid length {len(elements)}, expected {self.title} with {count}")
        if len(elements) > len(self.checks):
            raise Late(f"invalid length {len(elements)}, expected {count} in sequence")


def one(kind: type, expected: str, *, null: bool = False) -> Check:
    """A value of this type, `expected` in serde's words; or null."""

    def check(value: Any) -> None:
        if not isinstance(value, kind) and not (null and value is None):
            raise Late(f"invalid type: {unexpected(value)}, expected {expected}")

    return check
