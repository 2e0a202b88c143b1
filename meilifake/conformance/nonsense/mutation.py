"""A good body made wrong in a few places, so that it fails late."""

from __future__ import annotations

import copy
from random import Random
from typing import Any

from meilifake.conformance.nonsense import vocabulary

Place = tuple[Any, Any]
"""An object or list, and a key or number in it."""


def mutated(random: Random, good: Any) -> Any:
    """A copy with as many faults as come up, often none."""
    holder = [copy.deepcopy(good)]
    for _ in range(random.choice((0, 0, 0, 1, 1, 2))):
        within, at = random.choice(places(holder))
        spoil(random, within, at)
    return holder[0] if holder else {}


def places(value: Any) -> list[Place]:
    """Every place in a value, outermost first."""
    found: list[Place] = []
    keys = value if isinstance(value, dict) else range(len(value))
    for key in keys:
        found.append((value, key))
        if isinstance(value[key], dict | list):
            found += places(value[key])
    return found


def spoil(random: Random, within: Any, at: Any) -> None:
    """Another value, a wrapped one, none at all, a misspelt key, or one key more."""
    draw = random.random()
    old = within[at]
    if draw < 0.5:
        within[at] = other(random, at)
    elif draw < 0.6:
        within[at] = random.choice(([old], {"a": old}, str(old), [old, old]))
    elif draw < 0.7 and isinstance(within, dict):
        del within[at]
    elif draw < 0.85 and isinstance(within, dict):
        misspelt = random.choice((at + "s", at[:-1], at.upper(), at[1:] + at[:1], at.replace("e", "i")))
        within[misspelt] = within.pop(at)
    elif isinstance(old, dict):
        name = random.choice(vocabulary.every_name())
        old[name] = other(random, name)
    elif isinstance(old, list):
        old.insert(random.randrange(len(old) + 1), other(random, 0))
    else:
        within[at] = other(random, 0)


def other(random: Random, at: str | int) -> Any:
    """A value for a key, or for a place in a list: a copy, since it may be spoilt in turn."""
    return copy.deepcopy(vocabulary.value_for(random, at) if isinstance(at, str) else vocabulary.value(random))
