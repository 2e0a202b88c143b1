"""The tree of a script. Every node knows where it stands; chains (`a.b[c].d()`) nest to the left."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from meilifake.engine.rhai.faults import Position


@dataclass(slots=True)
class Node:
    position: Position

    @property
    def start(self) -> Position:
        """Where its text begins; `position` is where it is reported (an operator's own place)."""
        return self.position

    @property
    def mark(self) -> Position:
        """Where a value of the wrong type is reported: for a chain, its first dot or bracket."""
        return self.position


@dataclass(slots=True)
class Constant(Node):
    value: Any


@dataclass(slots=True)
class Text(Node):
    """A back-tick string: constants and blocks."""

    parts: list[Node]


@dataclass(slots=True)
class ArrayLiteral(Node):
    items: list[Node]


@dataclass(slots=True)
class MapLiteral(Node):
    items: list[tuple[str, Node]]


@dataclass(slots=True)
class Name(Node):
    name: str


@dataclass(slots=True)
class This(Node):
    pass


@dataclass(slots=True)
class Dot(Node):
    """`base.name`; `position` is the property's, `dot` the dot's; `safe`: `?.`."""

    base: Node
    name: str
    dot: Position
    safe: bool = False

    @property
    def start(self) -> Position:
        return self.base.start

    @property
    def mark(self) -> Position:
        return self.base.mark if isinstance(self.base, CHAIN) else self.dot


@dataclass(slots=True)
class Index(Node):
    """`base[key]`; `position` is the bracket's; `safe`: `?[`."""

    base: Node
    key: Node
    safe: bool = False

    @property
    def start(self) -> Position:
        return self.base.start

    @property
    def mark(self) -> Position:
        return self.base.mark if isinstance(self.base, CHAIN) else self.position


@dataclass(slots=True)
class Call(Node):
    name: str
    arguments: list[Node]
    capture: bool = False


@dataclass(slots=True)
class Method(Node):
    """`base.name(arguments)`; `position` is the name's, `dot` the dot's."""

    base: Node
    name: str
    arguments: list[Node]
    dot: Position
    safe: bool = False

    @property
    def start(self) -> Position:
        return self.base.start

    @property
    def mark(self) -> Position:
        return self.base.mark if isinstance(self.base, CHAIN) else self.dot


CHAIN = (Dot, Index, Method)


@dataclass(slots=True)
class Unary(Node):
    operator: str
    operand: Node


@dataclass(slots=True)
class Binary(Node):
    operator: str
    left: Node
    right: Node


@dataclass(slots=True)
class Logic(Node):
    """`&&`, `||` and `??` over two operands or more."""

    operator: str
    operands: list[Node]

    @property
    def start(self) -> Position:
        return self.operands[0].start


@dataclass(slots=True)
class Function:
    name: str
    parameters: list[str]
    body: Node
    captures: dict[str, Position] = field(default_factory=dict)
    """Of a closure: the outer variables that it uses, and where first."""


@dataclass(slots=True)
class Closure(Node):
    function: Function


@dataclass(slots=True)
class Block(Node):
    statements: list[Node]


@dataclass(slots=True)
class Assign(Node):
    """`position` is the operator's; `operator` without its `=`, empty for a plain assignment."""

    operator: str
    target: Node
    value: Node


@dataclass(slots=True)
class Declare(Node):
    name: str
    value: Node | None
    constant: bool


@dataclass(slots=True)
class If(Node):
    guard: Node
    body: Block
    other: Node | None


@dataclass(slots=True)
class Case:
    values: list[Any]
    guard: Node | None
    action: Node


@dataclass(slots=True)
class Switch(Node):
    item: Node
    cases: list[Case]
    default: Node | None


@dataclass(slots=True)
class While(Node):
    """Without a guard: `loop`."""

    guard: Node | None
    body: Block


@dataclass(slots=True)
class Do(Node):
    body: Block
    guard: Node
    until: bool


@dataclass(slots=True)
class For(Node):
    name: str
    counter: str | None
    items: Node
    body: Block


@dataclass(slots=True)
class Leave(Node):
    """`break`, `continue`, `return` or `throw`."""

    kind: str
    value: Node | None


@dataclass(slots=True)
class Try(Node):
    body: Block
    name: str | None
    handler: Block
