"""Variables, and the places that a chain can end at: somewhere a value is read from and written back to."""

from __future__ import annotations

from typing import Any

from meilifake.engine.rhai.faults import Position, RunFault, wrong_type
from meilifake.engine.rhai.values import Char, display, signed, type_name

MOST_VARIABLES = 1000


class Variable:
    """One variable. A closure that captured it holds the same object.

    `literal`: a `const` with a literal value, which the optimizer puts in place of the variable's reads. `shared`: a closure captured it.
    `locked`: a chain that starts at it is in a call.
    """

    __slots__ = ("constant", "literal", "locked", "name", "shared", "value")

    def __init__(self, name: str, value: Any, constant: bool = False, literal: bool = False) -> None:
        self.name = name
        self.value = value
        self.constant = constant
        self.literal = literal
        self.shared = False
        self.locked = False


class Scope:
    """The variables in sight, innermost last."""

    def __init__(self, variables: list[Variable] | None = None) -> None:
        self.variables = variables or []

    def find(self, name: str) -> Variable | None:
        for variable in reversed(self.variables):
            if variable.name == name:
                return variable
        return None

    def add(self, variable: Variable, position: Position) -> None:
        if len(self.variables) >= MOST_VARIABLES:
            raise RunFault("Too many variables defined", position, catchable=False)
        self.variables.append(variable)

    def rewind(self, length: int) -> None:
        del self.variables[length:]

    def __len__(self) -> int:
        return len(self.variables)


class Place:
    """A value that belongs nowhere: what is written to it is lost.

    `constant`: it must not be changed. `inner`: nor what it has inside, though a map may get new properties. `literal`: changes are lost.
    """

    constant = inner = literal = False

    def __init__(self, value: Any = None) -> None:
        self.value = value

    def get(self) -> Any:
        return self.value

    def set(self, value: Any, position: Position) -> None:
        self.value = value


class VariablePlace(Place):
    def __init__(self, variable: Variable) -> None:
        self.variable = variable
        self.constant = variable.constant and not variable.shared
        self.inner = variable.constant
        self.literal = variable.literal

    def get(self) -> Any:
        return self.variable.value

    def set(self, value: Any, position: Position) -> None:
        if not self.literal:
            self.variable.value = value


class KeyPlace(Place):
    """A property of an object map; reading one that is absent gives `()`."""

    def __init__(self, whole: Place, key: str) -> None:
        self.holder = whole.get()
        self.key = key
        self.constant = self.inner = whole.inner and key in self.holder
        self.literal = whole.literal

    def get(self) -> Any:
        return self.holder.get(self.key)

    def set(self, value: Any, position: Position) -> None:
        if not self.literal:
            self.holder[self.key] = value


class ItemPlace(Place):
    """An element of an array."""

    def __init__(self, whole: Place, at: int) -> None:
        self.holder = whole.get()
        self.at = at
        self.constant = self.inner = whole.inner
        self.literal = whole.literal

    def get(self) -> Any:
        return self.holder[self.at]

    def set(self, value: Any, position: Position) -> None:
        self.holder[self.at] = value


class CharPlace(Place):
    """A character of a string: writing it writes the string, where one counted from the end is taken as counted from the start."""

    def __init__(self, whole: Place, at: int) -> None:
        self.whole = whole
        self.at = at

    def get(self) -> Any:
        return Char(self.whole.get()[self.at])

    def set(self, value: Any, position: Position) -> None:
        if type(value) is not Char:
            raise wrong_type(type_name(value), "char", position)
        text, at = self.whole.get(), abs(self.at)
        if at < len(text):
            self.whole.set(text[:at] + value.text + text[at + 1 :], position)


class PartPlace(Place):
    """A part of a string, replaced by the text of whatever is written to it."""

    def __init__(self, whole: Place, shown: str, start: int, end: int) -> None:
        self.whole = whole
        self.shown = shown
        self.start = start
        self.end = end

    def get(self) -> Any:
        return self.shown

    def set(self, value: Any, position: Position) -> None:
        text = self.whole.get()
        self.whole.set(text[: self.start] + display(value) + text[self.end :], position)


class BitPlace(Place):
    """A bit of an integer."""

    def __init__(self, whole: Place, at: int) -> None:
        self.whole = whole
        self.at = at

    def get(self) -> Any:
        return bool(self.whole.get() >> self.at & 1)

    def set(self, value: Any, position: Position) -> None:
        if type(value) is not bool:
            raise wrong_type(type_name(value), "bool", position)
        bits, bit = self.whole.get(), 1 << self.at
        self.whole.set(signed(bits | bit if value else bits & ~bit), position)


class BitsPlace(Place):
    """Some bits of an integer, as an integer that is negative if they reach the sign. `mask`: where they are; `shift`: the lowest."""

    def __init__(self, whole: Place, mask: int, shift: int) -> None:
        self.whole = whole
        self.mask = mask
        self.shift = shift

    def get(self) -> Any:
        return signed(self.whole.get() & self.mask) >> self.shift

    def set(self, value: Any, position: Position) -> None:
        if type(value) is not int:
            raise wrong_type(type_name(value), "integer", position)
        self.whole.set(signed(self.whole.get() & ~self.mask | (value << self.shift & self.mask)), position)
