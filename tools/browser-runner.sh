#!/usr/bin/env bash
# Cargo's runner for wasm32 tests: runs them in the machine's own browser, with a
# fresh profile and the flags of tests/browser/webdriver.json.
set -euo pipefail
here=$PWD
source "$(dirname "$0")/env.sh"

CHROME=$(tools/browser.sh chrome)
CHROMEDRIVER=$(tools/browser.sh driver)
export CHROME CHROMEDRIVER

capabilities=$(mktemp)
trap 'rm -f "$capabilities"' EXIT
node -e '
  const capabilities = JSON.parse(require("node:fs").readFileSync("tests/browser/webdriver.json", "utf8"));
  capabilities["goog:chromeOptions"].binary = process.env.CHROME;
  console.log(JSON.stringify(capabilities));
' >"$capabilities"

cd "$here"
WASM_BINDGEN_TEST_WEBDRIVER_JSON=$capabilities WASM_BINDGEN_TEST_ONLY_WEB=1 \
  WASM_BINDGEN_TEST_TIMEOUT=${WASM_BINDGEN_TEST_TIMEOUT:-120} wasm-bindgen-test-runner "$@"
