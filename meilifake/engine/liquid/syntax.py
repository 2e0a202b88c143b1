"""The syntax of liquid templates as the server's library reads it, for its error texts."""

from __future__ import annotations


def fault(template: str) -> str | None:
    """What is wrong with a template, in the library's words; None for a good one."""
    return None
