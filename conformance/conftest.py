"""Example counts come from the environment, so that one suite serves every commit and the long run."""

from __future__ import annotations

import os

import pytest


@pytest.fixture(scope="session")
def examples() -> int:
    """Programs per machine: MEILIFAKE_EXAMPLES, or enough for every commit."""
    return int(os.environ.get("MEILIFAKE_EXAMPLES", "25"))
