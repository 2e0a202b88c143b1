"""What the log routes are asked for (guide http-surface, 25)."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, model_validator

from meilifake.schema.base import WireModel
from meilifake.schema.validation import invalid

LEVEL = re.compile(r"\+?0*[0-5]|off|error|warn|info|debug|trace|", re.ASCII | re.IGNORECASE)
"""A number is read as any other: with a plus, with zeros before it."""


def check_target(text: str) -> str:
    """Directives between commas: a level, a target, or `target=level`; what comes before a level may list fields between `[{` and `}]`."""
    if not text:
        example = "`info`, `meilisearch=info`, or you can write multiple filters in one target: `index_scheduler=info,milli=trace`"
        raise ValueError(f"Empty string is not a valid target. If you want to get no logs use `OFF`. Usage: {example}")
    for directive in text.split(","):
        target, *levels = directive.split("=")
        if levels:
            check_directive(target, levels)
    return text


def check_directive(target: str, levels: list[str]) -> None:
    if len(levels) > 1:
        raise ValueError("invalid filter directive: too many '=' in filter directive, expected 0 or 1")
    _, *fields = target.split("[{")
    if len(fields) > 1:
        raise ValueError("invalid filter directive: too many '[{' in filter directive, expected 0 or 1")
    if fields and not fields[0].endswith("}]"):
        raise ValueError("invalid filter directive: expected fields list to end with '}]'")
    if LEVEL.fullmatch(levels[0]) is None:
        names = '"off", "error", "warn", "info", "debug", "trace"'
        raise ValueError(f"error parsing level filter: expected one of {names}, or a number 0-5")


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
