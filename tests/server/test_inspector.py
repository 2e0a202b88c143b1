"""The inspector: served only when asked for, invisible to the journal; walked in a real browser where there is one."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from meilifake import MeiliFake

MOVIES = [{"id": 1, "title": "Dark Garden"}, {"id": 2, "title": "Garden of Dragons"}, {"id": 3, "title": "Storm"}]
KEY = {"authorization": "Bearer a-master-key-of-tests"}
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


@pytest.fixture
def fake() -> MeiliFake:
    fake = MeiliFake(master_key="a-master-key-of-tests")
    fake.load(MOVIES, "movies")
    fake.journal.clear()
    return fake


def test_it_is_off_unless_asked_for(fake: MeiliFake) -> None:
    with fake.serve() as url:
        assert httpx.get(url + "/_fake/ui").status_code == 404


def test_its_own_requests_leave_no_trace(fake: MeiliFake) -> None:
    with fake.serve(inspector=True) as url:
        page = httpx.get(url + "/_fake/ui")
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        assert "http://" not in page.text.replace("http://www.w3.org", "")
        answer = httpx.post(url + "/indexes/movies/search", json={"q": "garden"}, headers={"x-meilifake-inspector": "1"})
        assert [hit["id"] for hit in answer.json()["hits"]] == [2, 1]
        assert len(fake.requests) == 0
        assert httpx.get(url + "/indexes").status_code == 401
        assert len(fake.requests) == 1


@pytest.fixture
def browser() -> Iterator[Any]:
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    paths = shutil.which("chromium"), shutil.which("chromedriver")
    if None in paths:
        pytest.skip("no chromium with its driver on this machine")
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = paths[0]
    for flag in FLAGS.split():
        options.add_argument(flag)
    driver = webdriver.Chrome(service=Service(paths[1]), options=options)
    yield driver
    driver.quit()


def wait(found: Any) -> Any:
    deadline = time.monotonic() + 10
    while not (value := found()):
        assert time.monotonic() < deadline, "the page never showed it"
        time.sleep(0.05)
    return value


def test_a_walk_in_a_browser(fake: MeiliFake, browser: Any) -> None:
    def text(where: str) -> str:
        return str(browser.find_element("id", where).text)

    with fake.serve(inspector=True) as url:
        browser.get(url + "/_fake/ui")
        browser.find_element("id", "q").send_keys("dragns")
        wait(lambda: "Garden of Dragons" in text("hits") and "Storm" not in text("hits"))
        browser.find_element("css selector", "#hits summary").click()
        wait(lambda: "typoCount 1" in text("hits"))
        browser.find_element("id", "tab-search").send_keys("\ue014")  # the right arrow
        wait(lambda: "3 documents" in text("index-list"))
        httpx.get(url + "/health")
        browser.find_element("id", "tab-journal").click()
        wait(lambda: "GET /health" in text("exchanges"))
        httpx.get(url + "/tasks?limit=1&types=*", headers=KEY)
        wait(lambda: "200 GET /tasks?limit=1&types=*" in text("exchanges"))
        browser.find_element("css selector", "#exchanges summary").send_keys("\n")  # opened by the keyboard
        wait(lambda: '"total": 1' in text("exchanges"))
        httpx.get(url + "/version", headers=KEY)
        wait(lambda: "GET /version" in text("exchanges"))
        assert '"total": 1' in text("exchanges")  # still open, and the keyboard still there
        assert "GET /tasks" in browser.switch_to.active_element.text
        browser.find_element("id", "tab-tasks").click()
        wait(lambda: "documentAdditionOrUpdate" in text("task-list"))
        browser.find_element("id", "tab-faults").click()
        browser.find_element("css selector", "#plan button").click()
        wait(lambda: "POST /indexes/*/search" in text("fault-list") and "status=503" in text("fault-list"))
        assert httpx.post(url + "/indexes/movies/search", json={}, headers=KEY).status_code == 503
        wait(lambda: "struck 1 of 1" in text("fault-list"))
        browser.find_element("id", "tab-search").click()
        browser.find_element("id", "filter").send_keys("year > 1")
        wait(lambda: "`year` is not filterable" in text("found"))
        browser.set_window_size(390, 800)
        assert browser.execute_script("return document.documentElement.scrollWidth <= window.innerWidth")


def test_the_page_of_a_server_below_a_path(fake: MeiliFake, browser: Any) -> None:
    with fake.serve(inspector=True) as url:
        httpx.post(
            f"{url}/_fake/servers/one/indexes/movies/documents", json=[{"id": 4, "title": "Of one alone", "year": 1999}], headers=KEY
        )
        browser.get(f"{url}/_fake/servers/one/_fake/ui")
        browser.find_element("id", "q").send_keys("alone")
        wait(lambda: "Of one alone" in browser.find_element("id", "hits").text)
        browser.find_elements("css selector", "#hits summary")[1].click()
        wait(lambda: '"year": 1999' in browser.find_element("id", "hits").text)  # a number, as in the document
