# Two commands do everything: `make run` and `make test`. Both start from a bare clone.
PYTHON ?= python3
UV_VERSION := 0.13.9
VENV := .venv
BIN := $(VENV)/bin
TOOLS := .tools
UV := PYTHONPATH=$(TOOLS) $(PYTHON) -m uv
PACKAGES := bot handlers survey promises fieldwork digests delivery people localization storage simulator tests
# One more than there are processors: some tests wait for a real minute, and others for a bot they have started. A file's
# tests stay together, for they share such a bot; those that wait come early.
WORKERS := $(shell expr $$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2) + 1)
# uv must neither fetch an interpreter nor leave the first start to compile what it installed.
export UV_PYTHON_DOWNLOADS := never
export UV_COMPILE_BYTECODE := 1
# Each worker and each bot that a test starts would compile our own files anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test check bench lock faults install format clean
.DEFAULT_GOAL := run

run: install ## start the bot, or the rehearsal where BOT_TOKEN is not set
	@$(BIN)/python -m bot

install: $(VENV)/.run ## only make the environment with the locked packages

test: $(VENV)/.dev ## the whole suite
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --maxprocesses 4 --dist loadfile --no-loadscope-reorder --cov --cov-report=term:skip-covered --cov-fail-under=85

check: $(VENV)/.dev ## format, lint, types, arrows, spelling
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell

format: $(VENV)/.dev ## put every file into the house's form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev ## each measure beside its baseline, in one run
	$(BIN)/python -m tests.benchmarks

faults: $(VENV)/.dev ## the long crash and fault campaign
	$(BIN)/python -m tests.faults

lock: $(TOOLS)/.uv ## resolve the newest allowed versions and write their hashes
	$(UV) pip compile pyproject.toml --extra postgres --extra xlsform --group build --universal --python-version 3.11 \
		--generate-hashes --no-header --upgrade -o requirements/run.txt
	$(UV) pip compile pyproject.toml --extra postgres --extra xlsform --group build --group dev --universal --python-version 3.11 \
		--generate-hashes --no-header --upgrade -c requirements/run.txt -o requirements/dev.txt

clean: ## remove what the targets above made, but no data
	rm -rf $(VENV) $(TOOLS)

$(TOOLS)/.uv:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed; this is " + sys.version.split()[0])'
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --target $(TOOLS) uv==$(UV_VERSION)
	@touch $@

$(VENV)/bin/python: | $(TOOLS)/.uv
	@$(UV) venv --quiet --python $(PYTHON) $(VENV)

$(VENV)/.run: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements/run.txt
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements/dev.txt
	@touch $@
