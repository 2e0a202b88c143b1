"""Searches put again to documents that have not changed.

Tests of one application tend to ask the same few things of the same fixture, and indexes of equal documents share their tables
(`engine.index.shelf`): what such a search found is remembered beside them, a ranking of 20 hits for 10 µs instead of 0.4 to 4 ms.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from meilifake.engine.index.index import Index
from meilifake.engine.index.inverted import Inverted
from meilifake.engine.recent import Recent
from meilifake.engine.search.result import Ranked, RankRequest
from meilifake.engine.settings import IndexSettings, differ


class Finding(NamedTuple):
    """What was found, and all that it depends on besides the tables."""

    settings: IndexSettings
    request: RankRequest
    ranked: Ranked


def repeated(index: Index, request: RankRequest, rank: Callable[[], Ranked]) -> Ranked:
    """What `rank` finds in the index for this request, or found for an equal one in equal documents under equal settings.

    Distances are as many as documents, what dynamic rules pin depends on the time of day, and counts that are wrong on what was before:
    such requests are not remembered.
    """
    if request.distances is not None or request.pins_of is not None or index.miscounted.met:
        return rank()
    findings: Recent[Finding] = index.derive(Inverted).findings
    key = request.q, request.universe, request.length
    known = findings.take(key)
    if known is None or known.request != request or differ(known.settings, index.settings):
        known = Finding(index.settings, request, rank())
    findings.keep(key, known)
    return known.ranked
