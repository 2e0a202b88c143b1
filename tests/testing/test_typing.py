"""The public interface as a strict type checker sees it in a user's project."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

import meilifake

USER = """
from pathlib import Path
from typing import assert_type

import pytest

from meilifake import EndlessPoll, FakeFactory, MeiliError, MeiliFake, SeedError, Snapshot, StrayRequest
from meilifake import UnobservedFailedTask, UnreachedFake, Unsupported


@pytest.fixture
def books(meili_fake: MeiliFake) -> MeiliFake:
    meili_fake.load([{"id": 1}], index="books", settings={"sortableAttributes": ["id"]})
    return meili_fake


def test_it(books: MeiliFake, meili_fake_factory: FakeFactory) -> None:
    taken = books.snapshot()
    assert_type(taken, Snapshot)
    with books.fail("POST /indexes/*/search", nth=2, status=503) as fault:
        assert_type(fault.hits, int)
    with books.serve(control=True) as url, books.intercept("http://localhost:7700"):
        assert_type(url, str)
    with books.clock.freeze("2024-01-01"):
        books.clock.advance(3)
    assert_type(books.assert_searched("books", q="x").q, str | None)
    last = books.index("books").last_search
    assert last is not None
    assert_type(last.q, str | None)
    assert_type(books.step(), bool)
    assert_type(books.drain(), int)
    books.fail_next_task("documentAdditionOrUpdate", "internal", index="books")
    books.load_dump(Path("x.dump"))
    for request in books.requests:
        assert_type(request.status, int)
    books.restore(taken)
    print(MeiliFake("key", tasks="manual", seed=1, now="2024-01-01").url)
    print(EndlessPoll, MeiliError, SeedError, StrayRequest, UnobservedFailedTask, UnreachedFake, Unsupported)
    assert_type(meili_fake_factory(urls="http://a", tasks="manual"), MeiliFake)
    meili_fake_factory(colour="red")  # type: ignore[call-arg]
    books.fail("/health", statuss=503)  # type: ignore[call-arg]
    books.load(3, index="books")  # type: ignore[arg-type]
    assert_type(books.client().index("books").search("x").estimated_total_hits, int | None)
"""


def test_a_users_suite_is_strictly_typed(tmp_path: Path) -> None:
    if importlib.util.find_spec("mypy") is None:
        pytest.skip("mypy is not installed")
    (tmp_path / "test_user.py").write_text(USER)
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), "--follow-imports=silent", "test_user.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_package_says_that_it_is_typed() -> None:
    assert (Path(meilifake.__file__).parent / "py.typed").exists()
