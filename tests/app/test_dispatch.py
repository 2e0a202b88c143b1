"""From request to response: the layers every answer passes (guide http-surface, section 1)."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest

from meilifake import MeiliFake
from meilifake.app.call import Call
from meilifake.app.cors import METHODS, VARY
from meilifake.app.dispatch import App
from meilifake.app.matcher import Matcher
from meilifake.engine.clock import Ids, system_clock
from meilifake.engine.engine import Engine
from meilifake.errors.base import MeiliError, Unsupported
from meilifake.options import Options
from meilifake.wire.coding import decode
from meilifake.wire.message import Reply, Request, Response
from meilifake.wire.query import Param, positive_integer
from meilifake.wire.route import Route

JSON = {"content-type": "application/json"}


def echo(call: Call) -> Reply:
    return Reply({"path": call.path, "query": call.query, "body": call.body})


def crash(call: Call) -> Reply:
    raise RuntimeError("boom")


def refuse(call: Call) -> Reply:
    raise Unsupported("the thing")


def busy(call: Call) -> Reply:
    raise MeiliError("too_many_search_requests", "Busy.")


LIMIT = (Param("limit", positive_integer, 20, "invalid_search_limit"),)
ROUTES = (
    Route("GET", "/echo/{x}", None, echo, query=LIMIT),
    Route("POST", "/echo", "search", echo, query=LIMIT, body="free:free_json"),
    Route("POST", "/first", "search", echo, query=LIMIT, body="free:free_json", body_first=True),
    Route("GET", "/crash", None, crash),
    Route("GET", "/refuse", None, refuse),
    Route("GET", "/busy", None, busy),
    Route("DELETE", "/nothing", None, lambda call: Reply(status=204)),
    Route("GET", "/text", None, lambda call: Reply(raw=b"hello", content_type="text/plain")),
)


@pytest.fixture
def app() -> Iterator[App]:
    app = App(Engine(Options(master_key="secret"), system_clock, Ids(1)))
    app.matcher = Matcher(ROUTES)
    return app


def ask(app: App, method: str, path: str, query: str = "", body: bytes = b"", **headers: str) -> Response:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return app(Request(method, path, query, names, body))


def code(response: Response) -> object:
    return json.loads(response.body)["code"]


def test_an_answer(app: App) -> None:
    response = ask(app, "GET", "/echo/a%20b", "limit=3")
    body = b'{"path":{"x":"a b"},"query":{"limit":3},"body":null}'
    assert response.body == body
    assert response.headers == [("content-type", "application/json"), ("content-length", str(len(body))), VARY]


def test_the_order_of_the_checks(app: App) -> None:
    assert ask(app, "GET", "/echo").status == 405
    assert code(ask(app, "POST", "/echo", "nope=1")) == "missing_authorization_header"
    right = {"authorization": "Bearer secret"}
    assert code(ask(app, "POST", "/echo", "nope=1", b"{", **right)) == "bad_request"
    assert code(ask(app, "POST", "/echo", "", b"{", **right)) == "missing_content_type"
    assert code(ask(app, "POST", "/first", "nope=1", b"{", **right)) == "missing_content_type"
    assert code(ask(app, "POST", "/first", "nope=1", b"{", **right, **JSON)) == "malformed_payload"
    assert code(ask(app, "POST", "/first", "nope=1", b"{}", **right, **JSON)) == "bad_request"


def test_unknown_paths_and_verbs_have_no_body(app: App) -> None:
    missing = ask(app, "GET", "/nope")
    assert (missing.status, missing.body, missing.headers) == (404, b"", [("content-length", "0"), VARY])
    wrong = ask(app, "HEAD", "/crash", accept_encoding="gzip")
    assert (wrong.status, wrong.body) == (405, b"")
    assert ("allow", "GET") in wrong.headers


def test_no_content(app: App) -> None:
    response = ask(app, "DELETE", "/nothing")
    assert (response.status, response.headers, response.body) == (204, [VARY], b"")


def test_plain_text(app: App) -> None:
    assert ("content-type", "text/plain") in ask(app, "GET", "/text").headers


def test_a_crash_is_an_internal_error_with_its_cause_and_a_logged_traceback(app: App, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, "meilifake"):
        response = ask(app, "GET", "/crash")
    assert (response.status, code(response)) == (500, "internal")
    assert json.loads(response.body)["message"] == "RuntimeError: boom"
    assert "GET /crash" in caplog.text
    assert "Traceback" in caplog.text


def test_what_is_not_supported_says_so(app: App) -> None:
    response = ask(app, "GET", "/refuse")
    assert (response.status, code(response)) == (501, "not_supported_by_meilifake")
    assert "the thing" in json.loads(response.body)["message"]


def test_a_busy_server_tells_when_to_come_back(app: App) -> None:
    response = ask(app, "GET", "/busy")
    assert response.status == 503
    assert ("retry-after", "10") in response.headers


@pytest.mark.parametrize("coding", ["gzip", "br", "deflate"])
def test_compression(app: App, coding: str) -> None:
    plain, packed = ask(app, "GET", "/echo/x"), ask(app, "GET", "/echo/x", accept_encoding=coding)
    assert decode(packed.body, coding) == plain.body
    names = [name for name, _ in packed.headers]
    assert "content-length" not in names
    assert packed.headers[-3:] == [("content-encoding", coding), ("transfer-encoding", "chunked"), ("vary", "accept-encoding")]


def test_errors_are_compressed_too_and_empty_bodies_are_not(app: App) -> None:
    assert ("content-encoding", "gzip") in ask(app, "GET", "/refuse", accept_encoding="gzip").headers
    assert ask(app, "DELETE", "/nothing", accept_encoding="gzip").headers == [VARY]


def test_nothing_acceptable(app: App) -> None:
    response = ask(app, "GET", "/echo/x", accept_encoding="identity;q=0", origin="http://a")
    assert (response.status, response.body) == (406, b"br, gzip, deflate")
    assert response.headers == [("content-length", "17"), ("vary", "Accept-Encoding")]


def test_any_origin_may_call(app: App) -> None:
    for path in ("/echo/x", "/nope", "/crash"):
        assert ("access-control-allow-origin", "*") in ask(app, "GET", path, origin="null").headers
        assert ("access-control-allow-origin", "*") not in ask(app, "GET", path).headers


def test_a_preflight_needs_no_path_and_no_right(app: App) -> None:
    asked = {"origin": "http://a", "access_control_request_method": "GET", "access_control_request_headers": "x-a, content-type"}
    response = ask(app, "OPTIONS", "/nope", **asked)
    headers = dict(response.headers)
    assert (response.status, response.body) == (200, b"")
    assert headers["access-control-allow-headers"] == "x-a, content-type"
    assert set(headers["access-control-allow-methods"].split(", ")) == set(METHODS)
    assert headers["access-control-max-age"] == "86400"
    assert [name for name, _ in response.headers].count("access-control-allow-origin") == 1


def test_a_preflight_for_an_unknown_verb(app: App) -> None:
    response = ask(app, "OPTIONS", "/echo/x", origin="http://a", access_control_request_method="get")
    assert (response.status, response.body) == (400, b"Requested method is not allowed")
    assert [name for name, _ in response.headers] == ["content-length"]


@pytest.mark.parametrize("verb", ["", "GET,POST", "a b", "é"])
def test_what_is_no_verb_makes_no_preflight(app: App, verb: str) -> None:
    assert ask(app, "OPTIONS", "/nope", origin="http://a", access_control_request_method=verb).status == 404


def test_options_without_a_wanted_verb_is_a_wrong_verb(app: App) -> None:
    assert ask(app, "OPTIONS", "/crash", origin="http://a").status == 405


def test_a_client_that_takes_no_coding_is_refused_before_anything_is_done() -> None:
    fake = MeiliFake()
    refusing = {"accept-encoding": "gzip;q=0, *;q=0", "origin": "http://a"}
    for method, path in (("POST", "/snapshots"), ("GET", "/nope"), ("OPTIONS", "/health")):
        response = fake.app(Request(method, path, headers=refusing))
        assert (response.status, response.body) == (406, b"br, gzip, deflate")
        assert response.headers == [("content-length", "17"), ("vary", "Accept-Encoding")]
    assert json.loads(fake.app(Request("GET", "/tasks")).body)["total"] == 0
