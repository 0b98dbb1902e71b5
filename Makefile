# The one door. Each target sets up first; with nothing changed that takes milliseconds.
.DEFAULT_GOAL := help
.PHONY: help setup demo test slow check mutate bench docs lock clean
PYTHON ?= python3
export PYTHON
GEWU := .venv/bin/gewu
WORKERS ?= 2

help: ## this list
	@grep -hE '^[a-z]+:.*## ' Makefile | sed 's/:.*## /\t/' | expand -t 8

setup: ## .venv and node_modules as the lock files say
	@scripts/setup

demo: setup ## a full-size fictional office, its half-year summary and the web site (SERVE=0: without the site)
	@$(GEWU) demo $(if $(filter 0,$(SERVE)),--no-serve)

test: setup ## what a programmer runs daily; it says what it left out (ARGS=… goes to pytest)
	@scripts/test $(WORKERS) $(ARGS)

slow: setup ## what `make test` leaves out: kill -9, a whole small demo, rounds on a bad line, 200 mutations (an hour)
	@SLOW=1 scripts/test 1
	@scripts/mutate

check: setup ## format, lint, order of the rooms, types, scenarios
	.venv/bin/ruff format --check -q .
	.venv/bin/ruff check -q .
	.venv/bin/lint-imports --no-cache
	.venv/bin/mypy gewu
	.venv/bin/python -m tests.house.unused
	$(GEWU) scenario check packs

mutate: setup ## 200 small changes of rules, acts and queries: which does no test notice? (ARGS="--count 20 --seed 7")
	@scripts/mutate $(ARGS)

bench: setup ## Gewu beside django-helpdesk, into bench/README.md (ARGS="--postgres postgres://user@host/name")
	@.venv/bin/python -m bench $(ARGS)

docs: setup ## pages that are made from code: glossary tables, commands, measures
	@$(GEWU) docs $(ARGS)

lock: ## pin dependencies again after pyproject.toml or package.json changed
	@scripts/lock

clean: ## everything that can be made again; your data in var/ stays
	rm -rf .venv .uv node_modules .pytest_cache .ruff_cache .mypy_cache .hypothesis .import_linter_cache test-results
