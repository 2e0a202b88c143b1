"""SETTINGS: every setting as a row, from which routes, resets, task details, views and dumps follow (guide http-surface, section 14).

A settings task is first taken apart into *leaves*: attributes of `IndexSettings` (`typo_tolerance.` ones one by one) with their new
value or `RESET`. Leaves of several tasks pile up, the last one of each name wins, and are applied at once: that is how the server's
accumulation of typoTolerance, faceting and pagination comes about, while every other setting is taken whole from the last task.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from meilifake.engine.locales import LANGUAGES
from meilifake.engine.settings import DEFAULTS, FilterableRule, IndexSettings, LocalizedRule, TypoTolerance

Leaves = Mapping[str, Any]


class Reset:
    """The type of `RESET`: back to the default."""


RESET = Reset()


@dataclass(frozen=True, slots=True)
class Setting:
    """`name` on the wire, `path` of its route and the `verb` that writes it, `code` of its validation errors.

    `leaves`: a validated wire value (never null) to leaves; `attributes`: the leaves that a reset touches; `read`: the wire value of
    stored settings; `gate`: the feature without which the setting is neither shown among all others nor written, `action` as the refusal
    names it.
    """

    name: str
    path: str
    verb: str
    code: str
    attributes: tuple[str, ...]
    leaves: Callable[[Any], Leaves]
    read: Callable[[IndexSettings], Any]
    gate: str | None = None
    action: str = ""

    def change(self, value: Any) -> Leaves:
        """The leaves of a submitted value; null resets."""
        return dict.fromkeys(self.attributes, RESET) if value is None else self.leaves(value)


def plain(
    name: str,
    verb: str,
    attribute: str,
    convert: Callable[[Any], Any],
    read: Callable[[IndexSettings], Any],
    **gate: str,
) -> Setting:
    """A setting that is one attribute."""
    path = attribute.replace("_", "-")
    code = f"invalid_settings_{attribute}"
    return Setting(name, path, verb, code, (attribute,), lambda value: {attribute: convert(value)}, read, **gate)


def same(value: Any) -> Any:
    return value


def first_of_each(values: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def unless_everything(values: list[str]) -> tuple[str, ...] | Reset:
    """A list with a `*` anywhere means all attributes, which is the default."""
    return RESET if "*" in values else first_of_each(values)


def filterable(rules: list[str | dict[str, Any]]) -> tuple[FilterableRule, ...]:
    return tuple(filterable_rule(rule) for rule in rules)


def filterable_rule(rule: str | dict[str, Any]) -> FilterableRule:
    if isinstance(rule, str):
        return FilterableRule((rule,))
    features = rule["features"]
    allowed = features["filter"]
    patterns = tuple(rule["attributePatterns"])
    return FilterableRule(patterns, False, features["facetSearch"], allowed["equality"], allowed["comparison"])


def filterable_view(rule: FilterableRule) -> str | dict[str, Any]:
    if rule.plain:
        return rule.patterns[0]
    allowed = {"equality": rule.equality, "comparison": rule.comparison}
    return {"attributePatterns": list(rule.patterns), "features": {"facetSearch": rule.facet_search, "filter": allowed}}


def localized(rules: list[dict[str, Any]]) -> tuple[LocalizedRule, ...]:
    """Two-letter locales are stored, and read back, as the three-letter ones."""
    return tuple(
        LocalizedRule(tuple(rule["attributePatterns"]), tuple(LANGUAGES.get(code, code) for code in rule["locales"])) for rule in rules
    )


def localized_view(settings: IndexSettings) -> list[dict[str, Any]] | None:
    if settings.localized_attributes is None:
        return None
    return [{"attributePatterns": list(rule.patterns), "locales": list(rule.locales)} for rule in settings.localized_attributes]


def stop_words(words: list[str]) -> tuple[str, ...]:
    from meilifake.engine.text.normalizers import stop_word

    return tuple(sorted({stop_word(word) for word in words}))


def exact_words(words: list[str]) -> tuple[str, ...]:
    from meilifake.engine.text.tokenizer import Tokenizer

    tokenizer = Tokenizer()
    return tuple(sorted({"".join(token.lemma for token in tokenizer.tokenize(word)) for word in words}))


def synonyms(words: Mapping[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    return {word: tuple(others) for word, others in words.items()}


TYPO_LEAVES: Mapping[str, tuple[str, Callable[[Any], Any]]] = {
    "enabled": ("typo_tolerance.enabled", same),
    "disableOnWords": ("typo_tolerance.disable_on_words", exact_words),
    "disableOnAttributes": ("typo_tolerance.disable_on_attributes", tuple),
    "disableOnNumbers": ("typo_tolerance.disable_on_numbers", same),
}
WORD_SIZES = {"oneTypo": "typo_tolerance.one_typo", "twoTypos": "typo_tolerance.two_typos"}


def typo_leaves(value: Mapping[str, Any]) -> Leaves:
    leaves: dict[str, Any] = {}
    for key, given in value.items():
        if key == "minWordSizeForTypos":
            sizes = dict.fromkeys(WORD_SIZES) if given is None else given
            leaves.update({WORD_SIZES[size]: RESET if least is None else least for size, least in sizes.items()})
        else:
            leaf, convert = TYPO_LEAVES[key]
            leaves[leaf] = RESET if given is None else convert(given)
    return leaves


def typo_view(settings: IndexSettings) -> dict[str, Any]:
    typo = settings.typo_tolerance
    return {
        "enabled": typo.enabled,
        "minWordSizeForTypos": {"oneTypo": typo.one_typo, "twoTypos": typo.two_typos},
        "disableOnWords": list(typo.disable_on_words),
        "disableOnAttributes": list(typo.disable_on_attributes),
        "disableOnNumbers": typo.disable_on_numbers,
    }


def faceting_leaves(value: Mapping[str, Any]) -> Leaves:
    """Each facet's order is given anew by a task: orders of earlier tasks are forgotten."""
    leaves: dict[str, Any] = {}
    if "maxValuesPerFacet" in value:
        leaves["max_values_per_facet"] = or_reset(value["maxValuesPerFacet"])
    if "sortFacetValuesBy" in value:
        orders = value["sortFacetValuesBy"]
        leaves["sort_facet_values_by"] = RESET if orders is None else dict(sorted(({"*": "alpha"} | orders).items()))
    return leaves


