# Everything anyone needs to do here. Each command sets up what it needs, in .venv.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

OLDEST_DUCKDB := 1.5.5
PEERS := hotmart-python==1.1.0 tap-hotmart==1.0.0

# The tests start the command hundreds of times. Where Python is told to keep nothing that it has compiled, as in
# many containers, each of them would compile everything again.
export PYTHONDONTWRITEBYTECODE :=

# They write thousands of small files and wait for each to be safe on a disk: one that is in memory, where there is
# a large one, takes a tenth of their time off.
ifeq ($(shell df -Pk /dev/shm 2>/dev/null | awk 'END {print ($$4 > 8000000)}'),1)
export PYTEST_DEBUG_TEMPROOT := /dev/shm
endif

.PHONY: help demo test main beside check fast lint types mypy pyright oldest breakages docs site pictures release-check clean

help:
	@echo 'make demo           see it all, on an invented account'
	@echo 'make test           everything that must pass'
	@echo 'make check          lint, types and the fast tests'
	@echo 'make breakages      break the code in many places, and tell what no test notices; half an hour'
	@echo 'make docs           write what is made from the code: the reference, and the OpenAPI and schema files'
	@echo 'make site           the documents as a site, in site/: both languages, a search, no server needed'
	@echo 'make pictures       pictures of the console for that site'
	@echo 'make release-check  all that a release needs, but the upload'
	@echo 'make clean          remove what these made'

demo: .venv/core.stamp
	@$(BIN)/hotmart demo

# Which tests stay together is said in tests/sharing.py, and which go first in tests/conftest.py.
SHARED := -n auto --dist loadscope --no-loadscope-reorder

test: lint .venv/oldest.stamp .venv/peer.stamp .venv/chromium.stamp .venv/systemd.stamp .venv/site.stamp
	@$(MAKE) --no-print-directory --jobs=2 main beside

main:
	@$(BIN)/pytest $(SHARED)

# Of two cores the tests leave a tenth idle, which is what these take: the least of whom the machine serves. What they
# say is told when they are done, and all of it only where something is wrong.
beside:
	@{ nice -n 19 $(MAKE) --no-print-directory types && nice -n 19 $(MAKE) --no-print-directory oldest; } \
		> .venv/beside.log 2>&1 && tail -n 1 .venv/beside.log || { cat .venv/beside.log >&2; exit 1; }

check: lint
	@$(MAKE) --no-print-directory --jobs=2 fast types

fast: .venv/dev.stamp
	@$(BIN)/pytest $(SHARED) -m 'not slow' --hypothesis-profile quick

lint: .venv/dev.stamp
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet

types: .venv/dev.stamp
	@MAKEFLAGS= $(MAKE) --no-print-directory --jobs=2 mypy pyright

mypy: .venv/dev.stamp
	@$(BIN)/mypy --no-error-summary

pyright: .venv/dev.stamp
	@$(BIN)/pyright --warnings

# DuckDB 2 changed its Python API: whatever talks to it is done once on the oldest we support as well. These
# tests are of the modules that do, and between them they run every statement. Those that are slow run the
# same ones again on other data: of them a few are enough, in which every stream is synced, made again,
# published and forgotten.
ON_OLDEST := tests/warehouse tests/forgetting/test_forget.py tests/sources/test_transform.py \
	$(addprefix tests/sync/test_,stages.py replay.py counts.py coverage.py) \
	$(addprefix tests/every_stream/test_,replay.py forget.py) \
	$(addprefix tests/tracking/test_,unpacking.py results.py spend.py views.py)
oldest: .venv/oldest.stamp
	@.venv/oldest/bin/pytest $(SHARED) $(ON_OLDEST) -m 'not slow or oldest'

breakages: .venv/dev.stamp
	@$(BIN)/python scripts/breakages.py

# A test fails when these are not what the catalogue says.
docs: .venv/dev.stamp
	@$(BIN)/hotmart openapi --out docs/openapi.json
	@$(BIN)/hotmart config schema > docs/hotmart.schema.json
	@$(BIN)/python scripts/report_schema.py
	@$(BIN)/python scripts/answer_schema.py
	@$(BIN)/python scripts/action_index.py
	@$(BIN)/python scripts/action_list.py
	@$(BIN)/python scripts/reference.py
	@$(BIN)/python scripts/quirks.py
	@$(BIN)/python scripts/completion_index.py
	@$(BIN)/python scripts/llms_txt.py

# Needs no server to be read: open site/index.html.
site: .venv/site.stamp
	@$(BIN)/python scripts/build_site.py

# What the console looks like, for the site: taken anew by whoever builds it, and in no commit.
pictures: .venv/chromium.stamp
	@$(BIN)/python scripts/console_pictures.py

# Builds, installs what was built far from here, and tries it. Nothing is uploaded.
release-check: .venv/release.stamp
	@scripts/release_check.sh .venv/release/bin/python

clean:
	rm -rf .venv .mypy_cache .ruff_cache .hypothesis .schemathesis hotmart-demo site

.venv/core.stamp: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12")'
	@echo 'Setting up .venv, once …'
	@$(PYTHON) -m venv .venv
	@$(PIP) install --upgrade 'pip>=25.1'
	@$(PIP) install --editable .
	@touch $@

.venv/dev.stamp: .venv/core.stamp
	@echo 'Installing the tools for development, once …'
	@$(PIP) install --group dev
	@touch $@

.venv/site.stamp: .venv/core.stamp
	@echo 'Installing what builds the site, once …'
	@$(PIP) install --group site
	@touch $@

.venv/oldest.stamp: .venv/dev.stamp
	@echo 'Setting up DuckDB $(OLDEST_DUCKDB) beside it, once …'
	@$(PYTHON) -m venv .venv/oldest
	@.venv/oldest/bin/python -m pip --disable-pip-version-check --quiet install --upgrade 'pip>=25.1'
	@.venv/oldest/bin/python -m pip --disable-pip-version-check --quiet install --editable . pytest pytest-xdist hypothesis 'duckdb==$(OLDEST_DUCKDB)'
	@touch $@

.venv/release.stamp: .venv/core.stamp
	@echo 'Setting up what builds and checks a release beside it, once …'
	@$(PYTHON) -m venv .venv/release
	@.venv/release/bin/python -m pip --disable-pip-version-check --quiet install build twine
	@touch $@

# The page that asks for a credential is tried in a real browser. Where none can be had, those tests say so and are
# skipped; where CI is set they fail.
.venv/chromium.stamp: .venv/dev.stamp
	@command -v chromium >/dev/null || [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null || { \
		echo 'Installing Chromium, once …'; \
		{ apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium; } \
			> .venv/chromium.log 2>&1 || tail -n 3 .venv/chromium.log >&2; }
	@touch $@

# The timers that are written for systemd are checked by itself, which need not run here. It is the same with it.
.venv/systemd.stamp: .venv/dev.stamp
	@command -v systemd-analyze >/dev/null || [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null || { \
		echo 'Installing what checks units of systemd, once …'; \
		{ apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends systemd; } \
			> .venv/systemd.log 2>&1 || tail -n 3 .venv/systemd.log >&2; }
	@touch $@

# The public SDK imports as `hotmart` too, so it lives in an environment of its own.
.venv/peer.stamp: .venv/core.stamp
	@echo 'Setting up $(PEERS) beside it, once …'
	@$(PYTHON) -m venv .venv/peer
	@.venv/peer/bin/python -m pip --disable-pip-version-check --quiet install $(PEERS)
	@touch $@
