"""A parsing machine that fails as the server's does: it remembers which rules were tried at the farthest place.

Parsers are functions of the machine that move it and say whether they matched. A rule that fails where nothing was tried farther on
takes the place of the rules it tried itself, unless it tried only one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

Parser = Callable[["Machine"], bool]


@dataclass(frozen=True, slots=True)
class Node:
    """A matched rule: its place in the text and the rules matched inside it."""

    rule: str
    start: int
    end: int
    children: tuple[Node, ...] = ()


@dataclass(slots=True)
class Machine:
    """`loose`: spaces are skipped between the parts of a sequence; `negated`: inside a negative lookahead, where success is noted."""

    text: str
    at: int = 0
    loose: bool = True
    negated: bool = False
    looking: bool = False
    nodes: list[Node] = field(default_factory=list)
    farthest: int = 0
    expected: list[str] = field(default_factory=list)
    unexpected: list[str] = field(default_factory=list)

    def tried(self, place: int) -> int:
        return len(self.expected) + len(self.unexpected) if place == self.farthest else 0

    def note(self, rule: str, place: int, kept: tuple[int, int], before: int) -> None:
        if self.tried(place) - before == 1:
            return
        if place == self.farthest:
            del self.expected[kept[0] :], self.unexpected[kept[1] :]
        elif place > self.farthest:
            self.expected, self.unexpected, self.farthest = [], [], place
        if place == self.farthest:
            (self.unexpected if self.negated else self.expected).append(rule)


def literal(text: str) -> Parser:
    def parse(machine: Machine) -> bool:
        if machine.text.startswith(text, machine.at):
            machine.at += len(text)
            return True
        return False

    return parse


def pattern(expression: str) -> Parser:
    """What a rule without parts of its own matches."""
    compiled = re.compile(expression)

    def parse(machine: Machine) -> bool:
        match = compiled.match(machine.text, machine.at)
        if match is None:
            return False
        machine.at = match.end()
        return True

    return parse


spaces = pattern("(?: |\r\n|\n|\r)*")


def rule(name: str, body: Parser, *, loose: bool | None = None) -> Parser:
    """A named rule. `loose` sets whether spaces are skipped inside, None leaves it as it is around."""

    def parse(machine: Machine) -> bool:
        start, mark, was_loose = machine.at, len(machine.nodes), machine.loose
        kept = (len(machine.expected), len(machine.unexpected)) if start == machine.farthest else (0, 0)
        before = machine.tried(start)
        machine.loose = was_loose if loose is None else loose
        matched = body(machine)
        machine.loose = was_loose
        if matched == machine.negated:
            machine.note(name, start, kept, before)
        children = tuple(machine.nodes[mark:])
        del machine.nodes[mark:]
        if matched and not machine.looking:
            machine.nodes.append(Node(name, start, machine.at, children))
        return matched

    return parse


def sequence(*parts: Parser) -> Parser:
    def parse(machine: Machine) -> bool:
        start, mark = machine.at, len(machine.nodes)
        for position, part in enumerate(parts):
            if position and machine.loose:
                spaces(machine)
            if not part(machine):
                machine.at = start
                del machine.nodes[mark:]
                return False
        return True

    return parse


def choice(*options: Parser) -> Parser:
    return lambda machine: any(option(machine) for option in options)


def optional(part: Parser) -> Parser:
    return lambda machine: part(machine) or True


def many(part: Parser) -> Parser:
    """Any number of times, spaces between; the spaces after the last one are left."""

    def parse(machine: Machine) -> bool:
        if not part(machine):
            return True
        while True:
            start = machine.at
            if machine.loose:
                spaces(machine)
            if not part(machine):
                machine.at = start
                return True

    return parse


def unless(part: Parser) -> Parser:
    """Matches nothing, where the part does not match."""

    def parse(machine: Machine) -> bool:
        start, negated, looking = machine.at, machine.negated, machine.looking
        machine.negated, machine.looking = not negated, True
        matched = part(machine)
        machine.at, machine.negated, machine.looking = start, negated, looking
        return not matched

    return parse


def end(machine: Machine) -> bool:
    return machine.at == len(machine.text)


def anything(machine: Machine) -> bool:
    """One character."""
    if machine.at == len(machine.text):
        return False
    machine.at += 1
    return True