def faceting_view(settings: IndexSettings) -> dict[str, Any]:
    return {"maxValuesPerFacet": settings.max_values_per_facet, "sortFacetValuesBy": dict(settings.sort_facet_values_by)}


def pagination_leaves(value: Mapping[str, Any]) -> Leaves:
    return {"max_total_hits": or_reset(value["maxTotalHits"])} if "maxTotalHits" in value else {}


def or_reset(value: Any) -> Any:
    return RESET if value is None else value


def chat_view(settings: IndexSettings) -> dict[str, Any]:
    from meilifake.engine.chat_settings import complete

    return complete(settings.chat)


TYPO_ATTRIBUTES = tuple(f"typo_tolerance.{name}" for name in TypoTolerance.__slots__)

SETTINGS = (
    plain("displayedAttributes", "PUT", "displayed_attributes", unless_everything, lambda s: shown_attributes(s.displayed_attributes)),
    plain("searchableAttributes", "PUT", "searchable_attributes", unless_everything, lambda s: shown_attributes(s.searchable_attributes)),
    plain("filterableAttributes", "PUT", "filterable_attributes", filterable, lambda s: [*map(filterable_view, s.filterable_attributes)]),
    plain("sortableAttributes", "PUT", "sortable_attributes", tuple, lambda s: list(s.sortable_attributes)),
    plain(
        "foreignKeys",
        "PUT",
        "foreign_keys",
        tuple,
        lambda s: [*map(dict, s.foreign_keys)],
        gate="foreignKeys",
        action="setting `foreignKeys` in the index settings",
    ),
    plain("rankingRules", "PUT", "ranking_rules", tuple, lambda s: list(s.ranking_rules)),
    plain("stopWords", "PUT", "stop_words", stop_words, lambda s: list(s.stop_words)),
    plain("nonSeparatorTokens", "PUT", "non_separator_tokens", tuple, lambda s: list(s.non_separator_tokens)),
    plain("separatorTokens", "PUT", "separator_tokens", tuple, lambda s: list(s.separator_tokens)),
    plain("dictionary", "PUT", "dictionary", tuple, lambda s: list(s.dictionary)),
    plain("synonyms", "PUT", "synonyms", synonyms, lambda s: {word: list(others) for word, others in s.synonyms.items()}),
    plain("distinctAttribute", "PUT", "distinct_attribute", same, lambda s: s.distinct_attribute),
    plain("proximityPrecision", "PUT", "proximity_precision", same, lambda s: s.proximity_precision),
    Setting("typoTolerance", "typo-tolerance", "PATCH", "invalid_settings_typo_tolerance", TYPO_ATTRIBUTES, typo_leaves, typo_view),
    Setting(
        "faceting",
        "faceting",
        "PATCH",
        "invalid_settings_faceting",
        ("max_values_per_facet", "sort_facet_values_by"),
        faceting_leaves,
        faceting_view,
    ),
    Setting(
        "pagination",
        "pagination",
        "PATCH",
        "invalid_settings_pagination",
        ("max_total_hits",),
        pagination_leaves,
        lambda s: {"maxTotalHits": s.max_total_hits},
    ),
    plain("embedders", "PATCH", "embedders", same, lambda s: {name: dict(embedder) for name, embedder in s.embedders.items()}),
    plain("searchCutoffMs", "PUT", "search_cutoff_ms", same, lambda s: s.search_cutoff_ms),
    plain("localizedAttributes", "PUT", "localized_attributes", localized, localized_view),
    plain("facetSearch", "PUT", "facet_search", same, lambda s: s.facet_search),
    plain("prefixSearch", "PUT", "prefix_search", same, lambda s: s.prefix_search),
    Setting(
        "chat",
        "chat",
        "PATCH",
        "invalid_settings_index_chat",
        ("chat",),
        lambda value: {"chat": value},
        chat_view,
        gate="chatCompletions",
        action="setting `chat` in the index settings",
    ),
)
"""In the order of the server's answers."""

