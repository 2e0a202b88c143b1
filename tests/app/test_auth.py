"""The authorization header against routes: refusals in their order, and what a caller may touch (guide http-surface, section 7)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from meilifake import MeiliFake
from meilifake.app.auth import OPEN, Access, authorise
from meilifake.engine import keys
from meilifake.engine.clock import Ids
from meilifake.engine.engine import Engine
from meilifake.engine.keys import Expiry, Key
from meilifake.errors.base import MeiliError
from meilifake.options import Options
from meilifake.wire.message import Request

MASTER = "a master key of some length"
NOW = datetime(2030, 1, 1, tzinfo=UTC)
UID = "11111111-1111-4111-8111-111111111111"
VALUE = keys.derive(MASTER, UID)


def engine(master_key: str | None = MASTER, **key: Any) -> Engine:
    made = Engine(Options(master_key=master_key), lambda: NOW, Ids(1))
    made.state.keys[UID] = Key(**({"uid": UID, "actions": ("search",), "indexes": ("a*",), "created_at": NOW, "updated_at": NOW} | key))
    return made


def asked(made: Engine, header: str | None, action: str | None = "search", index: str | None = None) -> Access:
    headers = {} if header is None else {"authorization": header}
    return authorise(made, Request("GET", "/", headers=headers), action, index)


def refused(made: Engine, header: str | None, action: str = "search", index: str | None = None) -> tuple[str, str]:
    with pytest.raises(MeiliError) as caught:
        asked(made, header, action, index)
    return caught.value.code, caught.value.message


def test_without_master_key_everything_is_open_but_keys() -> None:
    made = engine(None)
    for header in (None, "Bearer x"):
        assert asked(made, header) is OPEN
    assert refused(made, None, "keys.get")[0] == "missing_master_key"


def test_the_master_key_and_open_routes() -> None:
    assert asked(engine(), f"Bearer {MASTER}", "keys.create") is OPEN
    assert asked(engine(), None, None) is OPEN


@pytest.mark.parametrize(
    ("header", "code"),
    [
        (None, "missing_authorization_header"),
        ("", "missing_authorization_header"),
        ("bearer x", "missing_authorization_header"),
        (f"Basic {MASTER}", "missing_authorization_header"),
        ("Bearer", "invalid_api_key"),
        (f"Bearer  {MASTER}", "invalid_api_key"),
        ("Bearer é", "missing_authorization_header"),
        ("Bearer ", "invalid_api_key"),
        (f"Bearer x, {MASTER}", "invalid_api_key"),
    ],
)
def test_headers(header: str | None, code: str) -> None:
    assert refused(engine(), header)[0] == code


def test_white_space_around_the_header_is_cut() -> None:
    assert asked(engine(), f" \tBearer {VALUE}\t ", "search", "ab").indexes == ("a*",)


def test_a_key_may_hold_a_comma() -> None:
    master = "one, two, three and four"
    fake = MeiliFake(master_key=master)
    assert fake.app(Request("GET", "/keys", headers={"authorization": f"Bearer {master}"})).status == 200


def test_an_empty_master_key_is_what_is_said_by_saying_nothing() -> None:
    fake = MeiliFake(master_key="")
    assert fake.app(Request("GET", "/keys")).status == 200
    assert fake.app(Request("GET", "/indexes", headers={"authorization": "Bearer x"})).status == 403
    assert fake.app(Request("GET", "/indexes", headers={"authorization": "Bearer"})).status == 403


def test_a_key_out_of_its_index_action_or_time() -> None:
    assert asked(engine(), f"Bearer {VALUE}", "search", "ab").indexes == ("a*",)
    scoped = 'The API key cannot acces the index `b`, authorized indexes are ["a*"].'
    assert refused(engine(), f"Bearer {VALUE}", "search", "b") == ("invalid_api_key", scoped)
    plain = ("invalid_api_key", "The provided API key is invalid.")
    assert refused(engine(), f"Bearer {VALUE}", "documents.add", "a") == plain
    assert refused(engine(expires_at=Expiry(NOW, "")), f"Bearer {VALUE}", "search", "a") == plain
    assert refused(engine(), f"Bearer {VALUE}", "search & documents.add", "a") == plain
    assert asked(engine(), f"Bearer {VALUE.upper()}", "search", "a").allows("a")


def test_scopes() -> None:
    access = Access(("a*",), {"ab*": {"filter": "x"}, "abc": None, "*": {}})
    assert [access.allows(uid) for uid in ("a", "abc", "b")] == [True, True, False]
    assert [access.search_filter(uid) for uid in ("ab", "abc", "a", "b")] == ["x", None, None, None]
    assert not access.allows_all()
    assert Access(("*",), {"*": None}).allows_all()
    assert OPEN.allows_all()
    assert [OPEN.may_create("x"), Access(("a",), creates=True).may_create("b"), Access(("a",), creates=False).may_create("a")] == [
        True, False, False,
    ]  # fmt: skip
