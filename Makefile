# Everything a newcomer needs: make demo, make test, make lint, make run.
PY ?= python3
ARGS ?=
BIN := .venv/bin
export UV_PYTHON_DOWNLOADS = never
# Compiled once, everything starts about a quarter quicker; the tests and the benchmark start many processes.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo run bench test lint format pictures lock clean

demo: .venv/ok
	@$(BIN)/podsprint demo $(ARGS)

run: .venv/ok
	@$(BIN)/podsprint run $(ARGS)

test: .venv/ok
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder $(ARGS)

lint: .venv/ok
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/ok
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# What it costs beside a bare Bolt app; gunicorn is for the benchmark only. ARGS="--quick --postgres postgresql://..."
bench: .venv/ok
	@$(BIN)/python -c "import gunicorn" 2>/dev/null || $(BIN)/uv pip install -q gunicorn
	@$(BIN)/python -m benchmarks.bench $(ARGS)

# The pictures in the docs, taken from the real thing (needs Chromium).
pictures: .venv/ok
	$(BIN)/python docs/take_pictures.py

# The lock names no package index, so it installs from whichever one this machine uses.
lock: .venv/ok
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
		--all-extras pyproject.toml -o requirements.lock

.venv/ok: pyproject.toml requirements.lock
	@test -x $(BIN)/uv || { echo "Setting up .venv ..."; $(PY) -m venv .venv && $(BIN)/python -m pip install -q uv; }
	@$(BIN)/uv pip install -q --require-hashes -r requirements.lock
	@$(BIN)/uv pip install -q --no-deps --no-build-isolation -e .
	@touch $@

clean:
	rm -rf .venv .podsprint-demo
