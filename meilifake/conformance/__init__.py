"""Proof that the fake answers like the real server: replay, record, drift, fuzz (`python -m meilifake conformance --help`)."""
