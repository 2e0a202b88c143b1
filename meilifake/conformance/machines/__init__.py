"""Random programs: the fake beside a live server, and the fake alone with what must always hold."""
