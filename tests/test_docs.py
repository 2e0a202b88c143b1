"""Every example of the documentation runs; every page that is linked exists."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
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
    code, address = re.findall(r"^```js\n(.*?)^```", (ROOT / "docs/control.md").read_text(), re.MULTILINE | re.DOTALL)
    package = tmp_path / "node_modules/meilisearch"
    package.mkdir(parents=True)
    (package / "package.json").write_text('{"type": "module", "main": "index.js"}')
    (package / "index.js").write_text(CLIENT)
    (tmp_path / "books.test.mjs").write_text(code)
    with MeiliFake() as fake, fake.serve(control=True) as url:
        for worker in (url, address_of(address, node, url)):
            environment = {**os.environ, "MEILI_URL": worker}
            done = subprocess.run([node, "--test", "books.test.mjs"], cwd=tmp_path, env=environment, capture_output=True, text=True)
            assert done.returncode == 0, done.stdout + done.stderr
            assert "pass 3" in done.stdout


def address_of(code: str, node: str, url: str) -> str:
    """That of a worker's own server, as the documentation makes it."""
    environment = {**os.environ, "MEILI_URL": url, "JEST_WORKER_ID": "3"}
    done = subprocess.run([node, "-e", code + "console.log(url)"], env=environment, capture_output=True, text=True)
    assert done.stdout.strip() == f"{url}/_fake/servers/3", done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_example_is_of_a_kind_that_is_run(page: Path) -> None:
    """Python, JavaScript and the recipe for CI are run here, of options and commands there is nothing to run."""
    assert set(re.findall(r"^```(\w+)$", page.read_text(), re.MULTILINE)) <= {"python", "js", "yaml", "ini", "sh"}


def test_the_recipe_for_ci_runs(tmp_path: Path) -> None:
    if shutil.which("bash") is None or shutil.which("curl") is None:
        pytest.skip("there is no bash, or no curl, on this machine")
    (script,) = re.findall(r"^  run: \|\n((?:    .*\n)+)", (ROOT / "docs/quickstart.md").read_text(), re.MULTILINE)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{taken.getsockname()[1]}"
    script = script.replace("localhost:7700", address).replace("python ", f"{sys.executable} ") + "\nkill %1\n"
    environment = {**os.environ, "MEILI_HTTP_ADDR": address, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60)
    assert done.stdout == '{"status":"available"}', done.stderr


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
