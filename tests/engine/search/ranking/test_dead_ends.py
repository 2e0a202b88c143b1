"""What a path search remembers of vain attempts."""

from meilifake.engine.search.ranking.dead_ends import DeadEnds


def test_by_prefix():
    ends = DeadEnds()
    ends.forbid((), 0)
    ends.forbid((1,), 2)
    ends.forbid((1, 3), 4)
    assert [ends.after(prefix) for prefix in ((), (1,), (1, 3), (3,))] == [0b1, 0b100, 0b10000, 0]
    assert [ends.along(prefix) for prefix in ((), (1,), (1, 3), (1, 9), (3, 1))] == [0b1, 0b101, 0b10101, 0b101, 0b1]
