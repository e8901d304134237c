# Everything runs in a virtual environment made from the lock files: `make` lists the targets.
#
#   VENV=.venv     where the environment is
#   PYTHON=...     the Python it is made with (otherwise the newest of 3.14 to 3.11 that works)
#   PORT=8501      for run: exactly this port (otherwise 8501 or the next free one)
#   ARGS=...       more arguments for the program behind the target

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test thorough proof coverage audit check format schema bench picture lock clean

VENV ?= .venv
PYTHON ?=
PORT ?=
ARGS ?=
UPGRADE ?=

BIN := $(VENV)/bin
# The environment is made again where it was copied or moved (its files name the old folder),
# where its Python is gone, and where PYTHON asks for another one.
MADE := $(VENV)/made-here-$(shell pwd | cksum | cut -d ' ' -f 1)
WHICH := -c 'import sys; print(sys.base_prefix, sys.version)' 2>/dev/null
MINE := $(shell $(BIN)/python $(WHICH))
ifneq ($(MINE),$(if $(PYTHON),$(shell $(PYTHON) $(WHICH)),$(or $(MINE),any)))
.PHONY: $(MADE)
endif

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/installed-run ## serve the dashboard and print its address
	@$(BIN)/streamlit run dashboard.py $(if $(PORT),--server.port=$(PORT)) $(ARGS)

# On all cores; one by one where ARGS names tests:
# make test ARGS='tests/test_model.py -x'
TESTS = $(if $(filter tests/% src/%,$(ARGS)),,-n auto --maxprocesses=4 --dist worksteal)

test: $(VENV)/installed-test ## run the tests, those in a browser as well
	@INSIGHTS_CHROMIUM=$$($(BIN)/python tools/chromium.py) && export INSIGHTS_CHROMIUM && \
	$(BIN)/python -m pytest $(TESTS) $(ARGS)

thorough: $(VENV)/installed-test ## run the browser tests that take long, beside those of make test
	@INSIGHTS_CHROMIUM=$$($(BIN)/python tools/chromium.py) && export INSIGHTS_CHROMIUM && \
	$(BIN)/python -m pytest -m thorough $(TESTS) $(ARGS)

proof: $(VENV)/installed-test ## test the claims of proof/ and record the outcome there
	@INSIGHTS_CHROMIUM=$$($(BIN)/python tools/chromium.py) && export INSIGHTS_CHROMIUM && \
	{ echo "$$(date -u +%F), commit $$(git describe --always --dirty), $$($(BIN)/python --version)"; \
	$(BIN)/python -m pytest --no-header -rA proof $(ARGS); echo "pytest ended with $$?"; } 2>&1 \
	| sed "s|$(CURDIR)/||g" | tee proof/outcome.txt && \
	grep -qx 'pytest ended with 0' proof/outcome.txt

# What decides what people read (the files, the query) is reached in every branch.
coverage: $(VENV)/installed-test ## measure what the tests reach, also in servers: 90 %, of reading and selecting all
	@INSIGHTS_CHROMIUM=$$($(BIN)/python tools/chromium.py) && export INSIGHTS_CHROMIUM && \
	COVERAGE_FILE=$(CURDIR)/.coverage $(BIN)/python -m pytest $(TESTS) --cov=$(CURDIR)/src/insights --cov-report= $(ARGS)
	@$(BIN)/python -m coverage report --fail-under=90
	@$(BIN)/python -m coverage report --fail-under=100 \
		--include='*/insights/reading/*,*/insights/selection.py,*/insights/search_words.py'

# Strict: what the service does not know counts as a failure, not as clean.
audit: $(VENV)/installed-lock ## look for known weaknesses in what is installed (asks pypi.org)
	@for locked in run test bench lock; do echo "requirements/$$locked.txt:"; \
		$(BIN)/uv tool run --from 'pip-audit==2.10.1' pip-audit --strict --progress-spinner off \
		--disable-pip --require-hashes -r requirements/$$locked.txt || exit 1; done

check: $(VENV)/installed-test ## check format, lint, types and the direction of imports
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m mypy
	@$(BIN)/lint-imports --no-logo

