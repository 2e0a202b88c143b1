"""The fixtures as a user's suite meets them: small suites, run by `pytester` in a process of their own or in this one."""

from __future__ import annotations

from textwrap import dedent

import httpx  # noqa: F401  (loaded here once, not again in every small suite)
import httpx2  # noqa: F401
import pytest
import requests  # noqa: F401

import meilifake
import meilifake.testing.holding
import meilifake.transports.interception

GET = """
import httpx, httpx2, pytest, requests
from meilifake import StrayRequest

def health(url="http://localhost:7700"):
    return requests.get(url + "/health").json()["status"]
"""


@pytest.fixture
def run(pytester: pytest.Pytester):  # type: ignore[no-untyped-def]
    """Runs a suite of one file below our prelude, in this process; returns its result."""

    def run_suite(code: str, *arguments: str, ini: str = "") -> pytest.RunResult:
        pytester.makepyfile(test_it=GET + dedent(code))
        if ini:
            pytester.makeini("[pytest]\n" + ini)
        return pytester.runpytest_inprocess("-p", "no:cacheprovider", *arguments)

    return run_suite


def test_holding_it_is_the_interception(run) -> None:  # type: ignore[no-untyped-def]
    run("""
    def test_held(meili_fake):
        assert health() == "available"
        with pytest.raises(StrayRequest):
            httpx.get("http://prod.test:7700/health")

    def test_not_held():
        with pytest.raises(requests.ConnectionError):
            requests.get("http://localhost:1/health")
    """).assert_outcomes(passed=2)


def test_the_marker(run) -> None:  # type: ignore[no-untyped-def]
    run("""
    pytestmark = pytest.mark.meili_fake(master_key="a module's master key", tasks="manual")

    @pytest.mark.meili_fake(urls=["http://a.test", "http://b.test:1"], mode="instant")
    def test_marked(meili_fake):
        assert health("http://a.test") == health("http://b.test:1") == "available"
        assert requests.get("http://a.test/version").status_code == 401
        assert meili_fake.options.tasks == "instant"
        assert meili_fake.options.master_key == "a module's master key"

    @pytest.mark.meili_fake("http://c.test")
    def test_positional(meili_fake):
        assert health("http://c.test") == "available"
        assert meili_fake.options.tasks == "manual"
    """).assert_outcomes(passed=2)


def test_ini_options(run) -> None:  # type: ignore[no-untyped-def]
    run(
        """
    def test_it(meili_fake):
        assert health("http://one.test") == health("http://two.test:7700") == "available"
        assert meili_fake.options.master_key == "the key of the ini file"
        with pytest.raises(StrayRequest):
            requests.get("https://prod.test/health")
    """,
        ini="""
meilifake_url =
    http://one.test
    http://two.test:7700
meilifake_guard = prod.test
meilifake_master_key = the key of the ini file
""",
    ).assert_outcomes(passed=1)


@pytest.mark.parametrize(
    ("marker", "words"),
    [
        ("colour='red'", "unknown 'colour'"),
        ("failed_tasks='shout'", "failed_tasks='shout'"),
        ("tasks='later'", "later"),
        ("mastr_key='x'", "did you mean 'master_key'"),
        ("version='1.49'", "only 1.50.0 was recorded"),
    ],
)
def test_a_marker_that_means_nothing(run, marker: str, words: str) -> None:  # type: ignore[no-untyped-def]
    result = run(f"""
    @pytest.mark.meili_fake({marker})
    def test_it(meili_fake):
        pass
    """)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([f"*{words}*"])


def test_each_test_has_its_own_and_a_session_shares_one(run) -> None:  # type: ignore[no-untyped-def]
    run("""
    seen = []

    @pytest.mark.parametrize("time", [1, 2])
    def test_own(meili_fake, time):
        assert meili_fake not in seen
        seen.append(meili_fake)

    @pytest.mark.parametrize("time", [1, 2])
    def test_shared(meili_fake_session, time):
        seen.append(meili_fake_session)
        assert seen.count(meili_fake_session) == time
        assert health() == "available"

    def test_the_tests_own_comes_first(meili_fake_session, meili_fake):
        meili_fake_session.answer = None
        assert health() == "available"
    """).assert_outcomes(passed=5)


