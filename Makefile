# Everything a newcomer or CI runs. `make help` lists the targets.

.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= $(firstword $(shell command -v python3.11 || command -v python3) python3)
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/stamps
BUILDER := src/vaglio/codebook/build_gazetteer.py
GAZETTEER := src/vaglio/codebook/data/places.bin
# The gold reports lie beside the checkout: other people's texts are not ours to commit.
VAGLIO_SHARED ?= ../shared
EXAMPLES := src/vaglio_web/examples/*.txt
PORT ?= 8000

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help setup run examples test test-library test-web screens system check bench golden score lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(STAMPS)/packages $(STAMPS)/project $(GAZETTEER) ## make .venv, with .venv/bin/vaglio in it

$(STAMPS)/venv: scripts/make_venv.sh
	@scripts/make_venv.sh $(PYTHON) $(VENV)
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/packages: requirements-dev.lock $(STAMPS)/venv
	@echo "setup: installing the locked packages (some minutes the first time)"
	@$(BIN)/python -m pip install -qq --require-hashes --only-binary :all: -r requirements-dev.lock
	@touch $@

$(STAMPS)/project: pyproject.toml $(STAMPS)/packages
	@$(BIN)/python -m pip install -qq --no-deps --no-build-isolation --editable .
	@touch $@

# Made again when the lock brings other place data, when what builds it changes, or when it is gone.
$(GAZETTEER): requirements.lock $(wildcard $(BUILDER)) | $(STAMPS)/project
	@echo "setup: building the gazetteer"
	@$(BIN)/python -m vaglio.codebook.build_gazetteer >/dev/null
	@touch $@

run: setup ## read the example reports, say what they come to, and open the desk (PORT=8000)
	@$(BIN)/vaglio run $(EXAMPLES) --out build/record
	@$(BIN)/vaglio reconcile build/record/claims.jsonl --format words
	@exec $(BIN)/vaglio open --port $(PORT)

examples: setup ## read the example reports: claims, incidents and their tolls, a reading view
	@$(BIN)/vaglio read $(EXAMPLES) --format words
	@mkdir -p build
	@$(BIN)/vaglio read $(EXAMPLES) --format html > build/reading-view.html
	@$(BIN)/vaglio run $(EXAMPLES) --out build/record
	@$(BIN)/vaglio reconcile build/record/claims.jsonl --format words
	@echo "Reading view: build/reading-view.html (open it in a browser); the record: build/record"

test: setup system ## run all tests; those of the desk on SQLite and on PostgreSQL
	@$(BIN)/python -m pytest

test-library: setup ## run the library's tests, golden cases and doctests
	@$(BIN)/python -m pytest tests/library tests/golden src/vaglio

test-web: setup system ## run the desk's tests, with a browser, on SQLite and on PostgreSQL
	@$(BIN)/python -m pytest tests/web src/vaglio_web

screens: setup system ## take the screenshots under docs/screens anew
	@$(BIN)/python -m pytest tests/web/test_journey.py -k sqlite --screens

# Debian's own packages: a browser and a database server, installed where missing and allowed.
system:
	@scripts/system_packages.sh

check: setup ## format, lint, types, import contracts, house rules
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/ruff check --quiet
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python -m pytest tests/house

bench: setup ## measure the speed, as ratios to the bare spaCy pipeline
	@$(BIN)/python benchmark/bench.py

golden: setup ## compare the golden cases with what the code says now
	@$(BIN)/python -m pytest tests/golden

score: setup ## compare with what careful readers found, and hold the floors (needs VAGLIO_SHARED)
	@$(BIN)/vaglio score gold --data $(VAGLIO_SHARED)/gold
	@$(BIN)/vaglio score bench --data "$${VAGLIO_BENCH:-$(VAGLIO_SHARED)/bench}" --jobs 2

# Only the ordinary registry is asked, so that the hashes are the same on every machine, and the oldest
# Python we support asks, so that it can install what was locked: Debian 12 has 3.11.2.
COMPILE := env -u PIP_FIND_LINKS -u PIP_EXTRA_INDEX_URL PIP_CONFIG_FILE=/dev/null $(BIN)/pip-compile \
  --quiet --upgrade --strip-extras --allow-unsafe --generate-hashes --no-header \
  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links

lock: setup ## pin the newest allowed packages, with their hashes (with Debian 12's Python)
	@$(BIN)/python -c 'import sys; sys.exit("lock: needs Python 3.11.2: make clean, then make lock PYTHON=FILE" \
	  if sys.version_info[:3] != (3, 11, 2) else 0)'
	@$(COMPILE) --build-deps-for editable --output-file requirements.lock pyproject.toml
	@$(COMPILE) --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml
	@sed -i '/^# The following packages are considered/d' requirements.lock requirements-dev.lock

clean: ## remove everything that make made
	@rm -rf $(VENV) build dist src/*.egg-info $(GAZETTEER)
	@rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find src tests scripts benchmark -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true
