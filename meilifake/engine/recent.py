"""A memory of the values used last."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

V = TypeVar("V")


class Recent(Generic[V]):
    """As many as there is `room` for. Fakes in several threads may share one, so each step is a single one: a value taken by one of them
    is not there for another until it is kept again."""

    __slots__ = ("_kept", "room")

    def __init__(self, room: int) -> None:
        self.room = room
        self._kept: OrderedDict[Hashable, V] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def __contains__(self, key: Hashable) -> bool:
        return key in self._kept

    def take(self, key: Hashable) -> V | None:
        """The value, which is out of the memory now."""
        return self._kept.pop(key, None)

    def keep(self, key: Hashable, value: V) -> None:
        """As the one used last; the one not used for longest may have to go."""
        self._kept[key] = value
        if len(self._kept) > self.room:
            self._kept.popitem(last=False)

    def of(self, key: Hashable, make: Callable[[], V]) -> V:
        """The value, or what `make` makes now: never None."""
        value = self.take(key)
        if value is None:
            value = make()
        self.keep(key, value)
        return value

    def clear(self) -> None:
        self._kept.clear()
