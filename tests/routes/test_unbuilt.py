"""Every route of the real server answers, if only by refusing."""

from __future__ import annotations

import pytest

from meilifake.app.call import Call
from meilifake.errors.base import Unsupported
from meilifake.routes.table import AREAS, all_routes, area_of
from meilifake.routes.unbuilt import ANY_JSON, KNOWN, shape, with_unbuilt
from meilifake.wire.message import Reply
from meilifake.wire.route import Route


def handler(call: Call) -> Reply:
    return Reply()


def test_the_table_of_built_routes_only_has_routes_of_the_server() -> None:
    assert {(route.method, shape(route.path)) for route in with_unbuilt(all_routes())} == {
        (known.method, shape(known.path)) for known in KNOWN
    }


def test_rights_of_built_routes_are_those_of_the_server() -> None:
    rights = {(known.method, shape(known.path)): known.action for known in KNOWN}
    wrong = [route for route in all_routes() if rights[route.method, shape(route.path)] != route.action]
    assert wrong == []


def test_an_unbuilt_route_refuses_by_name_and_keeps_its_checks() -> None:
    route = next(route for route in with_unbuilt(()) if (route.method, route.path) == ("POST", "/export"))
    assert (route.action, route.body) == ("export", ANY_JSON)
    with pytest.raises(Unsupported, match="POST /export"):
        route.handler(None)  # type: ignore[arg-type]


def test_a_built_route_replaces_its_refusal_whatever_its_parameters_are_called() -> None:
    built = Route("GET", "/keys/{uid_or_key}", "keys.get", handler)
    same = [route for route in with_unbuilt((built,)) if route.method == "GET" and shape(route.path) == "/keys/{}"]
    assert same == [built]


def test_an_invented_route_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="/doggos"):
        with_unbuilt((Route("GET", "/doggos", None, handler),))


def test_no_route_is_listed_twice() -> None:
    places = [(known.method, shape(known.path)) for known in KNOWN]
    assert len(places) == len(set(places))


def test_every_row_of_a_module_is_in_an_area() -> None:
    """A row whose first segment is not in the table of areas would never be found."""
    from importlib import import_module

    for name in {name for names in AREAS.values() for name in names}:
        for route in import_module(f"meilifake.routes.{name}").ROUTES:
            assert name in AREAS[area_of(route.path)], f"{route.path} of {name}.py"
