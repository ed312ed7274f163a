# The front door. `make` lists what there is; each line beginning with ## is what the list shows.

.DEFAULT_GOAL := list
SHELL := /bin/sh
PYTHON ?= python3
IN := .venv/bin/python
BASE := .venv/base.ready
DEV := .venv/dev.ready
ASSETS := allteach/web/static/build/assets.ready
FRONT := $(wildcard package.json package-lock.json .npmrc) $(shell find allteach/web/static/src allteach/web/src -type f 2>/dev/null)
what ?=

# The port of `make demo` and `make run`: PORT=8123 make demo
PORT ?= 8000
export PORT

.NOTPARALLEL:
.PHONY: list demo demo-fresh demo-congress run test quick journeys check fix messages bench benchmarks soak docs lock backup restore environment assets clean

list:
	@$(PYTHON) -m scripts.menu

## Try it

# the site with the demo story and its cast: PORT=8123 make demo
demo: $(BASE) $(ASSETS)
	@$(IN) -m scripts.serve demo

# the same, with the story told from the beginning
demo-fresh: $(BASE) $(ASSETS)
	@$(IN) -m scripts.serve demo --fresh

# the story played on to its congress, in the fifteenth month; it stands beside the other
demo-congress: $(BASE) $(ASSETS)
	@$(IN) -m scripts.serve demo --congress

# the site on the data that is there
run: $(BASE) $(ASSETS)
	@$(IN) -m scripts.serve run

## Work on it

# the quick tests, on SQLite: make quick what=tests/measures
quick: $(DEV) $(ASSETS)
	@$(IN) -m pytest -q -x --no-header -m "not browser and not slow" $(what)

# the journeys in a real browser: make journeys what=tests/journeys/test_reporting.py
journeys: $(DEV) $(ASSETS)
	@$(IN) -m scripts.chromium > /dev/null
	@$(IN) -m pytest -q --no-header -m browser $(or $(what),tests/journeys)

# everything that can be said without running a test; changes nothing
check: $(DEV) $(ASSETS)
	@$(IN) -m scripts.check

# mend what can be mended safely: order of imports, layout, generated pages
fix: $(DEV)
	@.venv/bin/ruff check --fix-only --quiet .
	@.venv/bin/ruff format --quiet .
	@$(IN) -m scripts.docs --pages
	@$(IN) -m scripts.messages

# the catalogues of every language anew, after a change of words: gathered, then compiled
messages: $(DEV)
	@$(IN) -m scripts.messages

# what is generated in docs/: statistics, roles, API, pictures
docs: $(DEV) $(ASSETS)
	@$(IN) -m scripts.chromium > /dev/null
	@$(IN) -m scripts.docs

# new locked requirements, after a change of requirements/*.in; newest: make lock what=--upgrade
lock: $(DEV)
	@$(IN) -m scripts.lock $(what)

## Prove it

# exactly what CI runs: checks, every test on two databases, the browser, coverage
test: $(DEV) $(ASSETS)
	@$(IN) -m scripts.test

# the benchmarks, with ratios
bench: $(DEV) $(ASSETS)
	@$(IN) -m bench.spc
	@$(IN) -m bench.drawing
	@$(IN) -m bench.documents
	@$(IN) -m bench.grid
	@$(IN) -m scripts.bench
	@$(IN) -m scripts.bench.imports

# docs/benchmarks.md anew, from what the statistics, their charts and documents take on this machine
benchmarks: $(DEV)
	@$(IN) -m bench.page

# the long reliability runs (over an hour)
soak: $(DEV) $(ASSETS)
	@$(IN) -m scripts.soak

## Keep it

# one checked file with everything, in var/backups or where you say: make backup file=…
backup: $(BASE)
	@mkdir -p var/backups
	@$(IN) manage.py backup $(or $(file),var/backups/allteach-$$(date +%Y-%m-%d-%H%M%S).zip)

# back from such a file, into an empty database: make restore file=…
restore: $(BASE)
	@test -n "$(file)" || { echo "Say which file: make restore file=var/backups/….zip"; exit 2; }
	@$(IN) manage.py migrate --verbosity 0
	@$(IN) manage.py restore $(file)

# what was made here and can be made again; data in var/ stays
clean:
	@rm -rf .venv node_modules allteach/web/static/build .mypy_cache .ruff_cache .import_linter_cache var/static var/test

# --- How it is made ---------------------------------------------------------------------------------------------

environment: $(DEV)
assets: $(ASSETS)

$(BASE): requirements/base.txt requirements/bootstrap.txt
	@$(PYTHON) -m scripts.environment base

$(DEV): requirements/dev.txt requirements/bootstrap.txt
	@$(PYTHON) -m scripts.environment dev

$(ASSETS): $(FRONT) | $(BASE)
	@$(IN) -m scripts.assets
