"""Recording scenarios anew on any server: the same requests, the answers it gives now, and what it answers differently twice."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

from meilifake.conformance.compare import Names, compare
from meilifake.conformance.exchange import Got, Scenario, Sent, Step
from meilifake.conformance.replay import settled, translated
from meilifake.conformance.targets import Target

PATIENCE = 60.0


def record(scenario: Scenario, target: Callable[[], Target], version: str) -> Scenario:
    """Runs the scenario twice on fresh targets; steps that were answered differently are marked unstable."""
    (first, names), (second, _) = (answers(scenario, target) for _ in range(2))
    steps, pairs = [], Names()
    for step, one, other in zip(scenario.steps, first, second, strict=True):
        if step.sent is None or one is None or other is None:
            steps.append(step)
            continue
        unstable = one.status != other.status or any([*compare(one.value(), other.value(), pairs)])
        headers = None if step.got is None or step.got.headers is None else one.headers
        got = Got(one.status, one.content_type, one.body, headers)
        steps.append(replace(step, sent=renamed(step.sent, names), got=got, unstable=unstable))
    return replace(scenario, server=version, steps=tuple(steps))


def renamed(sent: Sent, names: Names) -> Sent:
    """The request with what the new recording's server invented, as its answers have it."""
    return Sent.of(json.loads(names.translate(json.dumps(sent.raw(), ensure_ascii=False))))


def answers(scenario: Scenario, target: Callable[[], Target]) -> tuple[list[Got | None], Names]:
    """None for a control step: another server's scheduler cannot be stepped. With them, the values that this server made up."""
    live, names = target(), Names()
    found: list[Got | None] = []
    try:
        for step in scenario.steps:
            found.append(None if step.sent is None else answer(live, step, names))
    finally:
        live.close()
    return found, names


def answer(live: Target, step: Step, names: Names) -> Got:
    """Values that this server makes up take the place of the recorded ones in what follows."""
    assert step.sent is not None
    assert step.got is not None
    sent = translated(step.sent, names)
    got = settled(live, sent, PATIENCE) if step.poll else live.send(sent)
    list(compare(step.got.value(), got.value(), names))
    return got
