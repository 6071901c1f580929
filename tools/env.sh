# Sourced by the other scripts: where things are. Changes nothing outside this process.

cd "$(dirname "${BASH_SOURCE[0]}")/.."
source tools/versions.env

# Shared by every clone; never the user's own ~/.cargo/bin or a global npm folder.
export CARTERA_TOOLS=${CARTERA_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/cartera/tools}
if ! command -v rustup >/dev/null && [ -x "$HOME/.cargo/bin/rustup" ]; then
  PATH=$HOME/.cargo/bin:$PATH
fi
export PATH=$CARTERA_TOOLS/bin:$PWD/node_modules/.bin:$PATH
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=$PWD/tools/browser-runner.sh

# The version of wasm-bindgen in Cargo.lock: its command-line tool must be the same.
bindgen_version() {
  awk '/^name = "wasm-bindgen"$/ { getline; gsub(/"/, "", $3); print $3 }' Cargo.lock
}

fail() {
  printf '\n✗ %s\n' "$*" >&2
  exit 1
}