def test_server_and_factory(run) -> None:  # type: ignore[no-untyped-def]
    run("""
    def test_server(meili_fake_server):
        assert meili_fake_server.url.startswith("http://127.0.0.1:")
        assert health(meili_fake_server.url) == health() == "available"

    def test_factory(meili_fake_factory):
        one, two = meili_fake_factory(urls="http://a.test"), meili_fake_factory(url="http://b.test", key="the key of b")
        assert one is not two
        assert requests.get("http://a.test/version").status_code == 200
        assert requests.get("http://b.test/version").status_code == 401
    """).assert_outcomes(passed=2)


FAILS = """
def test_it(meili_fake):
    requests.post("http://localhost:7700/indexes/books/documents", json=[{"nothing": "like an id"}])
"""


def test_a_failed_task_that_nobody_looked_at_is_a_warning(run) -> None:  # type: ignore[no-untyped-def]
    result = run(FAILS)
    result.assert_outcomes(passed=1, warnings=1)
    result.stdout.fnmatch_lines(
        ["*test_it.py:[0-9]: UnobservedFailedTask: 1 task failed, and the test never looked:*", "*index_primary_key_no_candidate_found*"]
    )


def test_a_failed_task_that_nobody_looked_at_can_be_an_error(run) -> None:  # type: ignore[no-untyped-def]
    run(FAILS, ini="meilifake_failed_tasks = error").assert_outcomes(passed=1, errors=1)


@pytest.mark.parametrize("marker", ["@pytest.mark.meili_fake(failed_tasks='ignore')", "@pytest.mark.meili_fake(failed_tasks='error')"])
def test_a_failed_task_may_be_ignored_or_looked_at(run, marker: str) -> None:  # type: ignore[no-untyped-def]
    look = "" if "ignore" in marker else "    requests.get('http://localhost:7700/tasks/0')"
    run(f"{marker}{FAILS}{look}").assert_outcomes(passed=1)


def test_a_failure_that_the_test_planned_is_no_surprise(run) -> None:  # type: ignore[no-untyped-def]
    run("""
    def test_it(meili_fake):
        meili_fake.fail_next_task()
        requests.post("http://localhost:7700/indexes/books/documents", json=[{"id": 1}])
    """).assert_outcomes(passed=1)


def test_the_report_of_a_failed_test_tells_what_was_asked(run) -> None:  # type: ignore[no-untyped-def]
    result = run("""
    def test_it(meili_fake):
        for _ in range(11):
            health()
        requests.post("http://localhost:7700/indexes/books/documents", json=[{"nothing": "like an id"}])
        requests.post("http://localhost:7700/indexes/books/search", json={"q": "fog", "filter": "year > 1"})
        assert False
    """)
    result.stdout.fnmatch_lines(
        [
            "*- meilifake -*",
            "13 requests:",
            "  <1: GET /health -> 200> (and 10 times again)",
            "  <13: POST /indexes/books/search -> 400> (q='fog', filter='year > 1') Index `books`: Attribute `year` is not filterable.*",
            "tasks that did not succeed:",
            "  task 0, documentAdditionOrUpdate on 'books': failed: The primary key inference failed*",
        ]
    )


def test_the_report_of_a_failed_test_tells_what_was_planned(run) -> None:  # type: ignore[no-untyped-def]
    result = run("""
    @pytest.mark.meili_fake(tasks="manual")
    def test_it(meili_fake):
        meili_fake.fail("POST /index/*/search", nth=2, status=503)
        meili_fake.fail_next_task("indexSwap", times=2)
        meili_fake.stall_next_task(index="films")
        for n in range(12):
            requests.put("http://localhost:7700/indexes/books/documents", json=[{"id": n}])
        assert False
    """)
    result.stdout.fnmatch_lines(
        [
            "12 requests, the newest:",
            "  <3: PUT /indexes/books/documents -> 202>",
            "planned failures:",
            "  <fault 'POST /index/[*]/search', status=503, nth=2: struck 0 of 0 requests>",
            "tasks that did not succeed:",
            "  task 11, documentAdditionOrUpdate on 'books': enqueued",
            "  (tasks='manual': step() or drain() processes what is enqueued)",
            "plans that found no task:",
            "  <the next indexSwap fails with internal, 2 times>",
            "  <the next task on 'films' waits>",
        ]
    )


