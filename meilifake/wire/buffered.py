"""The fields of a value that serde has read as a whole before it looks at them: what is wrong is told without a place of its own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from meilifake.wire.readers import Late, one_of
from meilifake.wire.rusttext import unexpected
from meilifake.wire.structs import Rest

Check = Callable[[Any], Any]
"""Gives the value as the server keeps it. Raises Late."""


@dataclass(frozen=True, slots=True)
class Fields:
    """`title` as messages have it; what each field may be, a check that raises Late; the fields that need not be there, those that are
    kept when they are null, and those that an array may leave out at its end.
    """

    title: str
    checks: Mapping[str, Check]
    optional: Collection[str] = ()
    shown: Collection[str] = ()
    defaults: Collection[str] = ()

    def check(self, rest: Rest) -> dict[str, Any]:
        """The fields in their own order. Raises Late."""
        found = self.check_elements(rest) if isinstance(rest, tuple) else self.check_members(rest)
        return kept(found, self.checks, self.shown)

    def check_members(self, members: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, value in members:
            if name not in self.checks:
                continue
            if name in found:
                raise Late(f"duplicate field `{name}`")
            found[name] = self.checks[name](value)
        for name in self.checks:
            if name not in found and name not in self.optional:
                raise Late(f"missing field `{name}`")
        return found

    def check_elements(self, elements: tuple[Any, ...]) -> dict[str, Any]:
        count = f"{len(self.checks)} element{'s' * (len(self.checks) > 1)}"
        found = {name: check(value) for (name, check), value in zip(self.checks.items(), elements, strict=False)}
        for at, name in enumerate(self.checks):
            if at >= len(elements) and name not in self.defaults:
                raise Late(f"invalid length {at}, expected {self.title} with {count}")
        if len(elements) > len(self.checks):
            raise Late(f"invalid length {len(elements)}, expected {count} in sequence")
        return found

    def of(self, value: Any) -> dict[str, Any]:
        """A whole value that is to have these fields. Raises Late."""
        if isinstance(value, dict):
            return self.check(list(value.items()))
        if isinstance(value, list):
            return self.check(tuple(value))
        raise Late(f"invalid type: {unexpected(value)}, expected {self.title}")


def kept(found: Mapping[str, Any], names: Iterable[str], shown: Collection[str]) -> dict[str, Any]:
    """The fields in the order of the names, without those that are null unless they are shown."""
    return {name: found.get(name) for name in names if name in shown or found.get(name) is not None}


def one(kind: type, expected: str, *, null: bool = False) -> Check:
    """A value of this type, `expected` in serde's words; or null."""

    def check(value: Any) -> Any:
        if not isinstance(value, kind) and not (null and value is None):
            raise Late(f"invalid type: {unexpected(value)}, expected {expected}")
        return value

    return check


def nullable(check: Check) -> Check:
    """Null, or what the check takes."""
    return lambda value: None if value is None else check(value)


def array(check: Check) -> Check:
    """An array of what the check takes."""

    def checked(value: Any) -> list[Any]:
        if not isinstance(value, list):
            raise Late(f"invalid type: {unexpected(value)}, expected a sequence")
        return [check(element) for element in value]

    return checked


def named(names: Sequence[str]) -> Check:
    """One of the names, or an object of one and null."""

    def check(value: Any) -> Any:
        if isinstance(value, dict):
            if len(value) != 1:
                raise Late("invalid value: map, expected map with a single key")
            ((value, content),) = value.items()
            if value in names and content is not None:
                raise Late(f"invalid type: {unexpected(content)}, expected unit")
        if not isinstance(value, str):
            raise Late(f"invalid type: {unexpected(value)}, expected string or map")
        if value not in names:
            raise Late(f"unknown variant `{value}`, expected {one_of(names)}")
        return value

    return check


def any_of(title: str, *checks: Check) -> Check:
    """What the first of the checks takes that takes it: serde's untagged enum of this name."""

    def checked(value: Any) -> Any:
        for check in checks:
            try:
                return check(value)
            except Late:
                continue
        raise Late(f"data did not match any variant of untagged enum {title}")

    return checked


def tagged(tag: str, kinds: Mapping[str, Fields]) -> Check:
    """An object, or an array, whose member `tag` says which fields the rest has: by name, or by number as serde allows."""

    def check(value: Any) -> dict[str, Any]:
        rest: Rest
        kind: Any
        if isinstance(value, dict):
            kind, rest = value.get(tag), [(name, inner) for name, inner in value.items() if name != tag]
        elif isinstance(value, list) and value:
            kind, rest = value[0], tuple(value[1:])
        else:
            raise Late(f"invalid type: {unexpected(value)}, expected an object with `{tag}`")
        names = tuple(kinds)
        numbered = type(kind) is int and 0 <= kind < len(names)
        name = names[kind] if numbered else named(names)(kind)
        return {tag: name} | kinds[name].check(rest)

    return check
