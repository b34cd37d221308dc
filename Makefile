# make run    sets everything up, imports the sample articles and serves the timeline
# make test   sets up what tests need (a browser included), then runs all checks and tests
# make bench  the benchmarks, as ratios against peers on the same work

PYTHON ?= python3
ADDRESS ?= 127.0.0.1:8000
SEEDS ?= yes
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py

.PHONY: run test check bench format environment tools requirements

run: staticfiles/.collected
	@SEEDS="$(SEEDS)" ADDRESS="$(ADDRESS)" sh scripts/run.sh

environment:
	@$(PYTHON) scripts/environment.py $(VENV) requirements.txt

# Collected again only when a static file or what bundles it has changed.
staticfiles/.collected: $(shell find static -type f) requirements.txt timeline/static_files.py | environment
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@touch $@

tools:
	@$(PYTHON) scripts/environment.py $(VENV) requirements.txt requirements-postgres.txt requirements-dev.txt

check: tools
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	git ls-files -z -- 'templates/*.html' | xargs -0 -r $(BIN)/djade --check --target-version 5.2
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/mypy .
	$(MANAGE) makemigrations --check
	SITE_URL=https://timeline.example.org $(MANAGE) check --deploy --fail-level WARNING

test: tools
	@sh scripts/browser.sh chromium-headless-shell
	$(MAKE) --no-print-directory check
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest --numprocesses auto --dist worksteal
	$(BIN)/python scripts/postgres.py $(BIN)/coverage run --source=timeline.engine,timeline.workers -m pytest --numprocesses auto --dist worksteal
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report
	@printf 'Covered of timeline/extraction and timeline/http.py, in percent (100 is asked): '
	@$(BIN)/coverage report --format=total --fail-under=100 --include='timeline/extraction/*,timeline/http.py'

bench: tools
	$(BIN)/python benchmarks/dates.py
	$(BIN)/python benchmarks/extraction.py
	$(BIN)/python benchmarks/importing.py
	@sh scripts/browser.sh
	$(BIN)/python benchmarks/page

format: tools
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	git ls-files -z -- 'templates/*.html' | xargs -0 -r $(BIN)/djade --target-version 5.2

# Pins every package with its hashes, after an edit of a requirements*.in
requirements: tools
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header -o requirements.txt requirements.in
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header -o requirements-postgres.txt requirements-postgres.in
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header -o requirements-dev.txt requirements-dev.in
