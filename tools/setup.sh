#!/usr/bin/env bash
# setup.sh NEED…: installs what is missing of rust, page, nextest, deny, browser.
#
# Needs rustup, Node with npm and a C compiler. Every tool has a pinned version
# and goes into $CARTERA_TOOLS; what is there already is left as it is.
set -euo pipefail
source "$(dirname "$0")/env.sh"

need_command() {
  command -v "$1" >/dev/null || fail "$1 is missing: $2"
}

rust() {
  need_command rustup "install Rust with rustup first."
  need_command cc "install a C compiler (Debian: apt-get install build-essential)."
  local channel
  channel=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
  if ! rustup toolchain list | grep -q "^$channel-"; then
    echo "Installing Rust $channel (about 1 min)"
    rustup toolchain install "$channel" --profile minimal
  fi
  local component
  for component in rustfmt clippy; do
    rustup component list --installed --toolchain "$channel" | grep -q "^$component" ||
      rustup component add "$component" --toolchain "$channel"
  done
  rustup target list --installed --toolchain "$channel" | grep -qx wasm32-unknown-unknown ||
    rustup target add wasm32-unknown-unknown --toolchain "$channel"
  # The page is built from what is here.
  cargo fetch --locked --quiet
}

# cargo_tool CRATE VERSION COMMAND MINUTES [OPTION…]: COMMAND prints the version that is installed.
cargo_tool() {
  local crate=$1 version=$2 command=$3 minutes=$4
  shift 4
  if [[ $($command 2>/dev/null | head -n 1) == *" $version"* ]]; then
    return
  fi
  echo "Installing $crate $version into $CARTERA_TOOLS (about $minutes min on two cores, once)"
  local build
  build=$(mktemp -d)
  CARGO_TARGET_DIR=$build cargo install --quiet --locked --root "$CARTERA_TOOLS" "$@" "$crate@$version" ||
    { rm -rf "$build"; fail "$crate $version could not be installed: see above."; }
  rm -rf "$build"
}

# The tool that cuts the page does not say its version; what cargo installed here, cargo knows.
split_version() {
  command -v wasm-split-cli >/dev/null && grep -o '^"wasm_split_cli_support [0-9.]*' "$CARTERA_TOOLS/.crates.toml"
}

npm_packages() {
  need_command node "install Node 20 or later, with npm."
  need_command npm "install npm (it usually comes with Node)."
  node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)' ||
    fail "Node $(node --version) is too old: 20 or later is needed."
  if ! cmp -s package-lock.json node_modules/.installed-lock.json; then
    echo "Installing the npm packages of package-lock.json (about 10 s)"
    npm ci --no-audit --no-fund --loglevel=error </dev/null
    cp package-lock.json node_modules/.installed-lock.json
  fi
}

page() {
  npm_packages
  cargo_tool wasm-bindgen-cli "$(bindgen_version)" "wasm-bindgen --version" 4
  cargo_tool wasm_split_cli_support "$WASM_SPLIT_VERSION" "split_version" 2 --features build-binary
}

nextest() {
  # Any version will do, so the user's own is used where there is one.
  cargo nextest --version >/dev/null 2>&1 ||
    cargo_tool cargo-nextest "$NEXTEST_VERSION" "cargo-nextest nextest --version" 6 \
      --no-default-features --features default-no-update
}

deny() {
  cargo_tool cargo-deny "$CARGO_DENY_VERSION" "cargo-deny --version" 7
}

browser() {
  tools/browser.sh install
}

for need in "$@"; do
  case $need in
    rust | page | nextest | deny | browser) "$need" ;;
    *) fail "setup.sh knows no '$need'." ;;
  esac
done
