"""The fake beside a live server: the same requests to both, every answer compared, a shrunk counter-example kept as a scenario."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from meilifake.conformance.compare import Difference, Names, compare
from meilifake.conformance.exchange import Got, Sent, Step
from meilifake.conformance.replay import UNFINISHED, settled, translated
from meilifake.conformance.strategies.openings import openings
from meilifake.conformance.targets import Target, presented

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

Pair = tuple[Target, Target]
"""The fake, and the server that is right."""
PATIENCE = 120.0
"""Seconds that a task of the live server may take."""


class Disagreement(AssertionError):
    """The fake answered otherwise than the live server; `steps` is the program that shows it."""

    def __init__(self, steps: list[Step], found: list[Difference]) -> None:
        self.steps = steps
        lines = [f"{d.path}: the server says {d.want!r}, the fake {d.got!r}" for d in found[:5]]
        last = steps[-1].sent
        super().__init__(f"{last.method if last else ''} {last.path if last else ''}\n" + "\n".join(lines))


def run(
    area: SearchStrategy[Sent],
    pair: Callable[[], Pair],
    examples: int,
    steps: int,
    key: str | None = None,
    survey: Callable[[Disagreement], None] | None = None,
) -> None:
    """Raises Disagreement for the smallest program found that both answer differently.

    `key`: the master key of both. With `survey`, each program that differs is given to it, ends there, and is not shrunk.
    """

    class Beside(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.fake, self.live = pair()
            self.names = Names(exact_batches=False)
            self.steps: list[Step] = []
            self.over = False

        @initialize(opening=openings)
        def open(self, opening: list[Sent]) -> None:
            for sent in opening:
                self.request(sent)

        @rule(sent=area)
        def request(self, sent: Sent) -> None:
            if self.over:
                return
            try:
                self.exchange(presented(sent, key))
            except Disagreement as disagreement:
                if survey is None:
                    raise
                self.over = True
                survey(disagreement)
            except TimeoutError:
                if survey is None:
                    raise
                self.over = True  # the live server waits for somebody else's: no difference, and the next program finds a fresh one

        def exchange(self, sent: Sent) -> None:
            """The live answer is the wanted one. A task is waited for on both sides, and its end compared as well."""
            want = self.live.send(sent)
            got = self.fake.send(translated(sent, self.names))
            self.steps.append(Step(sent, Got(want.status, want.content_type, want.body)))
            differing = list(both(want, got, self.names))
            if differing:
                raise Disagreement(self.steps, differing)
            task = want.value().get("taskUid") if isinstance(want.value(), dict) else None
            if task is not None:
                look = presented(Sent("GET", f"/tasks/{task}"), key)
                waited(self.live, look)
                self.exchange(look)

        def teardown(self) -> None:
            self.fake.close()
            self.live.close()

    profile = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink) if survey is None else (Phase.generate,),
    )
    run_state_machine_as_test(Beside, settings=profile)


def both(want: Got, got: Got, names: Names) -> list[Difference]:
    if want.status != got.status:
        return [Difference("<status>", f"{want.status} {short(want.value())}", f"{got.status} {short(got.value())}")]
    return list(compare(want.value(), got.value(), names))


def short(value: Any) -> str:
    return str(value)[:300]


def waited(target: Target, look: Sent) -> None:
    got = settled(target, look, PATIENCE)
    if isinstance(got.value(), dict) and got.value().get("status") in UNFINISHED:
        raise TimeoutError(f"{look.path} did not end within {PATIENCE:g} s")
