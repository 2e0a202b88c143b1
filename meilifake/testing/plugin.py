"""The pytest plugin: fixtures, options and the marker. It is loaded in every run of every project that has meilifake installed, so it
imports nothing of ours until a fixture is asked for, and nothing is autouse.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from meilifake.doors import Doors
    from meilifake.fake import MeiliFake
    from meilifake.testing.factory import FakeFactory

HELD: pytest.StashKey[list[Doors]] = pytest.StashKey()
"""The servers that a test holds, or the session."""

MARKER = (
    "meili_fake(urls=None, url=None, master_key=None, tasks='instant', seed=None, now=None, version=None, guard=None, "
    "failed_tasks='warn', seed_dir=None, embedders=None): "
    "how the meili_fake fixtures of this test are made; the closest marker wins, over the ini options meilifake_*."
)
INI: tuple[tuple[str, str, Any, Any], ...] = (
    ("meilifake_url", "base URL(s) that the fixtures answer, one per line", "linelist", ["http://localhost:7700"]),
    ("meilifake_guard", "hosts or URLs that no test may reach: a request to one raises StrayRequest", "linelist", []),
    ("meilifake_master_key", "master key of the fixtures' servers", None, ""),
    ("meilifake_tasks", "instant, manual or background", None, "instant"),
    ("meilifake_seed", "makes the uuids that the server invents reproducible", None, ""),
    ("meilifake_now", "moment at which the fixtures' clocks stand still, as 2024-01-31T12:00:00Z", None, ""),
    ("meilifake_version", "the Meilisearch that the suite expects, as 1.50: another one is an error", None, ""),
    ("meilifake_seed_dir", "directory whose data files every fixture starts with, relative to the root directory", None, ""),
    ("meilifake_embedders", "what stands in for embedding services, one `name = ...` per line, or one for all", "linelist", []),
    ("meilifake_failed_tasks", "failed tasks that a test never looked at: warn, error or ignore", None, "warn"),
    ("meilifake_early", "answer the URLs before test modules and Django are loaded", "bool", False),
)


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    leave_as_compiled(pluginmanager)
    group = parser.getgroup("meilifake", "meilifake: a fake Meilisearch server")
    group.addoption("--meilifake-real", metavar="URL", help="run the suite's meili_fake fixtures against this real server")
    group.addoption("--meilifake-real-key", metavar="KEY", help="its master key")
    group.addoption("--meilifake-real-erase", action="store_true", help="it may be erased: else it has to be empty at the start")
    for name, words, kind, default in INI:
        parser.addini(name, words, type=kind, default=default)


def leave_as_compiled(pluginmanager: pytest.PytestPluginManager) -> None:
    """pytest rewrites the assertions of every module of a distribution with a plugin. Ours are no tests: loading them would take ten
    times as long for nothing. The set is private to pytest; without it, this does nothing.
    """
    marked = getattr(pluginmanager.rewrite_hook, "_must_rewrite", None)
    if isinstance(marked, set):
        marked.discard("meilifake")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", MARKER)


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    if early_config.getini("meilifake_early"):
        early_as_wished(early_config)


def early_as_wished(config: pytest.Config) -> None:
    """Begin early mode, or go on with it, as the ini options say. Raises pytest.UsageError when the seeds cannot be loaded."""
    from meilifake.testing.early import begin
    from meilifake.testing.wishes import from_ini

    wishes = from_ini(config)
    try:
        begin(wishes)
    except Exception as error:
        raise pytest.UsageError(f"meilifake_early, with meilifake_seed_dir {wishes.seed_dir}: {error}") from error


def pytest_unconfigure(config: pytest.Config) -> None:
    import sys

    early = sys.modules.get("meilifake.testing.early")
    if early is not None:
        early.end()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failed test's report tells what its servers were asked, and which tasks did not succeed."""
    report = yield
    if report.failed:
        held = [*item.session.stash.get(HELD, []), *item.stash.get(HELD, [])]
        if held:
            from meilifake.testing.account import account

            report.sections += [("meilifake", text) for text in [account(held)] if text]
    return report


@pytest.fixture
def meili_fake(request: pytest.FixtureRequest) -> Iterator[MeiliFake]:
    """A fresh fake server that answers this process's requests to `http://localhost:7700` (or the marker's URLs)."""
    from meilifake.testing.holding import held

    with held(request) as fake:
        yield fake


@pytest.fixture(scope="session")
def meili_fake_session(request: pytest.FixtureRequest) -> Iterator[MeiliFake]:
    """One fake for the whole session: what it holds is seen by every test that has no `meili_fake` of its own."""
    from meilifake.testing.holding import held

    with held(request, session=True) as fake:
        yield fake


@pytest.fixture
def meili_fake_server(request: pytest.FixtureRequest) -> Iterator[MeiliFake]:
    """A fresh fake that also listens on a free port (`meili_fake_server.url`), for clients in other processes or languages."""
    from meilifake.testing.holding import held

    with held(request) as fake, fake.serve():
        yield fake


@pytest.fixture
def meili_fake_factory(request: pytest.FixtureRequest) -> Iterator[FakeFactory]:
    """Several fakes in one test: `meili_fake_factory(urls=["http://a:7700"], master_key=...)`, keywords as the marker's."""
    from contextlib import ExitStack

    from meilifake.testing.holding import held

    with ExitStack() as stack:
        yield lambda **overrides: stack.enter_context(held(request, **overrides))
