from __future__ import annotations

import pytest

from meilifake.engine.tasks.size import exact_size, human_size


@pytest.mark.parametrize(
    ("size", "exact", "human"),
    [
        (0, "0 B", "0 B"),
        (999, "999 B", "999 B"),
        (1000, "1 KB", "1000 B"),
        (1024, "1 KiB", "1 KiB"),
        (20_000_000, "19.073486328125 MiB", "19.07 MiB"),
        (24 << 20, "24 MiB", "24 MiB"),
        (69632, "68 KiB", "68 KiB"),
        (1536, "1.5 KiB", "1.5 KiB"),
    ],
)
def test_sizes_in_words(size: int, exact: str, human: str) -> None:
    assert exact_size(size) == exact
    assert human_size(size) == human
