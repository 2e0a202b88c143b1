"""meilifake: an in-memory fake of the Meilisearch server, and a test-fixture toolkit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from meilifake.app.polling import EndlessPoll
    from meilifake.app.seeds import SeedError
    from meilifake.engine.text.approximation import ApproximateWords
    from meilifake.errors.base import MeiliError, Unsupported
    from meilifake.fake import MeiliFake, Snapshot
    from meilifake.testing.factory import FakeFactory
    from meilifake.testing.holding import UnobservedFailedTask, UnreachedFake
    from meilifake.transports.stray import StrayRequest

__version__ = "0.1.0"
__all__ = [
    "ApproximateWords",
    "EndlessPoll",
    "FakeFactory",
    "MeiliError",
    "MeiliFake",
    "SeedError",
    "Snapshot",
    "StrayRequest",
    "UnobservedFailedTask",
    "UnreachedFake",
    "Unsupported",
    "__version__",
]

_HOMES = {
    "ApproximateWords": "meilifake.engine.text.approximation",
    "EndlessPoll": "meilifake.app.polling",
    "FakeFactory": "meilifake.testing.factory",
    "MeiliError": "meilifake.errors.base",
    "MeiliFake": "meilifake.fake",
    "SeedError": "meilifake.app.seeds",
    "Snapshot": "meilifake.fake",
    "StrayRequest": "meilifake.transports.stray",
    "UnobservedFailedTask": "meilifake.testing.holding",
    "UnreachedFake": "meilifake.testing.holding",
    "Unsupported": "meilifake.errors.base",
}
"""Public name -> its module, loaded when the name is first asked for."""


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'meilifake' has no attribute {name!r}")
