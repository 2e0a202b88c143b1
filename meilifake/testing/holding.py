"""The life of a fixture: a fake is made as wished, answers its URLs while the test holds it, is checked for surprises, and closed."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from meilifake.fake import MeiliFake, Snapshot
from meilifake.testing.plugin import HELD
from meilifake.testing.wishes import Wishes, wishes_of

if TYPE_CHECKING:
    from meilifake.engine.tasks.model import Task
    from meilifake.testing.belongings import Belongings
    from meilifake.testing.real import FailedTask, RealServer
    from meilifake.transports.interception import Interception

SEEDED = pytest.StashKey[dict[tuple[str, str | None], Snapshot]]()
"""What a seed directory gave, loaded once per process: a fixture's own copy then costs next to nothing."""

MET: pytest.StashKey[Belongings] = pytest.StashKey()
"""What the real server had when this process first met it: it was empty of indexes, or may be erased."""


class UnobservedFailedTask(UserWarning):
    """A task was accepted with 202 and failed later, and the test never looked at it."""


class UnreachedFake(UserWarning):
    """No request reached the fake that a test held, and one to another host looks as if it should have."""


@contextmanager
def held(request: pytest.FixtureRequest, *, session: bool = False, **overrides: Any) -> Iterator[MeiliFake]:
    """One fake, intercepting. With early mode on, it starts from what was done before the tests; or a real server in its place."""
    wishes = wishes_of(request.node, overrides)
    if request.config.getoption("meilifake_real", None):
        with real(request, wishes) as server:
            yield server
        return
    early = sys.modules.get("meilifake.testing.early")
    first = early.current() if early is not None else None
    if session and first is not None:
        yield first.fake
        return
    fake = made(wishes)
    if first is not None:
        fake.restore(first.fake.snapshot())
        if wishes.seed_dir and wishes.seed_dir != first.wishes.seed_dir:
            fake.load(wishes.seed_dir)
    elif wishes.seed_dir:
        fake.restore(seeded(request.config, wishes.seed_dir, wishes.master_key))
    request.node.stash.setdefault(HELD, []).append(fake)
    try:
        with fake.intercept(*wishes.urls, guard=wishes.guard) as interception:
            yield fake
        if not session:
            report(unobserved(fake), wishes, request.node)
            report_unreached(fake, interception, request.node)
    finally:
        fake.close()


def made(wishes: Wishes) -> MeiliFake:
    """Raises pytest.UsageError."""
    try:
        return MeiliFake(
            wishes.master_key,
            None,
            wishes.tasks,
            seed=wishes.seed,
            now=wishes.now,
            version=wishes.version,
            embedders=wishes.embedders,
        )
    except (ValueError, OSError) as error:
        raise pytest.UsageError(f"meili_fake: {error}") from error


@contextmanager
def real(request: pytest.FixtureRequest, wishes: Wishes) -> Iterator[Any]:
    """The real server of `--meilifake-real`, empty. Raises pytest.UsageError when it holds data and may not be erased."""
    config = request.config
    from meilifake.testing.real import RealServer

    if wishes.tasks == "manual":
        pytest.skip("tasks='manual': the tasks of a real server cannot be held back")
    url, key = config.getoption("meilifake_real"), config.getoption("meilifake_real_key")
    server = RealServer(url, key, wishes.master_key, wait=wishes.tasks == "instant")
    before = met(config, server)
    server.reset(before)
    request.node.stash.setdefault(HELD, []).append(server)
    if wishes.seed_dir:
        server.load(wishes.seed_dir)
    try:
        with server.intercept(*wishes.urls, guard=wishes.guard):
            yield server
        report(server.unobserved(), wishes, request.node)
    finally:
        server.close()
        server.reset(before)


def met(config: pytest.Config, server: RealServer) -> Belongings:
    """What the real server had at the start of the run. Raises pytest.UsageError when it cannot be used, or may not be erased."""
    known = config.stash.get(MET, None)
    if known is None:
        from meilifake.testing.belongings import Belongings

        url = config.getoption("meilifake_real")
        if getattr(config, "workerinput", {}).get("workercount", 1) > 1:
            raise pytest.UsageError(f"{url} is one server, and each test erases it: run with --meilifake-real without xdist (-n 0)")
        try:
            left, known = server.holdings(), Belongings.of(server.ask)
        except OSError as error:
            raise pytest.UsageError(f"no server answers at {url}: {error}") from None
        except RuntimeError as error:
            raise pytest.UsageError(f"{url} does not let us in (--meilifake-real-key): {error}") from None
        if left and not config.getoption("meilifake_real_erase"):
            raise pytest.UsageError(f"{url} holds indexes ({', '.join(left[:5])}): it would be erased. Say so with --meilifake-real-erase.")
        config.stash[MET] = known
    return known


def seeded(config: pytest.Config, folder: str, key: str | None) -> Snapshot:
    """Raises pytest.UsageError when the data cannot be loaded."""
    known = config.stash.setdefault(SEEDED, {})
    if (folder, key) not in known:
        fake = MeiliFake(key)
        try:
            fake.load(folder)
        except Exception as error:
            raise pytest.UsageError(f"meilifake_seed_dir {folder}: {error}") from error
        known[folder, key] = fake.snapshot()
    return known[folder, key]


def unobserved(fake: MeiliFake) -> list[Task]:
    """Failed tasks that the test neither looked at nor planned."""
    if not fake.failed_tasks.failed:
        return []
    planned = fake.engine.scheduler.interference
    return fake.failed_tasks.unobserved(fake.requests, planned.failed if planned else set())


def report(left: Sequence[Task | FailedTask], wishes: Wishes, node: Any) -> None:
    """Failed tasks that the test never looked at: a warning, or a failure of its teardown."""
    if not left or wishes.failed_tasks == "ignore":
        return
    from meilifake.app.tasks_seen import described

    if wishes.failed_tasks == "error":
        pytest.fail(described(left), pytrace=False)
    warn(UnobservedFailedTask(described(left)), node)


def report_unreached(fake: MeiliFake, interception: Interception, node: Any) -> None:
    """A test that held a fake, did not reach it, and asked somebody else: its client has another address than it thinks."""
    if interception.passed and not fake.requests:
        warn(
            UnreachedFake(
                f"no request reached the fake at {', '.join(interception.urls)}; meant for it, perhaps: {', '.join(interception.passed)}.\n"
                "Then name that server, in @pytest.mark.meili_fake(urls=[...]) or the ini option meilifake_url."
            ),
            node,
        )


def warn(warning: Warning, node: Any) -> None:
    """A warning that names the test, and not us, as its place."""
    path, line, _ = node.reportinfo()
    warnings.warn_explicit(warning, None, str(path), (line or 0) + 1)
