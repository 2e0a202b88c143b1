"""The settings as they are submitted: all at once, or one by one with the same codes (guide http-surface, section 14).

Routes name `settings_body`, or the body of one setting by its path (`stop_words`); both give plain values by wire name, None for a reset.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from meilifake.engine.settings_table import BY_NAME
from meilifake.schema.base import Code, WireModel, parse_as, parse_model
from meilifake.schema.chat import Chat
from meilifake.schema.embedders import Embedders
from meilifake.schema.scalars import Usize
from meilifake.schema.settings_values import (
    Faceting,
    FilterableRule,
    ForeignKey,
    LocalizedRule,
    Pagination,
    PrefixSearch,
    Proximity,
    RankingRule,
    SortedSet,
    Synonyms,
    TypoTolerance,
)


class Settings(WireModel):
    displayed_attributes: Annotated[list[str] | None, Code("invalid_settings_displayed_attributes")] = None
    searchable_attributes: Annotated[list[str] | None, Code("invalid_settings_searchable_attributes")] = None
    filterable_attributes: Annotated[list[FilterableRule] | None, Code("invalid_settings_filterable_attributes")] = None
    sortable_attributes: Annotated[SortedSet | None, Code("invalid_settings_sortable_attributes")] = None
    foreign_keys: Annotated[list[ForeignKey] | None, Code("invalid_settings_foreign_keys")] = None
    ranking_rules: Annotated[list[RankingRule] | None, Code("invalid_settings_ranking_rules")] = None
    stop_words: Annotated[SortedSet | None, Code("invalid_settings_stop_words")] = None
    non_separator_tokens: Annotated[SortedSet | None, Code("invalid_settings_non_separator_tokens")] = None
    separator_tokens: Annotated[SortedSet | None, Code("invalid_settings_separator_tokens")] = None
    dictionary: Annotated[SortedSet | None, Code("invalid_settings_dictionary")] = None
    synonyms: Annotated[Synonyms | None, Code("invalid_settings_synonyms")] = None
    distinct_attribute: Annotated[str | None, Code("invalid_settings_distinct_attribute")] = None
    proximity_precision: Annotated[Proximity | None, Code("invalid_settings_proximity_precision")] = None
    typo_tolerance: Annotated[TypoTolerance | None, Code("invalid_settings_typo_tolerance")] = None
    faceting: Annotated[Faceting | None, Code("invalid_settings_faceting")] = None
    pagination: Annotated[Pagination | None, Code("invalid_settings_pagination")] = None
    embedders: Annotated[Embedders | None, Code("invalid_settings_embedders")] = None
    search_cutoff_ms: Annotated[Usize | None, Code("invalid_settings_search_cutoff_ms")] = None
    localized_attributes: Annotated[list[LocalizedRule] | None, Code("invalid_settings_localized_attributes")] = None
    facet_search: Annotated[bool | None, Code("invalid_settings_facet_search")] = None
    prefix_search: Annotated[PrefixSearch | None, Code("invalid_settings_prefix_search")] = None
    chat: Annotated[Chat | None, Code("invalid_settings_index_chat")] = None


@dataclass(frozen=True, slots=True)
class OneSetting:
    """The body of a setting's own route: its value at the root."""

    name: str
    repeated: ClassVar[bool] = True

    def __call__(self, value: Any) -> dict[str, Any]:
        annotation = ANNOTATIONS[self.name]
        return {self.name: submitted(parse_as(annotation, value, BY_NAME[self.name].code))}


class SeveralSettings:
    """The body that names several."""

    repeated: ClassVar[bool] = True

    def __call__(self, value: Any) -> dict[str, Any]:
        return dict(submitted(parse_model(Settings, value)))


settings_body = SeveralSettings()


def submitted(value: Any) -> Any:
    """Models to plain values: only the keys that were sent, in the order of their declaration; a hybrid query is always whole."""
    if isinstance(value, WireModel):
        fields = type(value).model_fields
        whole = not any(field.default is None for field in fields.values())
        return {
            field.alias or name: submitted(getattr(value, name))
            for name, field in fields.items()
            if whole or name in value.model_fields_set
        }
    if isinstance(value, list):
        return [submitted(item) for item in value]
    if isinstance(value, dict):
        return {key: submitted(item) for key, item in value.items()}
    return value


ANNOTATIONS: dict[str, Any] = {field.alias or name: field.annotation for name, field in Settings.model_fields.items()}
BODIES = {setting.path.replace("-", "_"): OneSetting(setting.name) for setting in BY_NAME.values()}


def __getattr__(name: str) -> OneSetting:
    """`settings.stop_words` and the like: the body of each setting's own route, as rows of routes name it."""
    if name in BODIES:
        return BODIES[name]
    raise AttributeError(name)