format: $(VENV)/installed-test ## write the files in the one format, and mend what can be mended
	@$(BIN)/python -m ruff check --fix-only .
	@$(BIN)/python -m ruff format .

schema: $(VENV)/installed-test ## write schemas/ and the tables of data/README.md from the model
	@$(BIN)/insights schema --write

bench: $(VENV)/installed-bench ## measure, beside the same page in Dash, in Panel and as a static page
	@INSIGHTS_CHROMIUM=$$($(BIN)/python tools/chromium.py) && export INSIGHTS_CHROMIUM && \
	$(BIN)/python -m benchmarks $(ARGS)

picture: $(VENV)/installed-test ## take the pictures of the README anew
	@INSIGHTS_CHROMIUM=$$($(BIN)/python tools/chromium.py) && export INSIGHTS_CHROMIUM && \
	$(BIN)/python -m tools.picture

clean: ## remove the environment and all caches
	@if [ -f $(VENV)/pyvenv.cfg ]; then rm -rf $(VENV); fi
	@rm -rf build dist htmlcov .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- Lock files -------------------------------------------------------------------------------

COMPILE = $(BIN)/uv pip compile --no-config --quiet --universal --fork-strategy fewest --python-version 3.11 \
	--custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade)
HASHED = $(COMPILE) --generate-hashes

lock: $(VENV)/installed-lock ## write the lock files from pyproject.toml (UPGRADE=1: newest releases)
	@$(HASHED) pyproject.toml --group build -o requirements/run.txt
	@$(HASHED) pyproject.toml --group build --group test -c requirements/run.txt -o requirements/test.txt
	@$(HASHED) pyproject.toml --group build --group test --group bench -c requirements/test.txt -o requirements/bench.txt
	@$(HASHED) --group lock -o requirements/lock.txt
	@$(COMPILE) pyproject.toml -c requirements/run.txt --no-annotate > $(VENV)/requirements.txt
	@echo '-e .' >> $(VENV)/requirements.txt && mv $(VENV)/requirements.txt requirements.txt

# --- The environment --------------------------------------------------------------------------

PIP := $(BIN)/python -m pip --disable-pip-version-check

$(VENV)/installed-run: requirements/run.txt pyproject.toml $(MADE)
$(VENV)/installed-test: requirements/test.txt requirements/run.txt pyproject.toml $(MADE)
$(VENV)/installed-bench: requirements/bench.txt requirements/run.txt pyproject.toml $(MADE)
$(VENV)/installed-lock: requirements/lock.txt $(MADE)

$(VENV)/installed-run $(VENV)/installed-test $(VENV)/installed-bench:
	@echo "Installing $< into $(VENV) ..." >&2
	@$(PIP) install -qq --require-hashes --no-deps -r $<
	@$(PIP) install -qq --no-build-isolation --no-deps -e .
	@$(PIP) check >&2
	@touch $@

$(VENV)/installed-lock:
	@$(PIP) install -qq --require-hashes --no-deps -r $<
	@touch $@

$(MADE):
	@for name in $(or $(PYTHON),python3.14 python3.13 python3.12 python3.11 python3 python); do \
		"$$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null || continue; \
		if ! "$$name" -c 'import ensurepip, venv' 2>/dev/null; then bare="$$name"; continue; fi; \
		echo "Making $(VENV) with $$("$$name" --version) ..." >&2; \
		"$$name" -m venv --clear $(VENV) && touch $@ && exit; \
		exit 1; \
	done; \
	if [ -n "$$bare" ]; then \
		echo "$$bare cannot make virtual environments: its venv or ensurepip module is missing." >&2; \
		echo "On Debian and Ubuntu: sudo apt install $$(basename "$$bare")-venv" >&2; \
	else \
		echo "No Python 3.11 to 3.14 works here$(if $(PYTHON), as $(PYTHON))." >&2; \
		echo "Install one (https://www.python.org/downloads/), or name yours: make PYTHON=/path/to/python3 ..." >&2; \
	fi; \
	exit 1
