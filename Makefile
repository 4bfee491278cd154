# Each target does its own set-up on a bare Debian machine with Python 3.11 or newer.
ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(or $(shell for python in python3.11 python3.12 python3.13 python3; do \
	$$python -c '$(ENOUGH)' 2>/dev/null && echo $$python && break; done),$(error No Python 3.11 or newer was found; \
	name one: make PYTHON=/path/to/python3))
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready-dev
RUNTIME := $(VENV)/.ready
WORKERS ?= 2

.PHONY: demo test bench lint wheel chromium clean
.DELETE_ON_ERROR:

demo: $(RUNTIME)
	$(BIN)/vendorgraph demo

test: lint chromium
	$(BIN)/python -m pytest -n $(WORKERS) --cov --cov-report=term-missing:skip-covered

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict graph tests cli.py
	$(BIN)/lint-imports
	$(BIN)/deptry .

bench: $(READY)
	$(BIN)/python -m bench.cold_start
	$(BIN)/python -m bench.measures_speed
	$(BIN)/python -m bench.load_speed
	$(BIN)/python -m bench.load_speed 1000000

wheel: $(READY)
	$(BIN)/python -m build --wheel --no-isolation --outdir dist

$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is not installed; run: make PYTHON=python3" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || .ci/packages python3.11-venv
	$(PYTHON) -m venv $(VENV)

$(RUNTIME): pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	touch $@

$(READY): pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@ $(RUNTIME)

# Browser tests skip with a reason where there is no chromium.
chromium:
	@test -x /usr/bin/chromium && test -x /usr/bin/chromedriver || .ci/packages chromium chromium-driver \
	  || echo "No chromium: browser tests will be skipped." >&2

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
