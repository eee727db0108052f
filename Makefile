# `make run` and `make test` are all a newcomer needs; both set up .venv first.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
# As root on Debian it is installed; anybody else is told.
APT    := apt-get install -y -qq --no-install-recommends chromium fonts-liberation
CHROMIUM := { [ "$$(id -u)" = 0 ] && apt-get update -qq && $(APT) >/dev/null; } \
	|| { echo "Chromium is missing (Debian: $(APT)); without it: .venv/bin/pytest -m 'not browser'" >&2; exit 1; }

.PHONY: setup run test lint browser format unit schemas golden gate train bench-chains bench-polnear bench-calibration bench-extract bench-store bench-verify bench-page bench-api calibrate lock clean

setup: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

run: setup  ## ingest seeds/, print who said what, serve the API on 127.0.0.1:8000
	$(BIN)/quotes ingest seeds --table
	$(BIN)/quotes serve

test: setup lint browser unit  ## everything CI checks

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/quotes schemas --check

unit: setup
	$(BIN)/pytest

browser: setup  ## what the browser tests need: Debian's Chromium, axe-core
	@command -v chromium >/dev/null || $(CHROMIUM)
	$(BIN)/python tests/axe.py

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

schemas: setup  ## write schemas/ from the types
	$(BIN)/quotes schemas

golden: setup  ## write the seeds' parses and expected extractions anew; read the diff before committing
	$(BIN)/python tests/golden.py

gate: setup  ## quotes found, against their floors; RAISE=1 writes higher ones
	$(BIN)/python tests/gate.py $(if $(RAISE),--raise)

# Minutes: so many examples of each operation, as stranger, reader and writer.
FUZZ ?= 200
fuzz: setup  ## what fits the API's description and what does not, long
	FUZZ_EXAMPLES=$(FUZZ) $(BIN)/pytest tests/service/test_fuzz.py

bench-chains: setup  ## quotes, names and chains against annotated dispatches; UNREAD=1: unread ones too
	$(BIN)/python bench/chains.py $(if $(UNREAD),--unread)

bench-polnear: setup  ## spans and whole attributions on PolNeAR dev, with and without the tagger
	$(BIN)/python bench/polnear.py

bench-calibration: setup  ## does confidence mean what it says; the curve goes to docs/
	$(BIN)/python bench/calibration.py

calibrate: setup  ## fit the weights of confidence anew, on our own annotated dispatches
	$(BIN)/python bench/calibration.py --fit

bench-extract: setup  ## words per second, as a ratio to a bare spaCy pass
	$(BIN)/python bench/extract.py

bench-store: setup  ## the record at a million quotes, SQLite and PostgreSQL; up to an hour, resumable
	$(BIN)/python bench/store.py

bench-page: browser  ## bytes, requests, layout shift and time to content of each page, in Chromium
	$(BIN)/python bench/page.py
bench-verify: setup  ## verdicts on claims: accuracy, confusion matrix, time at a million quotes
	$(BIN)/python bench/verify.py
bench-api: setup  ## requests per second beside an empty route, at 100,000 quotes; fills them first
	$(BIN)/python bench/api.py

# An hour or two on two cores; broken off, it goes on where it stood. The result is TRAINED/model.
TRAINED ?= build/tagger
train: setup  ## the tagger's weights, from annotated quotes: make train CORPUS=train.jsonl
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[train]'
	$(BIN)/python -m quotes.tagger.train $(CORPUS) --work $(TRAINED)

lock: setup  ## resolve requirements.lock anew
	$(BIN)/pip-compile -q --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links \
	  --strip-extras --extra dev -o requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .hypothesis
