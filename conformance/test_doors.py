"""The same program in process and over a live socket: the doors agree."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from meilifake import MeiliFake
from meilifake.conformance.compare import Names, compare, headers_differ
from meilifake.conformance.exchange import Scenario, scenarios
from meilifake.conformance.replay import COMPARED_HEADERS, settled, translated
from meilifake.conformance.targets import FakeTarget, HttpTarget

from .test_replay import HERE

ONE_OF_EACH = [next(scenarios(folder)) for folder in sorted((HERE / "corpus").iterdir())]


@pytest.fixture
def live() -> Iterator[str]:
    with MeiliFake().serve(port=0) as url:
        yield url


@pytest.mark.parametrize("path", ONE_OF_EACH, ids=lambda path: path.parent.name)
def test_the_doors_agree(path: object, live: str) -> None:
    scenario = Scenario.load(path)  # type: ignore[arg-type]
    if scenario.options.get("tasks") or scenario.options.get("master_key"):
        pytest.skip("a served fake is neither stepped nor given a master key here")
    near, far = FakeTarget(), HttpTarget(httpx.Client(base_url=live, timeout=10))
    names, other_names = Names(), Names()
    for step in scenario.steps:
        assert step.sent is not None
        assert step.got is not None
        want = near.send(translated(step.sent, names))
        list(compare(step.got.value(), want.value(), names))
        sent = translated(step.sent, other_names)
        got = settled(far, sent, 5) if step.poll else far.send(sent)
        list(compare(step.got.value(), got.value(), other_names))
        assert want.status == got.status, sent
        assert not list(compare(want.value(), got.value(), Names())), sent
        assert not list(headers_differ(want.headers or {}, got.headers or {}, COMPARED_HEADERS)), sent
    far.close()
