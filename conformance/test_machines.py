"""Random programs on the fake alone: its invariants, area by area and all areas at once."""

from __future__ import annotations

import pytest

from meilifake.conformance.machines import alone
from meilifake.conformance.strategies import AREAS

pytestmark = pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")


def test_the_joint_machine(examples: int) -> None:
    alone.run(examples, 25)


@pytest.mark.parametrize("area", sorted(AREAS))
def test_an_area(area: str, examples: int) -> None:
    alone.run(max(examples // 3, 5), 15, AREAS[area])
