"""For users' tests: the pytest plugin (`plugin`), what its fixtures do (`holding`), what a test asks of them (`wishes`), early mode."""
