"""Every example of the documentation runs; every page that is linked exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


@pytest.mark.parametrize("page", [page for page in PAGES if BLOCK.search(page.read_text())], ids=lambda page: page.name)
def test_the_examples_run(page: Path, pytester: pytest.Pytester) -> None:
    for number, code in enumerate(BLOCK.findall(page.read_text())):
        pytester.makepyfile(**{f"test_{number}": code})
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider", "-W", "error")
    outcomes = result.parseoutcomes()
    assert outcomes.pop("passed") >= 1
    assert outcomes == {}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text()):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_example_conftest_runs(pytester: pytest.Pytester) -> None:
    pytester.makeconftest((ROOT / "conftest_example.py").read_text())
    pytester.makepyfile("""
    def test_one(books):
        books.load([{"id": 3}], index="books")
        assert len(books.index("books").documents) == 3

    def test_two(books):
        assert len(books.index("books").documents) == 2
    """)
    pytester.runpytest_inprocess("-p", "no:cacheprovider").assert_outcomes(passed=2)
