"""Which Meilisearch is spoken: the one that was recorded, and no other."""

from __future__ import annotations

import httpx
import pytest

from meilifake import MeiliFake
from meilifake.options import VERSION, spoken


@pytest.mark.parametrize("version", [None, "1.50", "1.50.0", "v1.50.0", "v1.50"])
def test_the_recorded_version(version: str | None) -> None:
    assert spoken(version) == VERSION
    client = httpx.Client(transport=MeiliFake(version=version).transport, base_url="http://any")
    assert client.get("/version").json()["pkgVersion"] == VERSION


@pytest.mark.parametrize("version", ["1.49", "1.51.0", "1", "1.5", "", "1.50.1", "latest"])
def test_another_one_is_refused_by_name(version: str) -> None:
    with pytest.raises(ValueError, match=f"Meilisearch {version} is not faked: only 1.50.0 was recorded"):
        MeiliFake(version=version)
