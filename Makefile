# Everything that development and CI do has a name here. `make` alone lists the names.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
WARM   := $(VENV)/.warm
PYTEST := $(BIN)/python -m pytest --numprocesses auto --dist worksteal --quiet --override-ini console_output_style=classic
# The fast tests sync files seven thousand times, so their files are in memory if the system has 2 GB of room there.
TMPDIR ?= $(shell df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 && $$4 > 2000000 {print "/dev/shm"}')
FAST   := $(if $(TMPDIR),TMPDIR="$(TMPDIR)") $(PYTEST) -m "not thorough" --hypothesis-profile quick
GENERATOR := $(VENV)/.generator-tested
# The files that the tests of the generator depend on.
GENERATOR_FILES := codegen schemas generated digipost/aio tests/codegen tests/generated \
	digipost/plain_data.py digipost/base/plain_values.py digipost/base/field_kinds.py
# Run a step, and show its last line if it succeeds, everything if it fails: $(call step,name,command).
step = found=$$({ $(2); } 2>&1) || { echo "$$found"; exit 1; }; printf '%-18s%s\n' '$(1)' "$$(echo "$$found" | tail -n 1)"
# CI has tested the generator of a commit, so after `make install` its tests wait for a change, or for `make test-all`.
UNCHANGED = test -z "$$(git status --porcelain pyproject.toml requirements.lock $(GENERATOR_FILES) 2>&1)"
# The link to the repository in the documentation: the address that this clone comes from, if a browser can open it.
REPOSITORY_URL ?= $(shell git remote get-url origin 2>/dev/null \
	| sed -n -E 's,^(ssh://)?git@([^:/]+)[:/],https://\2/,; s,[.]git$$,,; /^https:/p')

# Compiled modules are kept, also in containers whose environment says otherwise: the tests start Python hundreds of
# times, and without a cache each start compiles the library and its dependencies anew, for three seconds.
unexport PYTHONDONTWRITEBYTECODE

# The other Pythons that `make test-all` tries: those on the PATH, and those that pyenv keeps.
PYENV_PYTHONS := $(wildcard $(or $(PYENV_ROOT),$(HOME)/.pyenv)/versions/3.*/bin/python)
empty :=
space := $(empty) $(empty)

.DEFAULT_GOAL := help
.PHONY: help install demo test test-all unit generate check-generated check-aio lint types format lock check-dependencies sbom edits soak fuzz mutants bench coverage docs publish clean

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  \033[1m%-18s\033[0m %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(READY) $(WARM) ## Make the virtual environment in .venv; the other targets do it if needed

# Made when missing, and made anew when what it is made of changes.
$(READY): pyproject.toml requirements.lock digipost/base/version.py
	@echo "Setting up $(VENV) (half a minute, once) …"
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Python 3.11 or later is needed; try: make PYTHON=python3.12 …")'
	@$(PYTHON) -m venv --clear $(VENV)
	@grep -A 30 '^uv==' requirements.lock | awk 'NR > 1 && /^[a-z]/ {exit} {print}' >$(VENV)/uv.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement $(VENV)/uv.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --requirement requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $(READY)

# Types of the dependencies and compiled tests: without these caches the first `make test` takes half a minute more.
# Findings are told by `make test`, not here.
$(WARM): $(READY)
	@echo "Filling the caches of mypy and pytest (half a minute, once) …"
	@$(BIN)/mypy >$(VENV)/warm.txt 2>&1 & \
		$(BIN)/python -m pytest --collect-only --quiet >$(VENV)/warm-tests.txt 2>&1; wait
	@touch $(WARM)
	@$(UNCHANGED) && : >$(GENERATOR) || true

demo: $(READY) ## Start a sandbox, send an invoice to it, and print the letter
	@$(BIN)/python examples/first_letter.py

# mypy uses one core, so the other steps run beside it; the tests use all cores.
test: $(READY) ## Run all checks and the fast tests on one Python; must pass before a commit
	@$(MAKE) --no-print-directory --silent --jobs=2 types check-aio lint $(GENERATOR)
	@$(MAKE) --no-print-directory unit

unit: $(READY) $(GENERATOR) ## Run the fast tests in parallel
	@$(call step,tests,$(FAST) --ignore tests/codegen --ignore tests/generated)

# What the generator makes depends on these files alone, so the check and the tests wait until one of them changes.
$(GENERATOR): $(READY) $(shell find $(GENERATOR_FILES) -type f -not -name '*.pyc')
	@$(call step,generated code,$(BIN)/python -m codegen check && echo current)
	@$(call step,code generation,$(FAST) tests/codegen tests/generated)
	@echo tested >$(GENERATOR)

test-all: $(READY) ## Run the slow tests, pyright, the other Pythons and the documentation
	@test -s $(GENERATOR) || rm -f $(GENERATOR)
	@$(MAKE) --no-print-directory --silent $(GENERATOR)
	@$(call step,thorough tests,$(PYTEST) -m "(thorough or hypothesis) and not full")
	@$(call step,basedpyright,$(BIN)/basedpyright)
	@TOX_DISCOVER="$(subst $(space),:,$(PYENV_PYTHONS))" \
		TOX_SKIP_ENV="$$($(BIN)/python -c 'import sys; print("%d.%d" % sys.version_info[:2])')" \
		$(BIN)/tox run --quiet
	@$(MAKE) --no-print-directory docs

generate: $(READY) ## Generate generated/ from schemas/, and digipost/aio from the synchronous client
	@$(BIN)/python -m codegen generate
	@$(BIN)/python -m codegen generate-aio

check-generated: $(READY) ## Fail if generated/ differs from schemas/, or digipost/aio from the client
	@$(call step,generated code,$(BIN)/python -m codegen check && $(BIN)/python -m codegen check-aio && echo current)

check-aio: $(READY)
	@$(call step,async client,$(BIN)/python -m codegen check-aio && echo current)

lint: $(READY) ## Check style, format, and the layers of the modules
	@$(call step,style and layers,$(BIN)/ruff check && $(BIN)/ruff format --check && $(BIN)/lint-imports --no-logo --no-cache)

types: $(READY) ## Check types
	@$(call step,types,$(BIN)/mypy)

format: $(READY) ## Format the code, and fix the findings that ruff can fix
	@$(BIN)/ruff check --quiet --fix
	@$(BIN)/ruff format --quiet

lock: $(READY) ## Resolve the development dependencies again, into requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --upgrade --generate-hashes --no-header \
		--group dev --all-extras pyproject.toml --output-file requirements.lock

check-dependencies: $(READY) ## Look up known vulnerabilities of the lock, and test the oldest allowed versions
	@$(BIN)/uv venv --quiet --clear --python $(BIN)/python build/oldest
	@$(BIN)/uv pip install --quiet --python build/oldest --resolution lowest-direct --group test \
		'.[sandbox,aio,otel]'
	@build/oldest/bin/python -W error examples/first_letter.py >build/oldest/letter.txt
	@build/oldest/bin/python -m pytest --quiet -m "not thorough" tests/base tests/transport \
		tests/protocol/test_verification.py tests/aio/test_client.py tests/telemetry
	@echo "The oldest versions that pyproject.toml allows send a letter, and pass the tests of what depends on them."
	@$(BIN)/pip-audit --strict --require-hashes --disable-pip --requirement requirements.lock

sbom: $(READY) ## Write dist/digipost.cdx.json (CycloneDX): the dependencies of the wheel and its extras
	@mkdir -p build dist
	@sed "s/^dynamic = .*/version = \"$$($(BIN)/hatchling version)\"/" pyproject.toml >build/pyproject.toml
	@$(BIN)/uv pip compile --quiet --no-header --no-annotate --universal --python-version 3.11 --generate-hashes \
		--all-extras --constraint requirements.lock pyproject.toml \
		| $(BIN)/python -W ignore -m cyclonedx_py requirements --pyproject build/pyproject.toml --mc-type library \
			--output-reproducible --of JSON -o dist/digipost.cdx.json -
	@echo "dist/digipost.cdx.json"

edits: $(READY) ## Play all edits of the published schemas: codegen binds or refuses each (5 minutes)
	@$(PYTEST) tests/codegen/test_edits.py

soak: $(READY) ## Test the promises of docs/reliability.md (45 minutes): make soak LETTERS=5000
	@$(BIN)/python -m tests.campaigns.soak $(if $(LETTERS),--letters $(LETTERS))

fuzz: $(READY) ## Fuzz the readers and the signing, and try new examples of each property: make fuzz SECONDS=600
	@$(BIN)/python -m tests.campaigns.fuzzing --seconds $(or $(SECONDS),60)
	@$(PYTEST) -m hypothesis --hypothesis-profile search

mutants: $(READY) ## Mutate the code of sending, signing and the journal; each mutant must fail a test (an hour)
	@$(BIN)/python -m tests.campaigns.mutants

bench: $(READY) ## Measure the budgets, and write benchmarks/RESULTS.md
	@$(BIN)/python benchmarks/run.py

coverage: $(READY) ## Write docs/coverage.md from a run of the whole API, and docs/conformance.md from its cases
	@$(BIN)/python -m tests.repository.test_api_coverage
	@$(BIN)/python -m tests.sandbox.conformance.test_page

docs: $(READY) ## Build the documentation into site/; fail on a broken link or a missing docstring
	@$(BIN)/ruff check --quiet --select D1 --ignore D105,D107 digipost
	@DOCS_REPOSITORY_URL="$(REPOSITORY_URL)" $(BIN)/zensical build --strict

publish: docs ## Copy site/ into the folder SITE under its version: make publish SITE=…
	@$(BIN)/python docs/publish.py "$(or $(SITE),$(error give the folder of the published site: make publish SITE=…))"

clean: ## Remove the files that these targets made
	@rm -rf $(VENV) .tox .mypy_cache .pytest_cache .ruff_cache .hypothesis .cache build dist site
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
