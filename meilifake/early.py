"""`pytest -p meilifake.early`: the fake answers before any other plugin, conftest or Django has been loaded.

`MEILIFAKE_URL` (comma-separated) names the base URLs for that first moment; the ini option `meilifake_url` takes over once it is read.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from meilifake.testing.early import begin
from meilifake.testing.plugin import early_as_wished
from meilifake.testing.wishes import Wishes

if TYPE_CHECKING:
    import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    begin(Wishes(tuple(url for url in os.environ.get("MEILIFAKE_URL", "").split(",") if url)))


def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    early_as_wished(early_config)
