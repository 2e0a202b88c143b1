"""Fragments: JSON values whose every string is a template."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from meilifake.engine.liquid.fault import LiquidFault
from meilifake.engine.liquid.template import parse


class FragmentFault(Exception):
    """A string that cannot be read or rendered. `place`: where it stands in the fragment, empty for the fragment itself."""

    def __init__(self, place: str, doing: str, fault: LiquidFault) -> None:
        super().__init__(place, doing, fault)
        self.place = place
        self.doing = doing
        self.fault = fault

    def words(self, root: str = "") -> str:
        """`root`: the name of the fragment in the settings. A place is quoted twice, as the server does."""
        where = f"in ``{root}{self.place}``, " if self.place else ""
        return f"{where}error while {self.doing} template: {self.fault}"


def check_strings(fragment: Any) -> None:
    """Raises FragmentFault for the first string that is no template."""
    mapped(fragment, parse, "parsing")


def render(fragment: Any, data: Mapping[str, Any], now: datetime | None = None) -> Any:
    """The fragment with its templates rendered. Raises FragmentFault."""
    return mapped(fragment, lambda written: parse(written).render(data, now), "rendering")


def mapped(value: Any, change: Callable[[str], Any], doing: str, place: str = "") -> Any:
    if isinstance(value, str):
        try:
            return change(value)
        except LiquidFault as fault:
            raise FragmentFault(place, doing, fault) from None
    if isinstance(value, dict):
        return {key: mapped(item, change, doing, f"{place}.{key}") for key, item in value.items()}
    if isinstance(value, list):
        return [mapped(item, change, doing, f"{place}[{at}]") for at, item in enumerate(value)]
    return value