def test_a_fake_that_nothing_reached_while_another_server_was_asked(run) -> None:  # type: ignore[no-untyped-def]
    result = run("""
    def ask(url):
        with pytest.raises(requests.ConnectionError):
            requests.post(url, json={})

    def test_unreached(meili_fake):
        ask("http://localhost:1/search/indexes/books/search?x=1")

    def test_reached(meili_fake):
        health()
        ask("http://localhost:1/indexes/books/search")

    def test_some_other_service(meili_fake):
        ask("http://localhost:1/indexes")
    """)
    result.assert_outcomes(passed=3, warnings=1)
    result.stdout.fnmatch_lines(
        ["*test_it.py:11: UnreachedFake: no request reached the fake at http://localhost:7700; meant for it, perhaps: POST http://loc*"]
    )


def test_without_requests_there_is_nothing_to_tell(run) -> None:  # type: ignore[no-untyped-def]
    result = run("""
    def test_it(meili_fake, meili_fake_session):
        assert False

    def test_session(meili_fake_session):
        health()
        assert False

    def test_fine(meili_fake):
        health()
    """)
    result.assert_outcomes(passed=1, failed=2)
    assert result.stdout.str().count("- meilifake -") == 1
    result.stdout.fnmatch_lines(["1 request:", "  <1: GET /health -> 200>"])


def test_a_moment_for_the_clock(run) -> None:  # type: ignore[no-untyped-def]
    run(
        """
    def test_ini(meili_fake):
        assert meili_fake.clock().year == 2024

    @pytest.mark.meili_fake(now="2025-01-01")
    def test_marker(meili_fake):
        assert meili_fake.clock().year == 2025
    """,
        ini="meilifake_now = 2024-01-31T12:00:00Z",
    ).assert_outcomes(passed=2)


def test_the_public_names() -> None:
    for name in meilifake.__all__:
        assert getattr(meilifake, name).__doc__
    with pytest.raises(AttributeError, match="nothing"):
        _ = meilifake.nothing


def test_every_fixture_starts_with_the_seed_directory(run, pytester: pytest.Pytester) -> None:  # type: ignore[no-untyped-def]
    pytester.mkdir("seeds").joinpath("books.json").write_text('[{"id": 1}]')
    run(
        """
    @pytest.mark.parametrize("time", [1, 2])
    def test_it(meili_fake, time):
        assert len(meili_fake.index("books").documents) == 1
        meili_fake.load([{"id": 2}], index="books")
    """,
        ini="meilifake_seed_dir = seeds",
    ).assert_outcomes(passed=2)


EARLY = """
import requests
ANSWER = requests.get("http://localhost:7700/health").json()

def test_at_import():
    assert ANSWER == {"status": "available"}

def test_own_copy(meili_fake):
    assert requests.get("http://localhost:7700/health").ok

def test_session_is_the_early_one(meili_fake_session):
    from meilifake.testing import early
    assert meili_fake_session is early.current().fake
"""


@pytest.mark.parametrize(("arguments", "ini"), [(("-p", "meilifake.early"), ""), ((), "meilifake_early = true\n")], ids=["-p", "ini"])
def test_early_mode_answers_while_modules_are_imported(pytester: pytest.Pytester, arguments: tuple[str, ...], ini: str) -> None:
    pytester.makepyfile(EARLY)
    pytester.makeconftest("import requests\nassert requests.get('http://localhost:7700/health').ok")
    pytester.makeini("[pytest]\n" + ini)
    pytester.runpytest_subprocess(*arguments, "-p", "no:cacheprovider").assert_outcomes(passed=3)


