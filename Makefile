# What people call. `make demo` and `make test` do all the set-up on a fresh machine; both can be called again at any time.

SWIFT_FILES = git ls-files -z -- '*.swift'
WEIR = ./weir
TARGET = $(if $(LIVE),live,dev)

.DEFAULT_GOAL := help
.PHONY: help setup setup-browser build demo test browser-test flow-test lint format coverage bench clean

help: ## lists these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

setup: ## installs what is missing: Debian packages, DuckDB, the chart library
	@python3 Scripts/setup.py

setup-browser: setup ## also installs what the browser test needs
	@python3 Scripts/setup.py --browser

build: setup ## builds `weir` and `awos`, and installs the awos that judges work as .weir/bin/awos
	@Scripts/build.sh

demo: build ## runs everything on sample data (LIVE=1: on the real feeds) and says what to open
	@Scripts/demo.sh "$(WEIR)" "$(TARGET)"

test: setup ## runs every test; MODULE=Ingest runs one module's
	@Scripts/test.sh "$(MODULE)"

browser-test: build setup-browser ## opens every page in headless Chromium
	@python3 Tests/Browser/run.py

flow-test: setup ## runs awos from an intent to a proved branch in a fresh clone; FLOW=kinds runs one flow
	@python3 Tests/Flow/run.py $(if $(FLOW),--only $(FLOW))

lint: ## checks the style of every Swift file, and the scripts
	@$(SWIFT_FILES) | xargs -0 swift format lint --strict --parallel
	@git ls-files -z -- '*.py' | xargs -0 python3 -c 'import ast, sys; [ast.parse(open(f).read(), f) for f in sys.argv[1:]]'
	@git ls-files -z -- '*.sh' .ci/run weir awos | xargs -0 -n 1 bash -n
	@echo "lint: nothing to say"

format: ## rewrites every Swift file in the house style
	@$(SWIFT_FILES) | xargs -0 swift format format --in-place --parallel

coverage: setup ## runs every test and lists the covered lines of each module
	@Scripts/coverage.sh

bench: setup ## measures speed side by side with the bare engine
	@Scripts/bench.sh

clean: ## removes what was built; the data in .weir stays
	@rm -rf .build
