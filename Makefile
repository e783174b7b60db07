# Kancelář: every command a person needs. `make run` and `make test` do their own set-up.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
export PYTHONPATH := $(CURDIR)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run start demo test check bench faults-invoices faults-publishing notebooks format clean

run: $(VENV)/.runtime ## made-up town, app and worker; prints the address
	@KANCELAR_DEMO=1 KANCELAR_PORT=$(PORT) $(BIN)/python -m lib.start

start: $(VENV)/.runtime ## your own office: an empty store, a one-time link for the first account
	@KANCELAR_DEMO=0 KANCELAR_PORT=$(PORT) $(BIN)/python -m lib.start

demo: $(VENV)/.runtime ## throw the made-up town away and make a fresh one (never touches a real office)
	@KANCELAR_DEMO=1 $(BIN)/python -m lib.start --fresh-demo

test: $(VENV)/.tests browser ## everything, the browser too
	@$(BIN)/python -m tests.run all

check: $(VENV)/.tests ## format, lint, types, house rules, fast tests
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m tests.run fast

bench: $(VENV)/.tests ## the measured table, medians and ratios
	@$(BIN)/python -m tests.bench.table

faults-invoices: $(VENV)/.tests ## 80 writers issue 20 000 invoices while some are killed (a quarter of an hour, 3 GB)
	@INVOICE_WRITERS=80 INVOICES=20000 $(BIN)/python -m pytest tests/faults/test_invoices.py -s

faults-publishing: $(VENV)/.tests ## 10 000 posts to a channel that fails, 500 workers killed: none doubled, none lost (a quarter of an hour)
	@POSTS=10000 KILLS=500 $(BIN)/python -m pytest tests/faults/test_publishing.py -s

notebooks: $(VENV)/.notebooks ## JupyterLab over read-only data
	@KANCELAR_READ_ONLY=1 $(BIN)/jupyter lab --notebook-dir=notebooks

format: $(VENV)/.tests
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

clean: ## remove the environment and what tests leave behind; data stay
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis test-output

$(VENV)/.runtime: requirements.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: apt install python3 python3-venv"; exit 1; }
	@echo "Kancelář: preparing the environment (a few minutes the first time, mostly download) …"
	@test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || $(MAKE) --no-print-directory venv-package
	@$(BIN)/python -m pip install --progress-bar on -r requirements.txt
	@touch $@

.PHONY: venv-package browser
venv-package:
	@rm -rf $(VENV)
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing the package python3-venv …"; apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null; \
	else echo "Python cannot make an environment here. Run: sudo apt install python3-venv"; exit 1; fi
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.tests: $(VENV)/.runtime tests/requirements.txt
	@$(BIN)/python -m pip install --quiet -r tests/requirements.txt
	@touch $@

$(VENV)/.notebooks: $(VENV)/.runtime notebooks/requirements.txt
	@$(BIN)/python -m pip install --quiet -r notebooks/requirements.txt
	@touch $@

browser:
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || ls $$HOME/.cache/ms-playwright/chromium-* >/dev/null 2>&1 || \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing Chromium for the browser tests …"; apt-get update -qq && apt-get install -y -qq chromium >/dev/null; \
	else $(BIN)/python -m playwright install chromium || { echo "Chromium is missing. Run: sudo apt install chromium"; exit 1; }; fi
