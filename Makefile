# `make` lists what can be done. Every command installs what it needs and lacks,
# at pinned versions, into a folder that clones share (see tools/setup.sh).

SHELL := bash
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run dist check test fuzz bench torture pictures clean \
  setup-page setup-check setup-bench setup-test begin format rules clippy clippy-wasm unit doctest rustdoc \
  licences page size types in-browser end-to-end

PORT ?= 8080
CASES ?= 100000
STEP := tools/step.sh
CARGO_WASM := --locked --target wasm32-unknown-unknown

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

run: dist ## Build the optimised page and serve it on http://127.0.0.1:8080 (PORT=… for another)
	@node tools/serve.mjs dist --port $(PORT)

dist: setup-page page ## Build the page, ready for any static host, into dist/

check: setup-check format rules clippy unit ## The fast checks, for while working

test: begin setup-test format rules clippy clippy-wasm unit doctest rustdoc licences page size types in-browser end-to-end ## Every check
	@$(STEP) --summary

fuzz: setup-check ## Spoil files for every reader, CASES=… times each (100,000 unless told)
	@$(STEP) "Readers against spoilt files" "many minutes" env PROPTEST_CASES=$(CASES) cargo nextest run --locked --cargo-profile release --test einvoice_fuzz --test bank_files --test files_fuzz

bench: setup-bench page ## Measure the speed of what must be fast
	@$(STEP) "Benchmarks" "10 min" node benches/run.mjs

torture: export CARTERA_KILLS ?= 500
torture: setup-test page ## Kill the browser 500 times while it saves (CARTERA_KILLS=…), and at every write
	@$(STEP) "Killed at random and at every write" "about an hour" playwright test --config tests/e2e/playwright.config.ts --project=hosted --reporter=list torture.spec kills.spec

pictures: dist ## Take the README's pictures again
	@$(STEP) "Pictures" "20 s" node tools/pictures.mjs

clean: ## Remove what was built here (not the shared tools)
	rm -rf target dist node_modules tests/e2e/test-results tests/e2e/report

# ---- The steps -----------------------------------------------------------------

begin:
	@$(STEP) --begin

setup-page:
	@$(STEP) "Tools for the page" "seconds; up to 10 min the first time on a machine" tools/setup.sh rust page

setup-check:
	@$(STEP) "Tools for the fast checks" "seconds; up to 8 min the first time on a machine" tools/setup.sh rust nextest

setup-bench:
	@$(STEP) "Tools for measuring" "seconds; up to 10 min the first time on a machine" tools/setup.sh rust page browser

setup-test:
	@$(STEP) "Tools" "seconds; up to 25 min the first time on a machine" tools/setup.sh rust page nextest deny browser

format:
	@$(STEP) "Formatting" "1 s" cargo fmt --all --check

rules:
	@$(STEP) "House rules" "1 s" tools/rules.sh

clippy:
	@$(STEP) "Clippy, native" "30 s cold" cargo clippy --locked --all-targets -- -D warnings

# The native tests are not for wasm32: of the tests only those in the browser are.
clippy-wasm:
	@$(STEP) "Clippy, wasm32" "2 min cold" cargo clippy $(CARGO_WASM) --package cartera --package cartera-bench --lib --bins --test browser -- -D warnings

unit:
	@$(STEP) "Native tests" "2 min cold" cargo nextest run --locked $(if $(CI),--profile ci)

doctest:
	@$(STEP) "Examples in the documentation" "1 min" cargo test --locked --doc

rustdoc: export RUSTDOCFLAGS := -D warnings
rustdoc:
	@$(STEP) "Documentation" "30 s cold" cargo doc --locked --no-deps --lib
	@$(STEP) "Documentation, wasm32" "1 min cold" cargo doc $(CARGO_WASM) --no-deps --lib

licences:
	@$(STEP) "Licences and sources of dependencies" "10 s" tools/deny.sh

page:
	@$(STEP) "The optimised page" "4 min cold" node tools/build.mjs

size:
	@$(STEP) "Size budget" "2 s" node tools/size.mjs dist

types:
	@$(STEP) "Types of the end-to-end tests" "5 s" tsc --project tests/e2e

in-browser:
	@$(STEP) "Tests in the browser" "3 min cold" cargo test $(CARGO_WASM) --test browser

end-to-end:
	@$(STEP) "End-to-end tests" "some minutes" playwright test --config tests/e2e/playwright.config.ts
