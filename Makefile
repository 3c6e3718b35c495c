# thidua: the commands of the house. `make` alone lists them.
PY ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PORT ?= 8000
DEMO ?= 1

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run demo test check fmt lint types imports templates fuzz bench pictures clean

help: ## List the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 14

$(VENV)/.run: requirements.txt
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Cần Python 3.11 trở lên. Hãy cài rồi chạy lại, hoặc: make PY=python3.11 run"; exit 1; }
	@test -x $(BIN)/python || $(PY) -m venv $(VENV)
	@echo "Đang cài thư viện (lần đầu mất khoảng một phút) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

setup: $(VENV)/.dev ## Install everything, for running and for checking

run: $(VENV)/.run ## Start on SQLite with demo data (DEMO=0: empty; PORT=8765: another port)
	@PORT=$(PORT) DEMO=$(DEMO) $(BIN)/python -m tools.run

demo: $(VENV)/.run ## Fill the database with the five demo agencies
	@$(BIN)/python -m thidua demo

test: setup ## Pass the tests; says what was left out
	@$(BIN)/python -m pytest

fmt: setup ## Write the code in its one form
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

lint: setup
	@$(BIN)/ruff format --check . && $(BIN)/ruff check .

types: setup
	@$(BIN)/mypy

imports: setup
	@$(BIN)/lint-imports --no-cache

templates: setup
	@$(BIN)/djlint --quiet --lint thidua

check: lint types imports templates test ## Format, lint, types, import contracts, templates, tests

fuzz: setup ## Longer fuzz of the plan reader, longer test of a killed server
	@FUZZ=long $(BIN)/python -m pytest tests/plans -k fuzz
	@FUZZ=long $(BIN)/python -m pytest tests/kill

bench: setup ## Measure; one row per measurement
	@$(BIN)/python -m bench

pictures: setup ## Take the pictures of the README from the demo data
	@$(BIN)/python -m tools.pictures

clean: ## Remove what the commands made (not var/, where data lives)
	rm -rf build .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage *.egg-info
