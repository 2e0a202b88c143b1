"""What a test asks of its fake: ini options, then markers from the farthest to the closest, then the factory's own keywords."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest

from meilifake.app.meant import meant
from meilifake.fake import MODES
from meilifake.options import spoken

REPORTS = ("warn", "error", "ignore")
ALIASES = {"mode": "tasks", "url": "urls", "key": "master_key"}


@dataclass(frozen=True, slots=True)
class Wishes:
    """How to make one fake. `now`: where its clock stands still; `version`: the Meilisearch that it has to be; `failed_tasks`: what
    becomes of a failed task that the test never saw; `seed_dir`: data it starts with; `embedders`: what stands in for embedding
    services.
    """

    urls: tuple[str, ...] = ()
    master_key: str | None = None
    tasks: str = "instant"
    seed: int | None = None
    now: str | None = None
    version: str | None = None
    guard: tuple[str, ...] = ()
    failed_tasks: str = "warn"
    seed_dir: str | None = None
    embedders: Any = None


STASH = pytest.StashKey[Wishes]()


def from_ini(config: pytest.Config) -> Wishes:
    """The project's own defaults, read once. Raises pytest.UsageError."""
    found = config.stash.get(STASH, None)
    if found is None:
        seed, folder = config.getini("meilifake_seed"), config.getini("meilifake_seed_dir")
        found = config.stash[STASH] = checked(
            Wishes(),
            {
                "urls": config.getini("meilifake_url"),
                "master_key": config.getini("meilifake_master_key") or None,
                "tasks": config.getini("meilifake_tasks"),
                "seed": number(seed),
                "now": config.getini("meilifake_now") or None,
                "version": config.getini("meilifake_version") or None,
                "guard": config.getini("meilifake_guard"),
                "failed_tasks": config.getini("meilifake_failed_tasks"),
                "seed_dir": str(config.rootpath / folder) if folder else None,
                "embedders": embedders(config),
            },
            "ini options",
        )
    return found


def embedders(config: pytest.Config) -> Any:
    """Files of recorded vectors are looked for below the root directory."""
    lines = config.getini("meilifake_embedders")
    if not lines:
        return None
    from meilifake.app.embedders import from_lines

    return {name: str(config.rootpath / given) if given.endswith(".json") else given for name, given in from_lines(lines).items()}


def number(text: str) -> int | None:
    """Raises pytest.UsageError."""
    try:
        return int(text) if text else None
    except ValueError:
        raise pytest.UsageError(f"meilifake_seed = {text}: a whole number is expected") from None


def wishes_of(node: Any, overrides: dict[str, Any]) -> Wishes:
    """For one test (or the session). Raises pytest.UsageError for a keyword or value that means nothing."""
    wishes = from_ini(node.config)
    for marker in reversed(list(node.iter_markers("meili_fake"))):
        given = dict(marker.kwargs)
        if marker.args:
            given.setdefault("urls", marker.args)
        wishes = checked(wishes, given, "@pytest.mark.meili_fake")
    return checked(wishes, overrides, "meili_fake_factory") if overrides else wishes


def checked(wishes: Wishes, given: dict[str, Any], where: str) -> Wishes:
    changes: dict[str, Any] = {}
    for name, value in given.items():
        name = ALIASES.get(name, name)
        if name not in Wishes.__dataclass_fields__:
            known = Wishes.__dataclass_fields__
            raise pytest.UsageError(f"{where}: unknown {name!r}{meant(name, known)}; known: {', '.join(known)}")
        if name in ("urls", "guard"):
            value = (value,) if isinstance(value, str) else tuple(value or ())
        changes[name] = value
    made = replace(wishes, **changes)
    if made.failed_tasks not in REPORTS:
        raise pytest.UsageError(f"{where}: failed_tasks={made.failed_tasks!r}; one of {', '.join(REPORTS)}")
    if made.tasks not in MODES:
        raise pytest.UsageError(f"{where}: tasks={made.tasks!r}; one of {', '.join(MODES)}")
    try:
        spoken(made.version)
    except ValueError as error:
        raise pytest.UsageError(f"{where}: version={made.version!r}: {error}") from None
    return made
