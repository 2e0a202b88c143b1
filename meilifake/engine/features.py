"""Experimental features: the toggles, and the refusal of what a toggle that is off would allow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from meilifake.errors.base import MeiliError


class Feature(NamedTuple):
    """`label` and `link` are the server's words in the refusal; an empty label means that no refusal names it.

    `unset` is shown where nobody has said: a server that starts has said of each, a dump need not.
    """

    label: str
    link: str
    unset: bool | None = False


def _discussion(number: int) -> str:
    return f"https://github.com/orgs/meilisearch/discussions/{number}"


FEATURES: Mapping[str, Feature] = {
    "metrics": Feature("metrics", "https://github.com/meilisearch/product/discussions/625"),
    "logsRoute": Feature("logs route", _discussion(721)),
    "editDocumentsByFunction": Feature("edit documents by function", _discussion(762)),
    "containsFilter": Feature("contains filter", _discussion(763)),
    "dynamicSearchRules": Feature("dynamic search rules", _discussion(884)),
    "network": Feature("network", _discussion(805)),
    "getTaskDocumentsRoute": Feature("get task documents route", _discussion(808)),
    "taskQueueCompactionRoute": Feature("task queue compaction route", _discussion(883)),
    "compositeEmbedders": Feature("composite embedders", _discussion(816)),
    "chatCompletions": Feature("chat completions", _discussion(835)),
    "multimodal": Feature("multimodal", _discussion(846)),
    "foreignKeys": Feature("foreign_keys", _discussion(873)),
    "disableDocumentsFetchQueue": Feature("", ""),
    "legacySearch": Feature("", "", unset=None),
    "renderRoute": Feature("render_route", _discussion(888)),
}
"""In the order of the server's answer."""

AT_START = dict.fromkeys(FEATURES, False)
"""What a server begins with, where no launch option says otherwise."""

PERSONALIZATION = Feature("personalization", _discussion(866))
"""Not a toggle: only a launch option brings it."""


def shown(features: Mapping[str, bool]) -> dict[str, bool | None]:
    """Every toggle, as the server answers and as a dump holds them."""
    return {name: features.get(name, row.unset) for name, row in FEATURES.items()}


def disabled(action: str, feature: str) -> MeiliError:
    """The refusal of `action` for want of `feature` (a key of `FEATURES`)."""
    row = PERSONALIZATION if feature == "personalization" else FEATURES[feature]
    words = f"{action} requires enabling the `{row.label}` experimental feature. See {row.link}"
    return MeiliError("feature_not_enabled", words)


def require(features: Mapping[str, bool], feature: str, action: str) -> None:
    """Raise feature_not_enabled unless `feature` is on."""
    if not features.get(feature, False):
        raise disabled(action, feature)
