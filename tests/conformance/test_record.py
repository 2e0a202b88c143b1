"""Recording anew: the answers of today, in the names of today; what differs between two runs is marked."""

from __future__ import annotations

from itertools import count

from meilifake.conformance.exchange import Got, Scenario, Sent, Step
from meilifake.conformance.record import record
from meilifake.conformance.replay import replay
from meilifake.conformance.targets import FakeTarget

OLD = "00000000-1111-2222-3333-444444444444"
HOOK = {"url": "http://127.0.0.1:1/hook"}
JSON = {"content-type": "application/json"}


def step(method: str, path: str, answer: object, body: object = None) -> Step:
    sent = Sent(method, path, JSON if body is not None else {}, {"json": body} if body is not None else {})
    return Step(sent, Got(200, "application/json", {"json": answer}))


def test_made_up_values_are_those_of_the_new_answers() -> None:
    old = Scenario(
        "hooks",
        (
            step("POST", "/webhooks", {"uuid": OLD}, HOOK),
            step("GET", f"/webhooks/{OLD}", {}),
            step("DELETE", f"/webhooks/{OLD}", {}),
            step("GET", f"/webhooks/{OLD}", {"message": f"Webhook `{OLD}` not found."}),
        ),
    )
    new = record(old, FakeTarget, "9.9.9")
    assert new.server == "9.9.9"
    assert OLD not in str(new)
    assert [one.got.status for one in new.steps if one.got] == [201, 200, 204, 404]
    assert not any(one.unstable for one in new.steps)
    assert new.steps[0].sent == old.steps[0].sent
    outcome = replay(new, FakeTarget())
    assert (outcome.passed, outcome.matched) == (True, 4)


def test_what_is_answered_differently_twice_is_unstable() -> None:
    numbers = count(1)

    class Moody(FakeTarget):
        def send(self, sent: Sent) -> Got:
            return Got(200, "application/json", {"json": next(numbers)}) if sent.path == "/mood" else super().send(sent)

    new = record(Scenario("moods", (step("GET", "/mood", 0), step("GET", "/health", {}), Step(control="drain"))), Moody, "1")
    assert [one.unstable for one in new.steps] == [True, False, False]
