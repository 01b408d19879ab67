# `make serve` and `make test` need python3 (3.11 or newer), git and make; everything else they fetch into .venv.
PYTHON ?= python3
VENV ?= .venv
ADDRESS ?= 127.0.0.1:8000

BIN := $(VENV)/bin
METADATA := setup.cfg pyproject.toml

.PHONY: serve test lint build bench quality looks clean

serve: $(VENV)/installed
	@echo "The example site comes up at http://$(ADDRESS)/ - end with Ctrl+C."
	@$(BIN)/mkdocs serve --dev-addr $(ADDRESS)

test: $(VENV)/installed-test
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

lint: $(VENV)/installed-lint
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

build: $(VENV)/installed
	$(BIN)/mkdocs build --strict

# What a visitor of the example site gets, held against benchmarks/budgets.toml. QUALITY="--print-budgets" prints new ones.
quality: $(VENV)/installed-test
	$(BIN)/python benchmarks/quality.py $(QUALITY)

# Draws the baselines of tests/browser/test_looks.py anew.
looks: $(VENV)/installed-test
	UPDATE_LOOKS=1 $(BIN)/python -m pytest -q tests/browser/test_looks.py

# Installed as sites have it: an editable package is found more slowly.
bench: $(BIN)/python
	$(BIN)/python -m venv $(VENV)/bench
	$(VENV)/bench/bin/python -m pip install --quiet --disable-pip-version-check --force-reinstall .
	$(VENV)/bench/bin/python benchmarks/build.py
	$(VENV)/bench/bin/python benchmarks/jekyll.py
	$(VENV)/bench/bin/python benchmarks/dialect.py --length 100000
	$(VENV)/bench/bin/python benchmarks/publications.py
	$(VENV)/bench/bin/python benchmarks/citations.py
	$(VENV)/bench/bin/python benchmarks/images.py
	$(MAKE) quality

clean:
	rm -rf $(VENV) build dist site

$(VENV)/installed: EXTRA =
$(VENV)/installed-test: EXTRA = [test]
$(VENV)/installed-lint: EXTRA = [lint]
$(VENV)/installed $(VENV)/installed-test $(VENV)/installed-lint: $(BIN)/python $(METADATA)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".$(EXTRA)"
	@touch $@

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "No $(PYTHON) here. On Debian: apt-get install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "This needs Python 3.11 or newer: make $(MAKECMDGOALS) PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	    { echo "This Python cannot make a virtual environment. On Debian: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
