"""Recorded scenarios against a target: which steps answer otherwise than recorded."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from meilifake.conformance.compare import Difference, Names, compare, headers_differ
from meilifake.conformance.exchange import Got, Scenario, Sent, Step
from meilifake.conformance.targets import Target

COMPARED_HEADERS = (
    "allow", "vary", "content-encoding", "retry-after", "access-control-allow-origin", "access-control-allow-methods",
    "access-control-allow-headers", "access-control-max-age",
)  # fmt: skip
UNFINISHED = ("enqueued", "processing")
FEATURES = {"metrics": "metrics", "contains": "containsFilter"}
"""Launch flags of a recording that a running server can be given as experimental features."""


@dataclass(slots=True)
class Outcome:
    """`differences`: per step (its position and request), what differed; `same`: the requests that were answered as recorded."""

    name: str
    steps: int = 0
    matched: int = 0
    differences: list[tuple[int, Sent, Difference]] = field(default_factory=list)
    same: list[Sent] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        return not self.differences


def replay(scenario: Scenario, target: Target, *, patience: float = 0.3) -> Outcome:
    """Send every step, compare every stable answer. `patience`: seconds to wait for a task where the recorder had waited."""
    outcome, names = Outcome(scenario.name), Names(exact_batches=bool(scenario.options.get("tasks")))
    launch(scenario, target)
    for at, step in enumerate(scenario.steps):
        if step.control is not None:
            target.control(step.control)
            continue
        assert step.sent is not None
        sent = translated(step.sent, names)
        got = settled(target, sent, patience) if step.poll else target.send(sent)
        if step.unstable:
            continue
        found = list(differences(step, got, names))
        outcome.steps += 1
        if not found:
            outcome.matched += 1
            outcome.same.append(sent)
        outcome.differences += [(at, sent, difference) for difference in found]
    return outcome


def launch(scenario: Scenario, target: Target) -> None:
    on = {feature: True for flag, feature in FEATURES.items() if scenario.flags.get(flag)}
    if on:
        key = scenario.options.get("master_key")
        headers = {"content-type": "application/json", **({"authorization": f"Bearer {key}"} if key else {})}
        target.send(Sent("PATCH", "/experimental-features", headers, {"json": on}))


def translated(sent: Sent, names: Names) -> Sent:
    """The request with the values that this server invented in the place of the recorded ones."""
    if not names.actual:
        return sent
    headers = {name: names.translate(value) for name, value in sent.headers.items()}
    body = sent.body if "base64" in sent.body else {"text": names.translate(sent.content().decode())}
    return Sent(sent.method, names.translate(sent.path), headers, body)


def settled(target: Target, sent: Sent, patience: float) -> Got:
    """The answer once it no longer tells of unfinished work, or when patience ran out."""
    deadline = time.monotonic() + patience
    while True:
        got = target.send(sent)
        value = got.value()
        if not isinstance(value, dict) or value.get("status") not in UNFINISHED or time.monotonic() > deadline:
            return got
        time.sleep(0.002)


def differences(step: Step, got: Got, names: Names) -> Iterator[Difference]:
    want = step.got
    assert want is not None
    if want.status != got.status:
        yield Difference("<status>", want.status, f"{got.status} {str(got.value())[:200]}")
        return
    if want.content_type and want.content_type != got.content_type:
        yield Difference("<content-type>", want.content_type, got.content_type)
    if want.headers is not None:
        yield from headers_differ(want.headers, got.headers or {}, COMPARED_HEADERS)
    if step.sent is not None and step.sent.path.split("?")[0] in ("/metrics", "/"):
        return
    yield from compare(want.value(), got.value(), names)


def summary(outcomes: Iterable[Outcome]) -> str:
    """A table, area by area."""
    areas: dict[str, list[int]] = {}
    for outcome in outcomes:
        for area in (outcome.name.split("/")[0], "TOTAL"):
            row = areas.setdefault(area, [0, 0, 0, 0])
            for column, value in enumerate((outcome.passed, 1, outcome.matched, outcome.steps)):
                row[column] += value
    total = areas.pop("TOTAL", [0, 0, 0, 0])
    lines = [f"{'area':24} {'scenarios':>12} {'steps':>14}"]
    for area, (ok, count, matched, steps) in [*sorted(areas.items()), ("TOTAL", total)]:
        lines.append(f"{area:24} {ok:5}/{count:<6} {matched:6}/{steps:<7} {100 * ok / max(count, 1):5.1f}%")
    return "\n".join(lines)
