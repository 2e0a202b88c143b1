"""Paths to routes."""

from __future__ import annotations

import pytest

from meilifake.app.call import Call
from meilifake.app.matcher import Areas, Matcher
from meilifake.wire.message import Reply
from meilifake.wire.route import Route


def handler(call: Call) -> Reply:
    return Reply()


PATHS = (
    ("DELETE", "/tasks"),
    ("GET", "/tasks"),
    ("POST", "/tasks/cancel"),
    ("GET", "/tasks/{task_id}"),
    ("GET", "/indexes/{index_uid}/stats"),
)
MATCHER = Matcher(Route(method, path, None, handler) for method, path in PATHS)


@pytest.mark.parametrize(
    ("path", "route", "values"),
    [
        ("/tasks", "/tasks", {}),
        ("//tasks//", "/tasks", {}),
        ("/%74asks", "/tasks", {}),
        ("/tasks/12", "/tasks/{task_id}", {"task_id": "12"}),
        ("/indexes/a%2Fb%20c/stats/", "/indexes/{index_uid}/stats", {"index_uid": "a/b c"}),
    ],
)
def test_found(path: str, route: str, values: dict[str, str]) -> None:
    found, parameters = MATCHER.match("GET", path)
    assert found is not None
    assert (found.path, parameters) == (route, values)


def test_a_fixed_segment_is_never_a_parameter() -> None:
    assert MATCHER.match("GET", "/tasks/cancel") == (None, ("POST",))


@pytest.mark.parametrize("path", ["/nope", "/tasks/1/nope", "/indexes/a", "/./tasks"])
def test_unknown_paths(path: str) -> None:
    assert MATCHER.match("GET", path) == (None, ())


def test_verbs_are_listed_in_the_order_of_the_server() -> None:
    assert MATCHER.match("PUT", "/tasks") == (None, ("GET", "DELETE"))


def test_two_routes_for_one_place_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="two routes"):
        Matcher([Route("GET", "/a/{x}", None, handler), Route("GET", "/a/{y}", None, handler)])


@pytest.mark.parametrize(("path", "found"), [("/%74asks", True), ("/t%61sks/1", True), ("/tasks%2F1", False), ("/%ff", False)])
def test_an_area_is_found_in_any_spelling(path: str, found: bool) -> None:
    def routes_of(area: str) -> list[Route]:
        return [Route(method, path, None, handler) for method, path in PATHS if path.startswith(f"/{area}")]

    areas = Areas(lambda path: path.strip("/").partition("/")[0], routes_of)
    assert (areas.match("GET", path)[0] is not None) is found


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/tasks/7", ("/tasks/{task_id}", True)),
        ("//tasks/", ("/tasks", True)),
        ("/%74asks", ("/tasks", True)),
        ("/nope//x/", ("/nope/x", False)),
    ],
)
def test_the_place_of_a_path(path: str, place: tuple[str, bool]) -> None:
    def routes_of(area: str) -> list[Route]:
        return [Route("GET", path, None, handler) for path in ("/tasks", "/tasks/{task_id}") if area == "tasks"]

    assert Areas(lambda path: path.strip("/").partition("/")[0], routes_of).place(path) == place
