"""What a drift run found, as Markdown and as a page: per route, how many answers are the same, and where and with which parameters others
differ, or that the route is gone.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from meilifake.conformance.exchange import Sent
from meilifake.conformance.replay import Outcome

STEADY = re.compile(r"(?<=/indexes/)[^/?]+|(?<=/tasks/)\d+|(?<=/batches/)\d+|(?<=/documents/)(?!fetch|edit|delete)[^/?]+|(?<=/keys/)[^/?]+")
HEADINGS = ("route", "same", "different", "where", "asked with")


@dataclass(slots=True)
class Verdict:
    """One route. `where`: paths into the answers that differ, `gone` where the other server no longer knows the route."""

    same: int = 0
    different: int = 0
    where: dict[str, int] = field(default_factory=dict)
    parameters: set[str] = field(default_factory=set)

    def cells(self, route: str) -> tuple[str, ...]:
        places = ", ".join(f"{place} ({count})" for place, count in self.where.items())
        return route, str(self.same), str(self.different), places, ", ".join(sorted(self.parameters))


def route(method: str, path: str) -> str:
    """The request's shape: names and numbers that a client chose are left out."""
    return f"{method} {STEADY.sub('{}', path.split('?')[0])}"


def verdicts(outcomes: Iterable[Outcome]) -> Mapping[str, Verdict]:
    """By route, those that differ most first."""
    found: dict[str, Verdict] = {}
    for outcome in outcomes:
        for sent in outcome.same:
            found.setdefault(route(sent.method, sent.path), Verdict()).same += 1
        last = None
        for at, sent, difference in outcome.differences:
            verdict = found.setdefault(route(sent.method, sent.path), Verdict())
            verdict.different += at != last
            last = at
            gone = difference.path == "<status>" and str(difference.got).startswith(("404", "405"))
            where = "gone" if gone else re.sub(r"\[\d+\]", "[]", difference.path)
            verdict.where[where] = verdict.where.get(where, 0) + 1
            verdict.parameters |= parameters(sent)
    return dict(sorted(found.items(), key=lambda item: (-item[1].different, item[0])))


def parameters(sent: Sent) -> set[str]:
    """Those of the query string and of the body's first level."""
    body: Any = sent.body.get("json")
    names = {name for name, _ in parse_qsl(sent.path.partition("?")[2], keep_blank_values=True)}
    return names | (set(body) if isinstance(body, dict) else set())


def headline(outcomes: Iterable[Outcome]) -> str:
    matched, steps = (sum(getattr(one, name) for one in outcomes) for name in ("matched", "steps"))
    return f"{matched} of {steps} answers are the same."


def markdown(title: str, outcomes: list[Outcome]) -> str:
    rows = [HEADINGS, ("---",) * len(HEADINGS), *(one.cells(f"`{name}`") for name, one in verdicts(outcomes).items())]
    return "\n".join([f"# {title}", "", headline(outcomes), "", *(f"| {' | '.join(row)} |" for row in rows)]) + "\n"


def page(title: str, outcomes: list[Outcome]) -> str:
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in one.cells(name)) + "</tr>" for name, one in verdicts(outcomes).items()
    )
    head = "".join(f"<th>{name}" for name in HEADINGS)
    style = "body{font-family:system-ui;max-width:70rem;margin:2rem auto;padding:0 1rem}td,th{padding:.2rem .8rem;text-align:left}"
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8><title>{html.escape(title)}</title><style>{style}</style>"
        f"<h1>{html.escape(title)}</h1><p>{headline(outcomes)}</p><table><tr>{head}</tr>{body}</table></html>\n"
    )