@pytest.mark.parametrize(("arguments", "ini"), [(("-p", "meilifake.early"), ""), ((), "meilifake_early = true\n")], ids=["-p", "ini"])
def test_early_mode_knows_the_ini_options(pytester: pytest.Pytester, arguments: tuple[str, ...], ini: str) -> None:
    pytester.mkdir("seeds").joinpath("books.json").write_text('[{"id": 1}]')
    pytester.mkdir("more").joinpath("films.json").write_text('[{"id": 1}]')
    pytester.makepyfile("""
    import pytest, requests
    URL, KEY = "http://search:7700", {"authorization": "Bearer the key of the ini file"}
    assert requests.get(URL + "/stats").status_code == 401
    assert requests.get(URL + "/indexes/books/documents", headers=KEY).json()["total"] == 1
    requests.post(URL + "/indexes", json={"uid": "early"}, headers=KEY)

    def test_it(meili_fake):
        assert set(requests.get(URL + "/stats", headers=KEY).json()["indexes"]) == {"books", "early"}

    @pytest.mark.meili_fake(seed_dir="more")
    def test_with_seeds_of_its_own(meili_fake):
        assert set(requests.get(URL + "/stats", headers=KEY).json()["indexes"]) == {"books", "early", "films"}
    """)
    keys = "meilifake_url = http://search:7700\nmeilifake_master_key = the key of the ini file\nmeilifake_seed_dir = seeds\n"
    pytester.makeini("[pytest]\n" + keys + ini)
    pytester.runpytest_subprocess(*arguments, "-p", "no:cacheprovider").assert_outcomes(passed=2)


def test_early_mode_with_seeds_that_cannot_be_loaded(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\nmeilifake_early = true\nmeilifake_seed_dir = nowhere")
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["ERROR: meilifake_early*nowhere*there is no such file or directory*"])


def test_a_suite_without_the_fixtures_loads_nothing_of_ours(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("""
    import sys

    def test_it():
        ours = {name for name in sys.modules if name.startswith("meilifake")}
        assert ours == {"meilifake", "meilifake.testing", "meilifake.testing.plugin"}
    """)
    pytester.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(passed=1)


def test_our_modules_are_loaded_as_compiled(pytester: pytest.Pytester) -> None:
    """Rewriting the assertions of 200 modules that hold no test would cost the first run seconds."""
    pytester.makepyfile("""
    import sys

    def test_it(meili_fake):
        rewritten = [name for name, module in sys.modules.items() if name.startswith("meilifake.") and hasattr(module, "@pytest_ar")]
        assert set(rewritten) <= {"meilifake.testing", "meilifake.testing.plugin"}
    """)
    pytester.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(passed=1)


def test_the_marker_is_documented(pytester: pytest.Pytester) -> None:
    pytester.runpytest_inprocess("--markers").stdout.fnmatch_lines(["*@pytest.mark.meili_fake(urls=None*"])


def test_embedders(run, tmp_path) -> None:  # type: ignore[no-untyped-def]
    vectors = tmp_path / "vectors.json"
    vectors.write_text('{"Fog": [1, 0]}')
    embedder = """{"source": "huggingFace", "documentTemplate": "{{ doc.title }}"}"""
    run(
        f"""
    def found(fake):
        fake.load([{{"id": 1, "title": "Fog"}}], index="books", settings={{"embedders": {{"e": {embedder}}}}})
        body = {{"retrieveVectors": True}}
        (hit,) = requests.post("http://localhost:7700/indexes/books/documents/fetch", json=body).json()["results"]
        return hit["_vectors"]["e"]["embeddings"]

    def test_the_project(meili_fake):
        assert found(meili_fake) == [[1.0, 0.0]]

    @pytest.mark.meili_fake(embedders={{"e": lambda text: [2]}})
    def test_marked(meili_fake):
        assert found(meili_fake) == [[2.0]]

    def test_made(meili_fake_factory):
        assert found(meili_fake_factory(embedders=lambda text: [3])) == [[3.0]]
        with pytest.raises(pytest.UsageError, match="'nothing' is no embedder"):
            meili_fake_factory(embedders="nothing")
    """,
        ini=f"meilifake_embedders = e = {vectors}",
    ).assert_outcomes(passed=3)
