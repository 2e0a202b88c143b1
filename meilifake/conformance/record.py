"""Recording scenarios anew on any server: the same requests, the answers it gives now, and what it answers differently twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from meilifake.conformance.compare import Names, compare
from meilifake.conformance.exchange import Got, Scenario, Step
from meilifake.conformance.replay import settled, translated
from meilifake.conformance.targets import Target

PATIENCE = 60.0


def record(scenario: Scenario, target: Callable[[], Target], version: str) -> Scenario:
    """Runs the scenario twice on fresh targets; steps that were answered differently are marked unstable."""
    first, second = (answers(scenario, target) for _ in range(2))
    steps = []
    for step, one, other in zip(scenario.steps, first, second, strict=True):
        if one is None or other is None:
            steps.append(step)
            continue
        unstable = one.status != other.status or any(True for _ in compare(one.value(), other.value(), Names()))
        headers = None if step.got is None or step.got.headers is None else one.headers
        steps.append(replace(step, got=Got(one.status, one.content_type, one.body, headers), unstable=unstable))
    return replace(scenario, server=version, steps=tuple(steps))


def answers(scenario: Scenario, target: Callable[[], Target]) -> list[Got | None]:
    """None for a control step: another server's scheduler cannot be stepped."""
    live, names = target(), Names()
    found: list[Got | None] = []
    try:
        for step in scenario.steps:
            found.append(None if step.sent is None else answer(live, step, names))
    finally:
        live.close()
    return found


def answer(live: Target, step: Step, names: Names) -> Got:
    """Values that this server makes up take the place of the recorded ones in what follows."""
    assert step.sent is not None
    assert step.got is not None
    sent = translated(step.sent, names)
    got = settled(live, sent, PATIENCE) if step.poll else live.send(sent)
    list(compare(step.got.value(), got.value(), names))
    return got
