#!/usr/bin/env bash
# House rules that neither the compiler nor clippy can see.
set -euo pipefail
source "$(dirname "$0")/env.sh"

# refuse PATTERN REASON FOLDER…: no Rust file in those folders may have a line that matches.
refuse() {
  local pattern=$1 reason=$2
  shift 2
  if grep -rnE --include='*.rs' "$pattern" "$@"; then
    fail "$reason"
  fi
}

refuse '(^|[[:space:]<"])style=[{"({a-z\\]' \
  "A style attribute is refused by the page's security policy: write style:name=value (see tools/policy.mjs)." \
  src
refuse 'https?://[^ "]*\.(js|css|woff2?|png)' "The page loads nothing from elsewhere." src
