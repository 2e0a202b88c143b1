"""The bodies of the log routes (guide http-surface, section 25)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import AfterValidator, model_validator

from meilifake.schema.base import WireModel
from meilifake.schema.validation import invalid

LEVELS = ("", "off", "error", "warn", "info", "debug", "trace", "0", "1", "2", "3", "4", "5")
EMPTY = (
    "Empty string is not a valid target. If you want to get no logs use `OFF`. Usage: `info`, `meilisearch=info`, "
    "or you can write multiple filters in one target: `index_scheduler=info,milli=trace`"
)


def check_target(target: str) -> str:
    """Directives `target=level` between commas."""
    if not target:
        raise ValueError(EMPTY)
    for directive in target.split(","):
        _, equals, level = directive.partition("=")
        if "=" in level:
            raise ValueError("invalid filter directive: too many '=' in filter directive, expected 0 or 1")
        if equals and level.lower() not in LEVELS:
            names = ", ".join(f'"{name}"' for name in LEVELS[1:7])
            raise ValueError(f"error parsing level filter: expected one of {names}, or a number 0-5")
    return target


Target = Annotated[str, AfterValidator(check_target)]


class StderrLogs(WireModel):
    """POST /logs/stderr."""

    target: Target = "info"


class StreamLogs(WireModel):
    """POST /logs/stream. The code of the cross check is a slip of the server."""

    CROSS: ClassVar[str] = "invalid_settings_typo_tolerance"
    target: Target = "info"
    mode: Literal["human", "json", "profile"] = "human"
    profile_memory: bool = False

    @model_validator(mode="after")
    def check_memory(self) -> Self:
        if self.profile_memory and self.mode != "profile":
            words = "`profile_memory` can only be used while profiling code and is not compatible with the"
            raise invalid(f"{words} {self.mode.capitalize()} mode.", code=self.CROSS)
        return self
