"""What a drift run found, as Markdown and as a page: per route and parameter, the same, different, or gone."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterable

from meilifake.conformance.replay import Outcome

STEADY = re.compile(r"(?<=/indexes/)[^/?]+|(?<=/tasks/)\d+|(?<=/batches/)\d+|(?<=/documents/)(?!fetch|edit|delete)[^/?]+|(?<=/keys/)[^/?]+")
Row = tuple[str, str, int]
"""Route, verdict, how many."""


def route(method: str, path: str) -> str:
    """The request's shape: names and numbers that a client chose are left out."""
    return f"{method} {STEADY.sub('{}', path.split('?')[0])}"


def rows(outcomes: Iterable[Outcome]) -> list[Row]:
    """One row per route and difference; `gone` where the other server no longer knows the route."""
    counted: dict[tuple[str, str], int] = defaultdict(int)
    for outcome in outcomes:
        for _, sent, difference in outcome.differences:
            gone = difference.path == "<status>" and str(difference.got).startswith(("404", "405"))
            where = re.sub(r"\[\d+\]", "[]", difference.path)
            counted[route(sent.method, sent.path), "gone" if gone else f"differs at {where}"] += 1
    return [(name, verdict, count) for (name, verdict), count in sorted(counted.items())]


def markdown(title: str, outcomes: list[Outcome]) -> str:
    matched, steps = (sum(getattr(o, name) for o in outcomes) for name in ("matched", "steps"))
    lines = [f"# {title}", "", f"{matched} of {steps} answers are the same.", "", "| route | verdict | times |", "|---|---|---|"]
    lines += [f"| `{name}` | {verdict} | {count} |" for name, verdict, count in rows(outcomes)]
    return "\n".join(lines) + "\n"


def page(title: str, outcomes: list[Outcome]) -> str:
    body = "".join(
        f"<tr><td><code>{html.escape(name)}</code></td><td>{html.escape(verdict)}</td><td>{count}</td></tr>"
        for name, verdict, count in rows(outcomes)
    )
    matched, steps = (sum(getattr(o, name) for o in outcomes) for name in ("matched", "steps"))
    style = "body{font-family:system-ui;max-width:60rem;margin:2rem auto;padding:0 1rem}td,th{padding:.2rem .8rem;text-align:left}"
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8><title>{html.escape(title)}</title><style>{style}</style>"
        f"<h1>{html.escape(title)}</h1><p>{matched} of {steps} answers are the same.</p>"
        f"<table><tr><th>route<th>verdict<th>times</tr>{body}</table></html>\n"
    )
