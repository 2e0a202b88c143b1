"""A server that is already running, made to look fresh: its task numbers begin where this program began."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from meilifake.conformance.exchange import Got, Scenario, Sent, Step
from meilifake.conformance.targets import UrlTarget

TASK_PATH = re.compile(r"^/tasks/(\d+)$")
LISTS = re.compile(r"^/(tasks|batches)/?(\?|$)|^/batches/|^/(keys|webhooks|network|chats|dynamic-search-rules|metrics)")
"""Paths whose answers tell of what was there before the program, or cannot be told apart from it."""
TASK_NUMBERS = ("taskUid", "canceledBy", "from", "next")


def comparable(scenario: Scenario) -> Scenario:
    """Without the answers that a server with a past gives otherwise."""

    def marked(step: Step) -> Step:
        return step if step.sent is None or LISTS.match(step.sent.path) is None else replace(step, unstable=True)

    return replace(scenario, steps=tuple(marked(step) for step in scenario.steps))


class ShiftedTarget:
    """Task numbers of requests and answers are moved by what was there before. Lists of tasks and batches cannot be: leave them out."""

    def __init__(self, inner: UrlTarget) -> None:
        self.inner = inner
        inner.clear()
        self.offset = inner.client.get("/tasks", params={"limit": 1}).json()["from"] + 1

    def send(self, sent: Sent) -> Got:
        found = TASK_PATH.match(sent.path)
        if found is not None:
            sent = Sent(sent.method, f"/tasks/{int(found[1]) + self.offset}", sent.headers, sent.body)
        got = self.inner.send(sent)
        return Got(got.status, got.content_type, {kind: self.moved(value) for kind, value in got.body.items()}, got.headers)

    def moved(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self.moved(inner) for inner in value]
        if not isinstance(value, dict):
            return value
        numbers = {*TASK_NUMBERS, "uid"} if "enqueuedAt" in value else ()
        return {
            name: inner - self.offset if name in numbers and isinstance(inner, int) else self.moved(inner) for name, inner in value.items()
        }

    def control(self, verb: str) -> None:
        self.inner.control(verb)

    def close(self) -> None:
        self.inner.close()
