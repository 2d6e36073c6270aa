# Two commands matter: `make run` and `make test`. Each sets up what it needs.
PYTHON ?= python3
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest

.PHONY: run test check bench setup setup-test test-sqlite test-postgres test-journeys messages screenshots wheel

run: setup
	$(BIN)/liangshi run --demo

test: check test-sqlite test-postgres test-journeys

setup:
	@bash tools/setup.sh run

setup-test:
	@bash tools/setup.sh test

test-sqlite: setup-test
	$(PYTEST) -m "not journey" -n 2

test-postgres: setup-test
	$(BIN)/python tools/with_postgres.py $(PYTEST) --migrations -m "not journey and not slow" -n 2 --ignore=tests/domain --ignore=tests/offline

test-journeys: setup-test
	$(PYTEST) -m journey -n 2

check: setup-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --quiet --lint liangshi
	$(BIN)/bandit -q -c pyproject.toml -r liangshi
	$(BIN)/python -m liangshi manage makemigrations --check --dry-run
	$(BIN)/python tools/messages.py --check

bench: setup-test
	$(BIN)/python -m benchmarks

messages: setup-test
	$(BIN)/python tools/messages.py

screenshots: setup-test
	$(BIN)/python -m tools.screenshots

wheel: setup-test
	rm -rf build
	$(BIN)/python -m build --wheel --no-isolation
