"""Pinned hits put into a page of organic ones, each at its position or as soon as the organic ones run out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar


class Pinnable(Protocol):
    @property
    def pin(self) -> int | None: ...


T = TypeVar("T", bound=Pinnable)


def merge_pins(pins: Sequence[T], skip: int, take: int, organic: Sequence[T]) -> list[T]:
    """`pins` by ascending position. Without pins `organic` is taken to be the page already."""
    if not pins:
        return list(organic)
    page: list[T] = []
    waiting, others = list(reversed(pins)), list(reversed(organic))
    for place in range(skip + take):
        due = bool(waiting) and (not others or (waiting[-1].pin or 0) <= place)
        if not due and not others:
            break
        hit = (waiting if due else others).pop()
        if place >= skip:
            page.append(hit)
    return page
