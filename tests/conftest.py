"""For the whole suite: `pytester`, which runs small suites of users with our plugin."""

from __future__ import annotations

import httpcore2  # noqa: F401  (httpx2 loads it late; first loaded inside a `pytester` run, it would be forgotten and loaded twice)

pytest_plugins = ["pytester"]
