"""The launch options, frozen: what the real server reads from its flags, and the few that only a fake has."""

from __future__ import annotations

from typing import NamedTuple

VERSION = "1.50.0"
"""The version of the real server that this fake answers as: the one whose answers were recorded."""


def spoken(version: str | None) -> str:
    """The version that is meant by `1.50`, `1.50.0`, `v1.50.0` or None. Raises ValueError for one that was never recorded: an answer as
    of another version would be a guess.
    """
    asked = VERSION if version is None else version.removeprefix("v")
    if asked in (VERSION, VERSION.rpartition(".")[0]):
        return VERSION
    raise ValueError(f"Meilisearch {asked} is not faked: only {VERSION} was recorded")


class Options(NamedTuple):
    master_key: str | None = None
    tasks: str = "instant"
    env: str = "development"
    payload_limit: int = 100_000_000
    """Bytes: `--http-payload-size-limit`."""
    max_batched_tasks: int | None = None
    batch_size_limit: int | None = None
    """Bytes: `--experimental-limit-batched-tasks-total-size`."""
    replication_parameters: bool = False
    features: tuple[str, ...] = ()
    """Experimental features switched on at launch."""
    webhook_url: str | None = None
    webhook_authorization: str | None = None
    personalization: bool = False
    allowed_ip_networks: tuple[str, ...] = ()
    dump_dir: str | None = None
    """Where dumps are written; None keeps them in memory."""
    search_queue_size: int = 1000
    seed: int | None = None
    task_time: float = 0.0
    """Seconds that a batch shows as processing in background mode; 0: as short as can be."""
