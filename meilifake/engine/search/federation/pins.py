"""Pinned hits put into a page of organic ones, each at its position or as soon as the organic ones run out."""

from __future__ import annotations

from collections.abc import Sequence

from meilifake.engine.search.federation.hit import Hit


def merge_pins(pins: Sequence[Hit], skip: int, take: int, organic: Sequence[Hit]) -> list[Hit]:
    """`pins` by ascending position. Without pins `organic` is taken to be the page already."""
    if not pins:
        return list(organic)
    page: list[Hit] = []
    waiting, others = list(reversed(pins)), list(reversed(organic))
    for place in range(skip + take):
        due = bool(waiting) and (not others or (waiting[-1].pin or 0) <= place)
        if not due and not others:
            break
        hit = (waiting if due else others).pop()
        if place >= skip:
            page.append(hit)
    return page
