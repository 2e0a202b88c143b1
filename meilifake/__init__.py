"""meilifake: an in-memory fake of the Meilisearch server, and a test-fixture toolkit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from meilifake.fake import MeiliFake

__version__ = "0.1.0"
__all__ = ["MeiliFake", "__version__"]


def __getattr__(name: str) -> Any:
    if name == "MeiliFake":
        from meilifake.fake import MeiliFake

        return MeiliFake
    raise AttributeError(f"module 'meilifake' has no attribute {name!r}")
