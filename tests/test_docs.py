"""Every example of the documentation runs; every page that is linked exists."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from meilifake import MeiliFake

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


CLIENT = """
const json = (response) => response.json().then((answer) => (response.ok ? answer : Promise.reject(new Error(answer.message))));
export class Meilisearch {
  constructor({ host }) {
    this.ask = (method, path, body) =>
      fetch(host + path, { method, headers: { "content-type": "application/json" }, body: body && JSON.stringify(body) }).then(json);
  }
  index(uid) {
    const where = `/indexes/${uid}`;
    return {
      search: (q) => this.ask("POST", `${where}/search`, { q }),
      getDocuments: () => this.ask("GET", `${where}/documents`),
      addDocuments: (documents) => ({
        waitTask: async () => this.ask("GET", `/tasks/${(await this.ask("POST", `${where}/documents`, documents)).taskUid}`),
      }),
    };
  }
}
"""
"""What the example needs of the official client, which no registry has to be asked for."""


def test_the_example_in_javascript_runs(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no Node.js on this machine")
    (code,) = re.findall(r"^```js\n(.*?)^```", (ROOT / "docs/control.md").read_text(), re.MULTILINE | re.DOTALL)
    package = tmp_path / "node_modules/meilisearch"
    package.mkdir(parents=True)
    (package / "package.json").write_text('{"type": "module", "main": "index.js"}')
    (package / "index.js").write_text(CLIENT)
    (tmp_path / "books.test.mjs").write_text(code)
    with MeiliFake().serve(control=True) as url:
        done = subprocess.run(
            [node, "--test", "books.test.mjs"], cwd=tmp_path, env={**os.environ, "MEILI_URL": url}, capture_output=True, text=True
        )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "pass 3" in done.stdout


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
