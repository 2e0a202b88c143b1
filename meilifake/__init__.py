"""meilifake: an in-memory fake of the Meilisearch server, and a test-fixture toolkit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from meilifake.fake import MeiliFake
    from meilifake.transports.stray import StrayRequest

__version__ = "0.1.0"
__all__ = ["MeiliFake", "StrayRequest", "__version__"]

_HOMES = {"MeiliFake": "meilifake.fake", "StrayRequest": "meilifake.transports.stray"}
"""Public name -> its module, loaded when the name is first asked for."""


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'meilifake' has no attribute {name!r}")
