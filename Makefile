# The commands of every day. `make demo` needs Python 3.11 or newer and nothing else.
VENV := .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.run-$(shell cat requirements/run.txt pyproject.toml 2>/dev/null | cksum | cut -d' ' -f1)
DEV_STAMP := $(VENV)/.dev-$(shell cat requirements/dev.txt 2>/dev/null | cksum | cut -d' ' -f1)
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --no-compile
# More than there are processors: many tests wait for a real process, broker or clock.
WORKERS ?= 3
FAST_WORKERS ?= 2
# Compiled tests are kept: whoever forbids it would compile all of them anew in each worker.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo up test test-fast faults-quick faults-rolling lint house fmt count bench clean

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 14

demo: $(RUN_STAMP) ## run a whole contest, with 300 people, and check the draw
	@$(BIN)/kermesse demo $(ARGS)

up: $(RUN_STAMP) ## start everything here, with demo data; Ctrl-C ends it
	@$(BIN)/kermesse up $(ARGS)

test: $(DEV_STAMP) ## run every test, on the servers that are found
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

# Their files are in memory where there is such a folder: durability is proven by `make test`.
test-fast: $(DEV_STAMP) ## run the tests that start no process and no server, and take no second each
	@$(if $(wildcard /dev/shm),TMPDIR=/dev/shm )$(BIN)/python -m pytest -n $(FAST_WORKERS) --dist worksteal -m "not slow and not processes and not kafka and not mongo and not browser" $(ARGS)

# In this order two workers share the two long ones, and a loss is found early without a guard.
FAULTS := $(patsubst %,tests/faults/test_%.py,stopped embedded guards real clicks)

faults-quick: $(DEV_STAMP) ## kill, stop and restart everything while people enter; 5 minutes
	@$(BIN)/python -m pytest $(if $(KERMESSE_FAULTS_GUARD_OFF),-n 0 -x,-n $(WORKERS) --dist worksteal) -m faults $(FAULTS) $(ARGS)

faults-rolling: $(DEV_STAMP) ## replace an earlier revision by this code, process by process, while people enter
	@$(BIN)/python -m pytest -n 0 -m faults tests/faults/test_rolling.py $(ARGS)

lint: $(DEV_STAMP) ## style, types, and who may import whom
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

house: $(RUN_STAMP) ## write what follows from manifests, forms and settings: house.json, docs/settings.md
	@$(BIN)/python -m stack.house

fmt: $(DEV_STAMP) ## rewrite the style
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

count: $(DEV_STAMP) ## perform the six additions in a scratch copy, and count the files they touch
	@$(BIN)/python -m tests.count $(ARGS)

bench: $(DEV_STAMP) ## measure, beside the bare driver or server; ARGS=documents for one bench
	@$(BIN)/python -m bench $(ARGS)

clean: ## remove the environment, the data of `up` and `demo`, and every cache
	rm -rf $(VENV) .kermesse .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@sh stack/make_venv.sh $(VENV)

$(RUN_STAMP): | $(BIN)/python
	@echo "Installing the locked requirements into $(VENV) (once)."
	@$(PIP) --require-hashes -r requirements/run.txt
	@$(PIP) --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q -j 2 $(VENV)/lib services shared stack || true
	@rm -f $(VENV)/.run-* && touch $@

$(DEV_STAMP): $(RUN_STAMP)
	@echo "Installing the requirements of the tests into $(VENV) (once)."
	@$(PIP) --require-hashes -r requirements/dev.txt
	@rm -f $(VENV)/.dev-* && touch $@
