#!/usr/bin/env bash
# House rules that neither the compiler nor clippy can see.
set -euo pipefail
source "$(dirname "$0")/env.sh"

# refuse REASON PATTERN WHERE…: no line there may match (WHERE is what grep takes).
refuse() {
  local reason=$1 pattern=$2
  shift 2
  if grep -rnE "$pattern" "$@"; then
    fail "$reason"
  fi
}

refuse "A style attribute is refused by the page's security policy: write style:name=value, or style=(\"--name\", value) (see tools/policy.mjs)." \
  '(^|[[:space:]<"])style=([]{"a-z[]|\([^"])' --include='*.rs' src

refuse "A colour is defined in style/tokens.css and used by its name." \
  ':[^;{]*(#[0-9a-fA-F]{3,8}\b|\b(rgb|hsl|oklch|oklab)a?\([^f])' --include='*.css' --exclude=tokens.css style
