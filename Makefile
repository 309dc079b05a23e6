PYTHON ?= python3
VENV ?= .venv
REAL_VENV ?= .venv-real
MUTATION_VENV ?= .venv-mutation
WILD_VENV ?= .venv-wild
BROWSER_VENV ?= .venv-browser
# One version for each documented generation of its callback, each in an environment of its own.
ULTRALYTICS := 8.4.190 8.3.74
ULTRALYTICS_VENVS := $(ULTRALYTICS:%=.venv-ultralytics-%)
ULTRALYTICS_TESTS := $(wildcard tests/real/test_ultralytics_*.py)
# Versions of the SDK by which the fake is judged beside the one that it is made after.
COMETS := 3.47.6 3.49.12 3.54.2 newest
COMET_VENVS := $(COMETS:%=.venv-comet-%)
BIN := $(VENV)/bin
DEMO := build/demo

.PHONY: demo test lint format real real-ultralytics browser matrix wild versions coverage fidelity bench mutation clean

demo: $(VENV)/demo-installed
	cd examples/digits && $(abspath $(BIN))/python -m pytest --comet-fake -v
	rm -rf $(DEMO) && mkdir -p $(DEMO)/recordings
	$(BIN)/fake-comet run --save $(DEMO)/recordings -m digits $(DEMO)
	$(BIN)/fake-comet show $(DEMO)/recordings/*
	$(BIN)/fake-comet report $(DEMO)/recordings/* -o $(DEMO)/report.html

test: lint
	$(BIN)/python -m pytest -n auto --cov

lint: $(VENV)/dev-installed
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/dev-installed
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

real: $(REAL_VENV)/installed real-ultralytics
	$(REAL_VENV)/bin/python -m pytest -m real tests/real tests/serve $(ULTRALYTICS_TESTS:%=--ignore=%)

# One line for a failure: a longer one would show source of Ultralytics, which this project does not read.
real-ultralytics: $(ULTRALYTICS_VENVS:%=%/installed)
	set -e; for venv in $(ULTRALYTICS_VENVS); do \
		$$venv/bin/python -m pytest -m real --tb=line $(ULTRALYTICS_TESTS); \
	done

# Released versions of Ultralytics against all clauses: docs/compatibility.md.
matrix: .venv-ultralytics-8.4.190/installed
	.venv-ultralytics-8.4.190/bin/python -m tests.matrix

browser: $(BROWSER_VENV)/installed
	$(BROWSER_VENV)/bin/python -m pytest -m real tests/browser

# Fetches the releases with real bugs, and the fixed ones, into build/wild. Some of them know no Python after 3.11:
# `make wild PYTHON=python3.11`.
wild: $(WILD_VENV)/installed
	$(WILD_VENV)/bin/python -m pytest -m wild -n auto tests/wild
	$(WILD_VENV)/bin/python -m tests.wild.page > docs/wild.md

versions: $(COMET_VENVS:%=%/installed)
	failed=0; for venv in $(COMET_VENVS); do \
		$$venv/bin/python -m tests.versions || failed=1; \
	done; exit $$failed

coverage: $(VENV)/dev-installed
	$(BIN)/python -m fake_comet.cli.coverage > COVERAGE.md
	$(BIN)/python -m tests.versions.table > docs/versions.md

fidelity: $(VENV)/dev-installed
	$(BIN)/python -m tests.conformance.fidelity --rows
	$(BIN)/python -m tests.conformance.fidelity $(or $(N),100)

bench: $(VENV)/dev-installed
	$(BIN)/python -m benchmarks

# UPSTREAM is a folder with checkouts of the integrations' repositories; what is missing is cloned.
mutation: $(MUTATION_VENV)/installed
	$(MUTATION_VENV)/bin/python -m tests.mutation $(if $(UPSTREAM),--upstream $(UPSTREAM))

clean:
	rm -rf $(VENV) $(REAL_VENV) $(MUTATION_VENV) $(WILD_VENV) $(BROWSER_VENV) $(ULTRALYTICS_VENVS) $(COMET_VENVS) build dist .coverage* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/demo-installed: pyproject.toml examples/digits/pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable '.[images]' --editable examples/digits
	touch $@

$(VENV)/dev-installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@

# torch comes first and alone, so that its CPU build is taken where one is offered.
$(REAL_VENV)/installed: pyproject.toml tests/real/requirements.txt
	$(PYTHON) -m venv $(REAL_VENV)
	$(REAL_VENV)/bin/python -m pip install --quiet torch==2.13.0
	$(REAL_VENV)/bin/python -m pip install --quiet --editable '.[all]' -r tests/real/requirements.txt
	touch $@

# The browser itself is Debian's: apt-get install chromium
$(BROWSER_VENV)/installed: pyproject.toml tests/browser/requirements.txt
	$(PYTHON) -m venv $(BROWSER_VENV)
	$(BROWSER_VENV)/bin/python -m pip install --quiet --editable '.[dev]' -r tests/browser/requirements.txt
	touch $@

$(WILD_VENV)/installed: pyproject.toml tests/wild/requirements.txt
	$(PYTHON) -m venv $(WILD_VENV)
	$(WILD_VENV)/bin/python -m pip install --quiet torch==2.13.0
	$(WILD_VENV)/bin/python -m pip install --quiet --editable '.[images]' -r tests/wild/requirements.txt
	touch $@

$(MUTATION_VENV)/installed: pyproject.toml tests/mutation/requirements.txt
	$(PYTHON) -m venv $(MUTATION_VENV)
	$(MUTATION_VENV)/bin/python -m pip install --quiet torch==2.13.0
	$(MUTATION_VENV)/bin/python -m pip install --quiet --editable '.[images,sdk,tables]' -r tests/mutation/requirements.txt
	touch $@

.venv-comet-%/installed: pyproject.toml
	$(PYTHON) -m venv $(@D)
	$(@D)/bin/python -m pip install --quiet --editable '.[all]' 'comet_ml$(if $(filter newest,$*),,==$*)'
	touch $@

.venv-ultralytics-%/installed: pyproject.toml tests/real/requirements-ultralytics.txt
	$(PYTHON) -m venv $(@D)
	$(@D)/bin/python -m pip install --quiet torch==2.13.0
	$(@D)/bin/python -m pip install --quiet --editable . -r tests/real/requirements-ultralytics.txt
	$(@D)/bin/python -m pip install --quiet --no-deps torchvision==0.28.0 ultralytics==$* ultralytics-thop==2.2.3 faster-coco-eval
	touch $@

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)
