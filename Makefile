# Two commands do everything on a fresh machine with Python 3.11 or newer: `make run`, `make test`.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy $(BIN)/uv
export PYTHONUTF8 := 1

.PHONY: run test check bench guide letters lock clean

run: $(VENV)/.run ## set up if need be, then start everything with the demonstration
	@exec $(BIN)/disclosure serve --demo

test: $(VENV)/.test ## every test; browser tests where a browser is found
	@$(BIN)/python -m pytest -n auto $(PYTEST_ARGS)

check: $(VENV)/.test ## formatting, lint, types, import contracts
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(VENV)/.test ## each figure with its ratio to its reference
	@$(BIN)/python -m tests.bench

guide: $(VENV)/.test ## the pictures of the guide, taken anew on the demonstration
	@mkdir -p templates/assets/guide
	@GUIDE_PICTURES=templates/assets/guide $(BIN)/python -m pytest -q -p no:xdist \
		tests/browser/test_guide.py -k as_they_are

letters: $(VENV)/.run ## the built-in templates of letters, made anew from their wording
	@$(BIN)/python -m cases.letters.building
	@$(BIN)/python -m cases.report.building

$(BIN)/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "需要Python 3.11或者更高版本，当前为：$$($(PYTHON) --version 2>&1)" >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "缺少Python的venv模块，Debian/Ubuntu请先安装：apt-get install python3-venv" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check uv==0.13.9

$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/uv
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e . 
	@touch $@

$(VENV)/.test: requirements-test.lock $(VENV)/.run
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements-test.lock
	@touch $@

lock: | $(BIN)/uv ## resolve the dependencies anew
	@rm -f requirements.lock requirements-test.lock
	@$(UV) pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url \
		--python-version 3.11 pyproject.toml -o requirements.lock
	@$(UV) pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url \
		--python-version 3.11 --extra test -c requirements.lock pyproject.toml \
		-o requirements-test.lock

clean: ## the environment and caches; never data
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache *.egg-info