BY_NAME = {setting.name: setting for setting in SETTINGS}


def shown_attributes(names: tuple[str, ...] | None) -> list[str]:
    return ["*"] if names is None else list(names)


def changes(submitted: Mapping[str, Any]) -> Leaves:
    """The leaves of one task's settings."""
    return {leaf: value for name, given in submitted.items() for leaf, value in BY_NAME[name].change(given).items()}


def applied(settings: IndexSettings, leaves: Leaves) -> IndexSettings:
    """The settings with these leaves (values only: `embedders` and `chat` as already merged)."""
    typo = {leaf.partition(".")[2]: value for leaf, value in resolved(leaves, "typo_tolerance.")}
    whole = dict(resolved(leaves, ""))
    if typo:
        whole["typo_tolerance"] = replace(settings.typo_tolerance, **typo)
    return replace(settings, **whole) if whole else settings


def resolved(leaves: Leaves, prefix: str) -> Iterator[tuple[str, Any]]:
    """The leaves below a prefix (without prefix: those that have no dot), resets replaced by defaults."""
    for leaf, value in leaves.items():
        if leaf.startswith(prefix) if prefix else "." not in leaf:
            yield leaf, default(leaf) if value is RESET else value


def default(leaf: str) -> Any:
    if leaf in DEFAULT_LEAVES:
        return DEFAULT_LEAVES[leaf]
    raise KeyError(leaf)


DEFAULT_LEAVES: Mapping[str, Any] = {
    **{name: value for name in IndexSettings.__slots__ if (value := DEFAULTS.__getattribute__(name)) is not DEFAULTS.typo_tolerance},
    **{f"typo_tolerance.{name}": DEFAULTS.typo_tolerance.__getattribute__(name) for name in TypoTolerance.__slots__},
}
