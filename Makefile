# Upstander.  Needs Python 3.11+ and make; everything else is installed into .venv.
PYTHON ?= python3
PORT ?= 8000
DATA_DIR ?= ./var
export PORT DATA_DIR
BIN = $(CURDIR)/.venv/bin

.PHONY: help run test check bench messages requirements format
help: ## What you can do here
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

.venv/base.stamp: requirements/base.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	@touch $@

.venv/test.stamp: requirements/test.txt .venv/base.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@

.venv/dev.stamp: requirements/dev.txt .venv/test.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

run: .venv/base.stamp ## Run the site with a demo organization (PORT, DATA_DIR)
	@exec $(BIN)/python manage.py serve

test: .venv/test.stamp ## Run the tests (browser tests where there is a Chromium)
	@DATA_DIR=$${TEST_DATA_DIR:-$(CURDIR)/var/test} $(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

check: .venv/dev.stamp ## Lint, types, import contracts, templates, migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djangofmt --check templates
	$(BIN)/lint-imports
	$(BIN)/mypy .
	$(BIN)/python manage.py makemigrations --check --dry-run

bench: .venv/dev.stamp ## Measure speed; prints a table, never fails on time
	@$(BIN)/python -m benchmarks $(ARGS)

format: .venv/dev.stamp ## Put code and templates into their one shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djangofmt templates

messages: .venv/dev.stamp ## Collect the words to translate, and compile what is translated (needs gettext)
	$(BIN)/django-admin makemessages --locale es --no-obsolete --add-location file --no-wrap \
	  --ignore .venv --ignore tests --ignore benchmarks --ignore var --extension py,html,txt
	$(BIN)/django-admin compilemessages --locale es --ignore .venv

requirements: ## Compile requirements/*.in into pinned, hashed files
	for name in base test dev; do \
	  $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url \
	    --no-emit-trusted-host --no-emit-find-links --no-emit-options \
	    --output-file requirements/$$name.txt requirements/$$name.in; \
	done
