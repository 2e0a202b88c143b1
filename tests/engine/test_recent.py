from meilifake.engine.recent import Recent


def test_those_used_last_are_kept():
    recent: Recent[int] = Recent(2)
    for key in ("a", "b"):
        recent.keep(key, ord(key))
    assert recent.take("a") == 97
    assert recent.take("a") is None
    recent.keep("a", 97)
    recent.keep("c", 99)
    assert ("a" in recent, "b" in recent, "c" in recent, len(recent)) == (True, False, True, 2)
    assert recent.of("c", lambda: 0) == 99
    assert recent.of("d", lambda: 0) == recent.of("d", lambda: 1) == 0
    recent.clear()
    assert len(recent) == 0
