# `make demo` does the main job with the embedded model, `make test` passes the tests; both install what they need.
PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3)
BIN := .venv/bin
NEW_ENOUGH := 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=...")'

.PHONY: demo test bench
demo: .venv/train
	@$(BIN)/oodmmsafe demo

test: .venv/dev
	@$(BIN)/ruff check
	@$(BIN)/python -m pytest

bench: .venv/bench
	$(BIN)/python benchmarks/update_vs_trl.py --json

# One stamp for each extra. torch goes first and alone: its pinned version keeps pip from choosing another build.
.venv/%: pyproject.toml constraints.txt
	@test -x $(BIN)/pip || { $(PYTHON) -c $(NEW_ENOUGH) && $(PYTHON) -m venv .venv; }
	@echo "Installing oodmmsafe[$*] into .venv ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt torch
	@$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[$*]'
	@touch $@
