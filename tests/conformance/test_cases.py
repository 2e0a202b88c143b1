"""JUnit reports, as pytest and vitest write them."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import ParseError

import pytest

from meilifake.conformance.cases import Case, Name, count, read_cases

REPORT = """<testsuites><testsuite>
<testcase classname="tests.test_a" name="test_one[x]" file="tests/test_a.py"/>
<testcase classname="tests/a.test.ts" name="group &gt; twice"><failure message="expected 1
to be 2">trace</failure></testcase>
<testcase classname="tests/a.test.ts" name="group &gt; twice"/>
<testcase classname="tests.test_a" name="test_two" file="tests/test_a.py"><error>only a trace
with lines</error></testcase>
<testcase classname="tests.test_a" name="test_three" file="tests/test_a.py"><skipped message="no server"/></testcase>
<testcase classname="tests.test_a" name="test_four" file="tests/test_a.py"><failure/></testcase>
</testsuite></testsuites>"""


def test_outcomes_and_reasons(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(REPORT)
    cases = read_cases(report)
    assert cases == {
        Name("tests/test_a.py", "test_one[x]", 0): Case("passed", ""),
        Name("tests/a.test.ts", "group > twice", 0): Case("failed", "expected 1 to be 2"),
        Name("tests/a.test.ts", "group > twice", 1): Case("passed", ""),
        Name("tests/test_a.py", "test_two", 0): Case("failed", "only a trace"),
        Name("tests/test_a.py", "test_three", 0): Case("skipped", "no server"),
        Name("tests/test_a.py", "test_four", 0): Case("failed", ""),
    }
    assert [count(cases, outcome) for outcome in ("passed", "failed", "skipped")] == [2, 3, 1]
    assert str(next(iter(cases))) == "tests/test_a.py::test_one[x]"


def test_no_report_or_half_of_one(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_cases(tmp_path / "none.xml")
    (tmp_path / "half.xml").write_text(REPORT[:100])
    with pytest.raises(ParseError):
        read_cases(tmp_path / "half.xml")
