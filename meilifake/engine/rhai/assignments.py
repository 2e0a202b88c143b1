"""Assignments: to a variable, or to the end of a chain. A constant's values stay as they are, but its maps may get new properties."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from meilifake.engine.rhai.ast import CHAIN, Assign, Constant, Dot, Index, Name, Node
from meilifake.engine.rhai.chains import Absent, element, member, no_setter
from meilifake.engine.rhai.faults import RunFault
from meilifake.engine.rhai.operators import LARGEST, assigned
from meilifake.engine.rhai.scope import KeyPlace, Place
from meilifake.engine.rhai.values import type_name
from meilifake.errors.crash import Crash

if TYPE_CHECKING:
    from meilifake.engine.rhai.machine import Machine


def assign(machine: Machine, node: Assign) -> None:
    """`target = value`, or with an operator; nothing if `?.` finds nothing."""
    value = machine.value(node.value)
    with suppress(Absent):
        store(machine, node, value)


def store(machine: Machine, node: Assign, value: Any) -> None:
    target = node.target
    if replaced(machine, target):
        raise Crash
    place = ending(machine, node, value)
    if place.constant or (isinstance(target, Name) and machine.variable(target).constant):
        root = target
        while isinstance(root, CHAIN):
            root = root.base
        raise RunFault(f"Cannot modify constant {root.name if isinstance(root, Name) else ''}", root.position)
    if node.operator:
        value = assigned(node.operator, place.get(), value, node.position)
    place.set(value, node.position)
    if isinstance(place, KeyPlace) and len(place.holder) > LARGEST:
        raise RunFault("Size of object map too large", catchable=False)


def ending(machine: Machine, node: Assign, value: Any) -> Place:
    """The place to write to."""
    target = node.target
    if isinstance(target, Index):
        return indexed(machine, node, target, value)
    if not isinstance(target, Dot):
        return machine.place(target)
    base = machine.base(target.base, target.safe, machine.prepare(target))
    holder = base.get()
    if type(holder) is dict:
        return KeyPlace(base, target.name)
    if node.operator:
        member(base, target.name, target.position)
    raise no_setter(target.name, holder, value, target.position)


def indexed(machine: Machine, node: Assign, target: Index, value: Any) -> Place:
    prepared = machine.prepare(target)
    base = machine.base(target.base, target.safe, prepared)
    key = prepared[id(target)]
    try:
        return element(base, key, target.position, target.key.start)
    except RunFault as fault:
        if fault.message.startswith("Indexer unavailable") and not node.operator:
            raise RunFault(f"{fault.message} = {type_name(value)}", fault.position) from None
        raise


def replaced(machine: Machine, target: Node) -> bool:
    """Whether the optimizer put a value here: a property of a literal map. The server does not survive an assignment to that."""
    if not isinstance(target, (Dot, Index)) or not isinstance(target.base, Name):
        return False
    if isinstance(target, Index) and not (isinstance(target.key, Constant) and type(target.key.value) is str):
        return False
    variable = machine.scope.find(target.base.name)
    return variable is not None and variable.literal and type(variable.value) is dict
