"""freezegun replaces the classes of `datetime` while time is frozen. pydantic, first imported in such a moment, would hold on to the
replacements, and every later model of the process with a date would fail. So it is loaded with the real ones, in time.
"""

from __future__ import annotations

import sys


def load_with_real_dates() -> None:
    """Import pydantic, and what it imports by itself later, whatever time it is. Cheap to call again; nothing without freezegun."""
    freezing = sys.modules.get("freezegun.api")
    if freezing is None or "pydantic._internal._generate_schema" in sys.modules:
        return
    import datetime

    frozen = datetime.datetime, datetime.date
    datetime.datetime, datetime.date = freezing.real_datetime, freezing.real_date  # type: ignore[misc]
    try:
        from pydantic import TypeAdapter

        TypeAdapter(freezing.real_datetime)
    finally:
        datetime.datetime, datetime.date = frozen  # type: ignore[misc]
