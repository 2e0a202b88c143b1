"""The type of the fixture `meili_fake_factory`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from meilifake.fake import MeiliFake


class FakeFactory(Protocol):
    """Makes a fake that answers its URLs until the end of the test. Keywords as the marker's; what is left out is as the marker and the
    ini options say. Raises pytest.UsageError for a value that means nothing.
    """

    def __call__(
        self,
        *,
        urls: str | Sequence[str] = ...,
        master_key: str | None = ...,
        tasks: str = ...,
        seed: int | None = ...,
        now: str | None = ...,
        version: str | None = ...,
        guard: str | Sequence[str] = ...,
        seed_dir: str | None = ...,
        failed_tasks: str = ...,
        embedders: Any = ...,
        url: str = ...,
        key: str | None = ...,
        mode: str = ...,
    ) -> MeiliFake: ...
