"""What bad requests are made of: good bodies for the routes, and faults in them."""

from __future__ import annotations

from random import Random

from meilifake.conformance.nonsense.generator import Generator, Keys
from meilifake.conformance.nonsense.mutation import mutated, places
from meilifake.conformance.nonsense.specimens import CSV, NDJSON, specimens
from meilifake.engine.settings_table import SETTINGS
from meilifake.routes.table import all_routes


def test_every_setting_has_good_values_at_its_own_route_and_among_all():
    alone = [route for route in all_routes() if "/settings/" in route.path and route.body and route.path.startswith("/indexes/")]
    assert len(alone) == len(SETTINGS)
    assert all(specimens(route) for route in alone)
    whole = next(route for route in all_routes() if route.path == "/indexes/{index_uid}/settings" and route.body)
    assert {name for body in specimens(whole) for name in body} == {setting.name for setting in SETTINGS}


def test_every_route_with_a_body_has_good_ones():
    made_otherwise = {"/multi-search", "/render-template"}
    without = [route.path for route in all_routes() if route.body and not specimens(route)]
    assert set(without) <= made_otherwise


def test_a_longer_end_of_a_path_goes_before_a_shorter_one():
    found = {route.path: specimens(route) for route in all_routes()}
    assert found["/indexes/{index_uid}/documents/delete"] != found["/indexes/{index_uid}/documents"]
    assert found["/keys/{key}"] != found["/keys"]


def test_a_mutation_leaves_the_original_alone_and_is_often_a_change():
    good = {"a": [1, {"b": "c"}], "d": None}
    made = [mutated(Random(seed), good) for seed in range(2000)]
    assert good == {"a": [1, {"b": "c"}], "d": None}
    assert 400 < sum(one == good for one in made) < 1600
    assert any("as" in one or "ds" in one for one in made if isinstance(one, dict))


def test_places():
    value = {"a": [1, {"b": 2}]}
    assert [at for _, at in places(value)] == ["a", 0, 1, "b"]


def test_documents_come_in_all_formats_with_their_content_type():
    generator = Generator(Random(1), Keys(None))
    seen = {dict(raw.headers).get(b"content-type") for raw in (generator.request() for _ in range(3000)) if raw.body in CSV + NDJSON}
    assert {b"text/csv", b"application/x-ndjson"} <= seen
