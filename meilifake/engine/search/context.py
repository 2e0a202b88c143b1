"""What a search needs besides its request: the server's state and switches, as values. The clock and the network stay outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from meilifake.engine.outbound import NOWHERE, Outbound
from meilifake.engine.search.vectors.embedders import Embedders
from meilifake.engine.state import State


@dataclass(frozen=True, slots=True)
class SearchContext:
    """`embedders`: the user's own (see `vectors.embedders`); `now` decides which dynamic rules are active.

    `outbound`: the way to the other servers of a network; `proxy`: one of them is asking; `metadata`: they are to tell about queries.
    """

    state: State
    now: datetime
    embedders: Embedders = field(default_factory=dict)
    outbound: Outbound = NOWHERE
    proxy: bool = False
    metadata: bool = False

    @property
    def features(self) -> Mapping[str, bool]:
        return self.state.features
