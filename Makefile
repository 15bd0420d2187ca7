# daftar: `make demo` shows it, `make test` tests it, `make help` lists the rest.
PYTHON ?= python3
BIN := .venv/bin
GOLD ?= ../shared/gold
SCORE ?= ../shared/score

.PHONY: help setup demo test lint types house check bench lock clean
.DEFAULT_GOAL := help

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: .venv/installed ## make the virtual environment from the lock file

.venv/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
	  { echo "daftar needs Python 3.11, 3.12 or 3.13: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@echo "Installing into .venv (a minute or two the first time) …"
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

demo: setup ## read the shipped example and write its report to demo/report.html
	rm -rf demo
	mkdir -p demo/case && cp examples/tal-serin/places.csv examples/tal-serin/case.toml demo/case/
	$(BIN)/daftar read examples/tal-serin/reports --case demo/case
	$(BIN)/daftar incidents --case demo/case
	$(BIN)/daftar states --case demo/case
	$(BIN)/daftar report --case demo/case -o demo/report.html

test: setup ## all tests, on SQLite and on a PostgreSQL that the tests start themselves
	$(BIN)/pytest

lint: setup ## ruff: rules and format
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: setup ## mypy --strict
	$(BIN)/mypy

house: setup ## the comb of imports
	$(BIN)/lint-imports

check: lint types house ## lint, types and house

bench: setup ## measure, and write docs/measurements.md (GOLD=folder and SCORE=folder of the gold and its scorers)
	$(BIN)/python bench/measure.py --gold $(GOLD) --score $(SCORE) --out docs/measurements.md

lock: ## pin the dependencies anew (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --all-extras --group dev pyproject.toml -o requirements.lock

clean: ## remove what make made
	rm -rf .venv demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
