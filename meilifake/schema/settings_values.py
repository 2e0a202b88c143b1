"""The structured values of settings: what each may hold, in the server's words (guide http-surface, 14.3)."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import AfterValidator, PlainValidator, model_validator

from meilifake.engine.locales import LOCALES
from meilifake.schema.base import WireModel
from meilifake.schema.scalars import U8, NonZeroUsize, Usize
from meilifake.schema.validation import invalid, missing_field, unknown_field, unknown_value, wrong_kind

RANKING_RULES = frozenset(("words", "typo", "proximity", "attribute", "attributeRank", "wordPosition", "sort", "exactness"))
RESERVED = frozenset(("_geo", "_geojson", "_geoDistance", "_geoPoint", "_geoRadius", "_geoBoundingBox", "_geoPolygon"))
RESERVED_CALLS = ("_geoRadius(", "_geoBoundingBox(", "_geo(", "_geoDistance(")
PURPOSES = {"_geoPoint": "sorting", "_geoRadius": "filtering", "_geoBoundingBox": "filtering"}
"""What a reserved name is for, by its beginning."""


def check_ranking_rule(rule: str) -> str:
    """A rule's name, or `field:asc|desc` with a field that is not reserved."""
    if rule in RANKING_RULES:
        return rule
    field, colon, direction = rule.rpartition(":")
    if not colon or direction not in ("asc", "desc"):
        valid = "words, typo, sort, proximity, attribute, exactness and custom ranking rules"
        raise ValueError(f"`{rule}` ranking rule is invalid. Valid ranking rules are {valid}.")
    point = field.startswith("_geoPoint(") and field.endswith(")")
    if point or field in RESERVED or field.startswith(RESERVED_CALLS):
        raise ValueError(reserved(field))
    return rule


def reserved(field: str) -> str:
    for name, purpose in PURPOSES.items():
        if field.startswith(name):
            words = f"`{name}` is a reserved keyword and thus can't be used as a ranking rule."
            return f"{words} `{name}` can only be used for {purpose} at search time"
    return f"`{field}` is a reserved keyword and thus can't be used as a ranking rule"


RankingRule = Annotated[str, AfterValidator(check_ranking_rule)]


def sorted_set(values: list[str]) -> list[str]:
    return sorted(set(values))


SortedSet = Annotated[list[str], AfterValidator(sorted_set)]


def sorted_keys(values: dict[str, Any]) -> dict[str, Any]:
    return dict(sorted(values.items()))


Synonyms = Annotated[dict[str, list[str]], AfterValidator(sorted_keys)]
Proximity = Literal["byWord", "byAttribute"]
PrefixSearch = Literal["indexingTime", "disabled"]


class WordSizes(WireModel):
    code: ClassVar[str | None] = None
    one_typo: U8 | None = None
    two_typos: U8 | None = None

    @model_validator(mode="after")
    def in_order(self) -> Self:
        """Both given at once must be in order; one alone is compared with the stored other, by the task."""
        if self.one_typo is not None and self.two_typos is not None and self.one_typo > self.two_typos:
            from meilifake.engine.operations.settings_update import word_size_message

            raise invalid(word_size_message(self.one_typo, self.two_typos))
        return self


class TypoTolerance(WireModel):
    code: ClassVar[str | None] = None
    enabled: bool | None = None
    min_word_size_for_typos: WordSizes | None = None
    disable_on_words: SortedSet | None = None
    disable_on_attributes: SortedSet | None = None
    disable_on_numbers: bool | None = None


Order = Literal["alpha", "count"]


class Faceting(WireModel):
    code: ClassVar[str | None] = None
    max_values_per_facet: Usize | None = None
    sort_facet_values_by: Annotated[dict[str, Order], AfterValidator(sorted_keys)] | None = None


class Pagination(WireModel):
    code: ClassVar[str | None] = None
    max_total_hits: NonZeroUsize | None = None


class ForeignKey(WireModel):
    code: ClassVar[str | None] = None
    foreign_index_uid: str
    field_name: str


class LocalizedRule(WireModel):
    code: ClassVar[str | None] = None
    attribute_patterns: list[str]
    locales: list[Annotated[str, AfterValidator(lambda code: check_locale(code))]]


def check_locale(code: str) -> str:
    if code not in LOCALES:
        raise unknown_value(code, LOCALES)
    return code


DEFAULT_FEATURES = {"facetSearch": False, "filter": {"equality": True, "comparison": False}}


def filterable_rule(value: Any) -> str | dict[str, Any]:
    """A field name, or an object whose features are completed with their defaults."""
    if isinstance(value, str):
        return value
    if not isinstance(value, dict):
        raise wrong_kind(value, "a string")
    found: dict[str, Any] = {}
    for key, item in value.items():
        if key == "attributePatterns":
            found[key] = strings(item, key)
        elif key == "features":
            found[key] = flags(item, DEFAULT_FEATURES, (key,))
        else:
            raise unknown_field(key, ("attributePatterns", "features"))
    if "attributePatterns" not in found:
        raise missing_field("attributePatterns")
    return {"attributePatterns": found["attributePatterns"], "features": found.get("features", DEFAULT_FEATURES)}


def strings(value: Any, key: str) -> list[str]:
    if not isinstance(value, list):
        raise wrong_kind(value, "an array", below=(key,))
    for place, item in enumerate(value):
        if not isinstance(item, str):
            raise wrong_kind(item, "a string", below=(key, place))
    return value


def flags(value: Any, defaults: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    """An object of booleans, nested as its defaults are."""
    if not isinstance(value, dict):
        raise wrong_kind(value, "an object", below=path)
    found = dict(defaults)
    for key, item in value.items():
        if key not in defaults:
            raise unknown_field(key, tuple(defaults), below=path)
        if isinstance(defaults[key], dict):
            found[key] = flags(item, defaults[key], (*path, key))
        elif isinstance(item, bool):
            found[key] = item
        else:
            raise wrong_kind(item, "a boolean", below=(*path, key))
    return found


FilterableRule = Annotated[Any, PlainValidator(filterable_rule)]
