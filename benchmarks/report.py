"""The figures as lines on the terminal, and as the tables of docs/performance.md."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from os import cpu_count, sysconf
from pathlib import Path

from timing import Row, unsteadiness

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
INTRODUCTION = """# What it costs

Written by `make bench`; `benchmarks/` says what exactly was measured. Times are of CPU. Where a yardstick stands beside a figure, both are
medians, taken in turns in one run, so that their ratio holds on a busy machine, and the aim is for the ratio. Where none does, the figure
is the least of several ("the cycle": 60 rounds; "growth": five processes), since whatever else runs on the machine can only add to it;
"as a rule" is their median.
"""


def machine() -> str:
    memory = sysconf("SC_PAGE_SIZE") * sysconf("SC_PHYS_PAGES") / 2**30
    model = next((line.partition(":")[2].strip() for line in _cpu_lines() if line.startswith("model name")), platform.machine())
    return f"{cpu_count()} cores ({model}), {memory:.0f} GB, {platform.system()}, Python {platform.python_version()}"


def _cpu_lines() -> list[str]:
    path = Path("/proc/cpuinfo")
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def show(figure: float, unit: str) -> str:
    if unit != "s":
        return f"{figure:.2f}{unit}"
    return f"{figure * 1e6:.0f} µs" if figure < 0.001 else f"{figure * 1e3:.1f} ms" if figure < 1 else f"{figure:.2f} s"


def cells(row: Row) -> tuple[str, ...]:
    """What, ours, as a rule, yardstick, its figure, ratio, aim, whether it is met."""
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}x"
    theirs = "" if row.theirs is None else show(row.theirs, row.unit)
    aim = "" if row.aim is None else f"{row.aim:.3g}x" if row.ratio is not None else show(row.aim, row.unit)
    usual = "" if row.usual is None else show(row.usual, row.unit)
    met = {None: "", True: "yes", False: "**no**"}[row.met]
    return (row.what, show(row.ours, row.unit), usual, row.yardstick, theirs, ratio, aim, met)


def print_rows(title: str, rows: Sequence[Row]) -> None:
    print(f"\n{title}")
    for row in rows:
        what, ours, usual, yardstick, theirs, ratio, aim, met = cells(row)
        line = f"  {what:64} {ours:>9} {usual:>9}  {theirs:>9} {yardstick:34} {ratio:>7}"
        print(line + (f"  aim {aim} {'' if row.met else 'ABOVE'}" if met else ""), flush=True)


def write_page(sections: Mapping[str, Sequence[Row]]) -> None:
    usual, best = unsteadiness()
    lines = [
        INTRODUCTION,
        f"Machine: {machine()}. At the end of the run one and the same loop took {show(usual, 's')} as a rule, {show(best, 's')} at best.",
    ]
    for title, rows in sections.items():
        lines += ["", f"## {title.capitalize()}", "", "| | meilifake | as a rule | yardstick | its figure | ratio | aim | met |"]
        lines += ["| --- | ---: | ---: | --- | ---: | ---: | ---: | --- |"]
        lines += [f"| {' | '.join(cells(row))} |" for row in rows]
    PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")
