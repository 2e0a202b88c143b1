"""What the log routes are asked for (guide http-surface, 25)."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, model_validator

from meilifake.schema.base import WireModel
from meilifake.schema.validation import invalid

LEVELS = frozenset(("", "off", "error", "warn", "info", "debug", "trace", "0", "1", "2", "3", "4", "5"))


def check_target(text: str) -> str:
    """Directives between commas: a level, a target, or `target=level`; fields of a target between `[{` and `}]`."""
    if not text:
        example = "`info`, `meilisearch=info`, or you can write multiple filters in one target: `index_scheduler=info,milli=trace`"
        raise ValueError(f"Empty string is not a valid target. If you want to get no logs use `OFF`. Usage: {example}")
    for directive in text.split(","):
        target, *levels = directive.split("=")
        if len(levels) > 1:
            raise ValueError("invalid filter directive: too many '=' in filter directive, expected 0 or 1")
        if "[{" in target and not target.endswith("}]"):
            raise ValueError("invalid filter directive: expected fields list to end with '}]'")
        if levels and levels[0].lower() not in LEVELS:
            names = '"off", "error", "warn", "info", "debug", "trace"'
            raise ValueError(f"error parsing level filter: expected one of {names}, or a number 0-5")
    return text


Target = Annotated[str, AfterValidator(check_target)]


class Stream(WireModel):
    target: Target = "info"
    mode: Literal["human", "json", "profile"] = "human"
    profile_memory: bool = False

    @model_validator(mode="after")
    def consistent(self) -> Self:
        """The code is the server's own mistake (guide http-surface, 25)."""
        if self.profile_memory and self.mode != "profile":
            why = f"is not compatible with the {self.mode.capitalize()} mode."
            words = f"`profile_memory` can only be used while profiling code and {why}"
            raise invalid(words, code="invalid_settings_typo_tolerance")
        return self


class Stderr(WireModel):
    target: Target = "info"
