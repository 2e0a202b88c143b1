"""For the whole suite: `pytester`, which runs small suites of users with our plugin."""

pytest_plugins = ["pytester"]
