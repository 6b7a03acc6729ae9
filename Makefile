# `make demo` does the main job with the embedded model, `make test` passes the tests; both install what they need.
PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3)
BIN := .venv/bin
NEW_ENOUGH := 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=...")'

.PHONY: demo test bench render render-test inspect-test suite
demo: .venv/train
	@$(BIN)/oodmmsafe demo

test: .venv/dev
	@$(BIN)/ruff check
	@$(BIN)/python -m pytest

bench: .venv/bench
	$(BIN)/python benchmarks/update_vs_trl.py --json

# Blender's Python module needs Python 3.11 and an older numpy than ours: rendering has an environment of its own.
render: .venv-render/ready
	@.venv-render/bin/oodmmsafe scenes setup

render-test: render
	@.venv-render/bin/pip install --quiet --disable-pip-version-check --constraint constraints.txt --no-deps pytest pluggy iniconfig
	@.venv-render/bin/python -m pytest tests/scenes

# Inspect AI pins packages that ours disagree with, so its tests have an environment of their own.
inspect-test:
	@test -x .venv-inspect/bin/pip || $(PYTHON) -m venv .venv-inspect
	@.venv-inspect/bin/pip install --quiet --disable-pip-version-check --editable '.[api,inspect]' pytest
	@.venv-inspect/bin/python -m pytest tests/adapters

SHIPPED := src/oodmmsafe/suites/shipped
BUILD := @.venv-render/bin/oodmmsafe suite build --jobs 2

suite: .venv-render/ready
	$(BUILD) cases/oodmmsafe-455 --out $(SHIPPED)/oodmmsafe-455 --version 1.0 \
	    --description "Rendered pairs of hazard and safe twin, ours; not the paper's data."
	$(BUILD) cases/oodmmsafe-train --small --out $(SHIPPED)/oodmmsafe-train --version 1.0 \
	    --description "Training pairs of hazard and safe twin, ours, by mechanisms that oodmmsafe-455 does not have."

.venv-render/ready: pyproject.toml constraints-render.txt
	@test -x .venv-render/bin/pip || python3.11 -m venv .venv-render
	@echo "Installing oodmmsafe[render] into .venv-render ..."
	@.venv-render/bin/pip install --quiet --disable-pip-version-check --constraint constraints-render.txt --editable '.[render]'
	@touch $@

# One stamp for each extra. torch goes first and alone: its pinned version keeps pip from choosing another build.
.venv/%: pyproject.toml constraints.txt
	@test -x $(BIN)/pip || { $(PYTHON) -c $(NEW_ENOUGH) && $(PYTHON) -m venv .venv; }
	@echo "Installing oodmmsafe[$*] into .venv ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt torch
	@$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[$*]'
	@touch $@
