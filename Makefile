# Everything stands in .venv; nothing is installed elsewhere.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
EDITOR_SERVER := $(VENV)/language-server
# bytecode that is kept saves every process of the tests some seconds
export PYTHONDONTWRITEBYTECODE :=
PIP := $(PY) -m pip install --quiet --disable-pip-version-check

.PHONY: run test check-code unit heavy pages e2e bench bench-store bench-schedule bench-load bench-evidence screenshots samples schema language-server clean

run: $(VENV)/.product
	$(PY) -m improvement run

test: $(VENV)/.tests check-code unit heavy pages e2e

check-code: $(VENV)/.tests
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

unit: $(VENV)/.tests language-server
	$(PY) -m pytest -n 2 --dist loadfile -m "not heavy" --ignore tests/ui --ignore tests/e2e --ignore tests/load

heavy: $(VENV)/.tests
	$(PY) -m pytest -n 2 --dist worksteal -m heavy --ignore tests/ui --ignore tests/e2e --ignore tests/load

pages: $(VENV)/.tests
	$(PY) -m pytest -n 2 tests/ui

e2e: $(VENV)/.tests
	$(PY) -m pytest -n 2 --dist loadfile tests/e2e
	$(PY) -m pytest tests/load

bench-store: $(VENV)/.tests
	$(PY) -m tests.benchmarks.bench_store

# FULL=--full for every instance: about an hour
bench-schedule: $(VENV)/.tests
	$(PY) -m tests.benchmarks.bench_schedule $(FULL)
	for each in cpm monte_carlo schedule_page; do $(PY) -m tests.benchmarks.bench_$$each || exit 1; done

bench-load: $(VENV)/.tests
	$(PY) -m tests.benchmarks.load --minutes 5 --sessions 30

bench-evidence: $(VENV)/.tests $(VENV)/.spark
	$(PY) -m tests.benchmarks.bench_evidence
	$(PY) -m tests.benchmarks.bench_assessment_page

bench: $(VENV)/.tests
	for each in tests/benchmarks/bench_*.py; do $(PY) $$each || exit 1; done

screenshots: $(VENV)/.tests
	$(PY) -m tests.e2e.screenshots

samples: $(VENV)/.product
	$(PY) -m improvement.samples

schema: $(VENV)/.product
	$(PY) -c "from improvement.model.schema import plan_schema; print(plan_schema(), end='')" > plans/plan.schema.json

# what an editor asks about plan files; only tests use it, and without npm or its registry they are skipped
language-server: | $(VENV)/bin/python
	@test -d $(EDITOR_SERVER)/node_modules/yaml-language-server || ! command -v npm >/dev/null || \
	  npm install --no-audit --no-fund --loglevel=error --fetch-retries=1 --prefix $(EDITOR_SERVER) \
	    yaml-language-server@1.25.0 || echo "yaml-language-server could not be installed: its tests are skipped"

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.product: requirements.txt | $(VENV)/bin/python
	$(PIP) -r requirements.txt
	touch $@

$(VENV)/.tests: requirements.txt tests/requirements.txt | $(VENV)/bin/python
	$(PIP) -r tests/requirements.txt
	touch $@ $(VENV)/.product

# PySpark is compared where it can be had
$(VENV)/.spark: requirements-spark.txt | $(VENV)/bin/python
	$(PIP) -r requirements-spark.txt && touch $@ || echo "PySpark could not be installed: it is left out"

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
