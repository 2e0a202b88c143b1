"""What the strategies reach: every route but those that are left out with a reason, every setting, every feature that calls nobody."""

from __future__ import annotations

from random import Random

from meilifake.app.matcher import Matcher
from meilifake.conformance.exchange import Sent
from meilifake.conformance.strategies import AREAS, OF_FRESH
from meilifake.conformance.strategies.catalogue import ENDLESS, OUTWARD, told
from meilifake.conformance.strategies.openings import FEATURES as SWITCHED
from meilifake.conformance.strategies.settings import ROUTES
from meilifake.conformance.strategies.tokens import key_of
from meilifake.conformance.targets import MASTER, NOBODY, FakeTarget, presented
from meilifake.engine.features import FEATURES
from meilifake.engine.settings_table import SETTINGS
from meilifake.routes.table import all_routes


def test_routes_are_drawn_from_the_whole_table() -> None:
    """But for those whose answers never end or tell of the machine; 300 draws meet most of the others, and with settings some."""
    random, matcher = Random(1), Matcher(all_routes())
    met = set()
    for _ in range(300):
        sent = told(random)
        route = matcher.match(sent.method, sent.path.split("?")[0])[0] if sent else None
        met.add((route.method, route.path) if route else None)
    wanted = {(route.method, route.path) for route in all_routes() if not any(part in route.path for part in ENDLESS)}
    plain = {row for row in wanted if "/settings/" not in row[1]}
    assert len(met & plain) > len(plain) // 2
    assert any(row is not None and "/settings/" in row[1] for row in met)


def test_no_request_has_a_server_call_another() -> None:
    drawn = [sent for seed in range(100) if (sent := told(Random(seed)))]
    assert drawn
    assert not [sent for sent in drawn if OUTWARD.search(sent.content()) or sent.path.startswith("/export")]


def test_every_setting_has_values() -> None:
    """Embedders have an area of their own."""
    assert {setting.name for setting in SETTINGS} == {*ROUTES, "embedders"}


def test_features_are_the_servers() -> None:
    assert set(SWITCHED) < set(FEATURES)
    assert set(OF_FRESH) < set(AREAS)


def test_keys_are_derived_as_the_server_does() -> None:
    uid = "6062abda-a5aa-4414-ac91-ecd7944c0f8d"
    target = FakeTarget({"master_key": MASTER}, key=MASTER)
    body = {"uid": uid, "actions": ["search"], "indexes": ["*"], "expiresAt": None}
    made = target.send(Sent("POST", "/keys", {"content-type": "application/json"}, {"json": body})).value()
    assert made["key"] == key_of(uid)


def test_the_key_is_presented_unless_another_is_or_none() -> None:
    assert presented(Sent("GET", "/keys"), "k").headers == {"authorization": "Bearer k"}
    for headers in ({"Authorization": "Bearer x"}, NOBODY):
        assert presented(Sent("GET", "/keys", headers), "k").headers == headers
    assert FakeTarget({"master_key": MASTER}, key=MASTER).send(Sent("GET", "/keys", NOBODY)).status == 401
