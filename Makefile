# Everything a checkout can do. `make demo` and `make test` need only Python 3.11+ with venv, and the package index.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
UV := VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/uv
INSTALL := $(UV) pip install --quiet --compile-bytecode --require-hashes
COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate

QUESTION := SELECT date_earliest, date_latest, event_type, actor_name, recipient_name, status, article_count \
	FROM events WHERE quad_class IN (3, 4) AND actor_name IS NOT NULL AND recipient_name IS NOT NULL \
	ORDER BY article_count DESC, date_earliest, event_id LIMIT 8

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-slow test-crash coverage test-duckdb-next browser check format docs notebook bench bench-quick golden gold places \
	outline wheel sbom lock clean

help:           ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup: $(RUNTIME)  ## make .venv with what Depesche needs to run, leaves .venv/bin/depesche; EXTRA=dask or ray
	@$(if $(EXTRA),$(INSTALL) $(EXTRA:%=-r requirements/%.lock))

$(BIN)/uv: requirements/bootstrap.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Depesche needs Python 3.11 or newer; say which: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || \
		{ echo "Python cannot make virtual environments here; on Debian: apt-get install python3-venv" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bootstrap.lock
	@touch $@

$(RUNTIME): $(BIN)/uv requirements/runtime.lock pyproject.toml
	$(INSTALL) -r requirements/runtime.lock
	$(UV) pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): $(RUNTIME) requirements/dev.lock
	$(INSTALL) -r requirements/dev.lock
	@touch $@

demo: $(RUNTIME)  ## ingest the sample articles into data/demo and ask one question
	@DEPESCHE_HOME=data/demo $(BIN)/depesche run --full --source data/sample
	@echo; echo "Who accuses, threatens or punishes whom in the sample?"; echo
	@echo "  $(QUESTION)"; echo
	@DEPESCHE_HOME=data/demo $(BIN)/depesche sql "$(QUESTION)"
	@echo "Ask your own: DEPESCHE_HOME=data/demo $(BIN)/depesche sql"

test: $(DEV)    ## the whole default test suite
	$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

test-slow: $(DEV)  ## the tests marked slow as well
	$(BIN)/python -m pytest -m "slow or not slow" $(ARGS)

coverage: $(DEV)  ## the default suite with branch coverage: 100 % of commit, publish and lock, 90 % of all, or it fails
	$(BIN)/python -m pytest -n 2 --dist loadfile --cov --cov-report= $(ARGS)
	$(BIN)/coverage report --include='warehouse/durable.py,warehouse/lake.py,warehouse/publish.py' --fail-under=100 -m
	$(BIN)/coverage report --skip-covered --fail-under=90

test-duckdb-next: $(DEV)  ## the default suite on the newest DuckDB, in .venv-next
	$(BIN)/uv venv --quiet --allow-existing --python $(BIN)/python .venv-next
	echo 'duckdb>=2' > .venv-next/overrides.txt
	VIRTUAL_ENV=$(CURDIR)/.venv-next $(BIN)/uv pip install --quiet --no-verify-hashes \
		--overrides .venv-next/overrides.txt -r requirements/dev.lock
	VIRTUAL_ENV=$(CURDIR)/.venv-next $(BIN)/uv pip install --quiet --no-deps --no-build-isolation --editable .
	.venv-next/bin/python -m pytest -n 2 --dist loadfile $(ARGS)

test-crash: $(DEV)  ## kill runs at 1,000 random moments, 500 random sequences of runs, 1,000 swaps under 8 readers
	DEPESCHE_CRASHES=1000 DEPESCHE_SEQUENCES=500 DEPESCHE_SWAPS=1000 $(BIN)/python -m pytest -n 2 --dist loadfile \
		tests/flows/test_crash.py tests/flows/test_any_sequence.py tests/warehouse/test_readers.py \
		tests/warehouse/test_faults.py $(ARGS)

browser:        ## install Debian's Chromium for the tests of the pages (as root; elsewhere install Chromium yourself)
	@command -v chromium >/dev/null || apt-get install -y --no-install-recommends chromium

check: $(DEV)   ## lint, format, types, layers, generated docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/generate.py --check

format: $(DEV)  ## rewrite the code in the project's format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(DEV)    ## rewrite the generated pages
	$(BIN)/python docs/generate.py

notebook: $(DEV)  ## explore the sample in the browser, with marimo (needs `make demo` first)
	DEPESCHE_HOME=$${DEPESCHE_HOME:-data/demo} $(BIN)/marimo edit docs/notebook/sample.py

bench: $(DEV)   ## measure all side by side, an hour or so, and write docs/benchmarks.md (real texts: make bench ARGS="--source DIR")
	$(BIN)/python -m benchmarks --out docs/benchmarks.md $(ARGS)

bench-quick: $(DEV)  ## the same with small sizes, in under three minutes, and print it
	$(BIN)/python -m benchmarks --size quick $(ARGS)

golden: $(DEV)  ## rewrite the golden cases from what the code gives now; read the diff before you commit it
	$(BIN)/python -m pytest tests/news -k golden --regenerate -n 0

gold: $(DEV)    ## measure the coding on the gold set of tests/gold (ARGS=--regenerate makes it the floor)
	$(BIN)/python -m pytest tests/gold/test_gold.py -q -n 0 $(ARGS)

places: $(BIN)/uv  ## make the files of places anew from GeoNames (sources/README.md)
	$(BIN)/uv run --quiet --no-project --isolated --python $(BIN)/python --with-requirements sources/requirements.txt \
		python -m sources.places

outline: $(BIN)/uv  ## make the outline of the world anew from Natural Earth (sources/README.md)
	$(BIN)/uv run --quiet --no-project --isolated --python $(BIN)/python \
		--with-requirements sources/requirements-outline.txt python -m sources.outline

wheel: $(DEV)   ## build the wheel into dist/, twice, and fail unless both are the same to the byte
	rm -rf dist/again
	SOURCE_DATE_EPOCH=315532800 $(UV) build --quiet --wheel --no-build-isolation --python $(BIN)/python -o dist .
	SOURCE_DATE_EPOCH=315532800 $(UV) build --quiet --wheel --no-build-isolation --python $(BIN)/python -o dist/again .
	cmp dist/*.whl dist/again/*.whl && rm -rf dist/again && sha256sum dist/*.whl

sbom: $(DEV)    ## list every package of an installation with its version and hashes, as CycloneDX (dist/sbom.cdx.json)
	@mkdir -p dist
	$(BIN)/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible -o dist/sbom.cdx.json \
		requirements/runtime.lock

lock: $(BIN)/uv  ## resolve requirements/*.lock anew (pyproject.toml says what; hashes, no URLs)
	$(COMPILE) requirements/bootstrap.in -o requirements/bootstrap.lock
	$(COMPILE) pyproject.toml --group build -o requirements/runtime.lock
	$(COMPILE) pyproject.toml --all-extras --group build --group dev --group bench --group notebook \
		-c requirements/runtime.lock -o requirements/dev.lock
	$(COMPILE) pyproject.toml --extra dask -c requirements/runtime.lock -o requirements/dask.lock
	$(COMPILE) pyproject.toml --extra ray -c requirements/runtime.lock -o requirements/ray.lock
	$(COMPILE) pyproject.toml --extra s3 -c requirements/runtime.lock -o requirements/s3.lock

clean:          ## remove the virtual environment and caches (never your data)
	rm -rf $(VENV) .venv-next .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
