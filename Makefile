# make run    assesses the bundled case and prints the board sheet
# make test   checks style, types, structure and behaviour
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet

.PHONY: run serve stress test lint types structure suite proofs schemas mutate-knowledge clean help
.DEFAULT_GOAL := help

help:  ## shows this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: $(VENV)/.run  ## assesses the bundled case and prints the board sheet
	@$(BIN)/hepaboard assess example:s0-index
	@echo "For cases of your own: make serve opens the workbench in the browser; hepaboard --help" \
	  "lists what the command line does." >&2

test: lint types structure suite  ## style, types, structure, then the whole suite

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.test
	$(BIN)/mypy

structure: $(VENV)/.test
	$(BIN)/lint-imports --config .importlinter

# One process a core; what is set up once stays in one process (tests/conftest.py).
suite: $(VENV)/.test
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

proofs: $(VENV)/.test  ## proves what must hold of the guideline (the suite does so, too)
	$(BIN)/hepaboard verify

serve: $(VENV)/.web  ## runs the workbench in the browser
	@$(BIN)/hepaboard serve

stress: $(VENV)/.test  ## kills the workbench 200 times while it writes, on SQLite and PostgreSQL
	HEPABOARD_KILLS=200 $(BIN)/python -m pytest tests/web/test_web_start.py -k killed

schemas: $(VENV)/.run  ## writes the JSON Schemas of the knowledge files for editors
	$(BIN)/hepaboard schema knowledge --out docs/schemas

mutate-knowledge: $(VENV)/.test  ## mutation test of the knowledge (SAMPLE=n JOBS=n ONLY=S3)
	@$(BIN)/python -m tests.mutation $(if $(SAMPLE),--sample $(SAMPLE)) $(if $(JOBS),--jobs $(JOBS)) \
	  $(if $(ONLY),--only $(ONLY)) $(if $(SURVIVORS),--survivors $(SURVIVORS))

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; PYTHON=... names another one." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get install -y -qq python3-venv >&2 || { apt-get update -qq >&2 && apt-get install -y -qq python3-venv >&2; }; \
	  else echo "The package python3-venv is missing: install it first." >&2; exit 1; fi; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	@echo "Making the environment (once) ..." >&2
	@$(PIP) install -r requirements/run.txt >&2
	@$(PIP) install --no-deps --no-build-isolation -e . >&2
	@touch $@

$(VENV)/.web: $(VENV)/.run requirements/web.txt requirements/letter.txt requirements/figures.txt
	@$(PIP) install -r requirements/web.txt -r requirements/letter.txt -r requirements/figures.txt >&2
	@touch $@

$(VENV)/.test: $(VENV)/.run requirements/test.txt requirements/web.txt
	@$(PIP) install -r requirements/test.txt >&2
	@touch $@

clean:  ## removes the environment and what tools leave behind
	rm -rf $(VENV) build dist src/*.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
