#!/usr/bin/env bash
# The licences, bans and sources of what is depended on; then known advisories,
# where their database can be reached: a lack of network is not a failure.
set -euo pipefail
source "$(dirname "$0")/env.sh"

cargo-deny --locked --offline check --hide-inclusion-graph licenses bans sources

limit=()
if command -v timeout >/dev/null; then limit=(timeout 60); fi
if ${limit[@]+"${limit[@]}"} cargo-deny --locked fetch db >/dev/null 2>&1; then
  cargo-deny --locked --offline check advisories
else
  echo "The database of advisories cannot be reached from here: not checked this time."
fi
