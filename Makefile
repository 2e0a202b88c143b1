# make demo | make test | make bench: each needs only Python 3.11 or later, and makes its own environment in .venv.
PYTHON ?= python3
BIN = .venv/bin
PYTHON_FILES = meilifake tests conformance examples benchmarks conftest_example.py .ci

.PHONY: demo test lint types bench ratchet coverage clean

demo: .venv/.demo
	$(BIN)/python examples/demo.py

test: lint types
	$(BIN)/python -m pytest

lint: .venv/.dev
	$(BIN)/ruff check $(PYTHON_FILES)
	$(BIN)/ruff format --check $(PYTHON_FILES)

types: .venv/.dev
	$(BIN)/mypy

bench: .venv/.bench
	$(BIN)/python benchmarks/run.py

# After an improvement: what passes now must go on passing.
ratchet: .venv/.dev
	$(BIN)/python .ci/ratchet.py update

# After a new recording, route or error code; the second folder counts where it is there.
coverage: .venv/.dev
	$(BIN)/python -m meilifake conformance coverage $(if $(wildcard ../shared/recordings),--also ../shared/recordings)

.venv/pyvenv.cfg:
	$(PYTHON) -m venv .venv

.venv/.demo: .venv/pyvenv.cfg pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[demo]"
	touch $@

.venv/.dev: .venv/pyvenv.cfg pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
	touch $@ .venv/.demo

.venv/.bench: .venv/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[bench]"
	touch $@

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist *.egg-info
