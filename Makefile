# What can be asked of this checkout. Everything runs inside .venv, which `make setup` makes by itself.

.DEFAULT_GOAL := help
.PHONY: help setup run report test lint types layers rooms check bench exam clean FORCE

BIN := .venv/bin
READY := .venv/ready

# The stamp holds the place it was made for; a folder that was moved or copied is set up anew.
ifneq ($(shell cat $(READY) 2>/dev/null),$(CURDIR))
$(READY): FORCE
endif

help:  ## say what can be asked
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## (.*)/make \1\t\2/' | expand -t 12

setup: $(READY)  ## make .venv with everything in it; at once when it is there
	@echo "Ready: make run, make test, make help."

$(READY): pyproject.toml uv.lock scripts/setup.sh scripts/find-python.sh
	@sh scripts/setup.sh

run: $(READY)  ## start Ingrain with the sample company, and say where it is
	@$(BIN)/ingrain start --sample

report: $(READY)  ## the sample company's log checked on the command line: the scorecard here, the report as a page
	@$(BIN)/ingrain run

test: lint types layers  ## everything that must pass
	@$(BIN)/pytest -n 3 --dist worksteal
	@sh scripts/with-postgres.sh $(BIN)/pytest -n 3 --dist worksteal -m "not browser and not anywhere" tests/connect tests/people tests/journal tests/editions tests/records tests/monitor tests/web

lint: $(READY)  ## wording and layout of the code
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet || { \
		echo "Not in the house's layout (run .venv/bin/ruff format on them):"; $(BIN)/ruff format --check; exit 1; }

types: $(READY)  ## mypy, strict
	@$(BIN)/mypy

layers: $(READY)  ## who may import whom
	@$(BIN)/lint-imports --no-logo

rooms: $(READY)  ## functions and files that outgrow their room (a report, not a verdict)
	@$(BIN)/python scripts/rooms.py

check: rooms lint types layers  ## all but the tests

bench: $(READY)  ## speed and memory, into docs/benchmarks.md
	@$(BIN)/python bench/run.py

exam: $(READY)  ## the property tests with many more cases than `make test` runs
	@INGRAIN_EXAM=1 $(BIN)/pytest -m exam -o faulthandler_timeout=0

clean:  ## forget .venv, caches and what `make run` made
	rm -rf .venv var .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
