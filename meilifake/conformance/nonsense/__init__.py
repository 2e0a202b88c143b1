"""Requests that no client means, and what must hold after each of them: `python -m meilifake conformance bad-requests`."""
