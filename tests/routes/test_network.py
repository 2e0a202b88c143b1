"""The network routes, as the community edition answers them."""

from __future__ import annotations

import httpx


def test_reading_and_patching(http: httpx.Client) -> None:
    assert http.get("/network").json()["code"] == "feature_not_enabled"
    http.patch("/experimental-features", json={"network": True})
    assert list(http.get("/network").json()) == ["self", "remotes", "shards", "leader", "version"]
    first = http.patch("/network", json={"self": "a", "remotes": {"a": {"url": "http://a"}}}).json()
    assert http.get("/network").json() == first
    again = http.patch("/network", json={}).json()
    assert again == {**first, "version": again["version"]}
    assert again["version"] != first["version"]


def test_refusals(http: httpx.Client) -> None:
    http.patch("/experimental-features", json={"network": True})
    answer = http.patch("/network", json={"leader": "a"})
    assert (answer.status_code, answer.json()["code"]) == (451, "requires_enterprise_edition")
    unknown = http.patch("/network", json={"remotes": {"a": {"x": 1}}}).json()
    assert unknown["message"] == "Unknown field `x` inside `.remotes.a`: expected one of `url`, `searchApiKey`, `writeApiKey`"
    missing = http.post("/network/control", json={}).json()
    assert missing["message"] == "Json deserialize error: missing field `origin` at line 1 column 2"
