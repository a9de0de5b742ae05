# The two commands: `make demo` and `make test`; `make bench` compares with peers. Everything lands in .venv; nothing else is touched.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: demo test lint types bench catalogue screenshots clean

demo: $(VENV)/base
	$(BIN)/actionday demo $(ARGS)

test: lint
	$(BIN)/python -m pytest $(ARGS)

lint: $(VENV)/test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/catalogue.py --check

bench: $(VENV)/peers
	$(BIN)/actionday bench $(or $(ARGS),match)

catalogue: $(VENV)/test
	$(BIN)/python tools/catalogue.py

screenshots: $(VENV)/test
	$(BIN)/python tools/screenshots.py

$(VENV)/base: requirements/base.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes --no-deps --only-binary :all: --requirement requirements/base.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/test: $(VENV)/base requirements/test.txt
	$(PIP) --require-hashes --no-deps --only-binary :all: --requirement requirements/test.txt
	touch $@

# What has no wheels is built here; without a C++ compiler it is left out, and the benches say so.
$(VENV)/peers: $(VENV)/base requirements/peers.txt requirements/peers-source.txt
	$(PIP) --require-hashes --no-deps --only-binary :all: --requirement requirements/peers.txt
	$(PIP) --require-hashes --no-deps --no-build-isolation --requirement requirements/peers-source.txt || \
	  echo "no C++ compiler: pdqhash and ThreatExchange's index are left out"
	touch $@

clean:
	rm -rf $(VENV) build dist
