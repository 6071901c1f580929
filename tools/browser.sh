#!/usr/bin/env bash
# browser.sh chrome | driver: prints the path of the browser, or of its driver.
# browser.sh install: makes sure that both are there and of the same version.
#
# A browser that is on the machine is used. None is ever downloaded but Debian's
# own, through apt, and only as root. CHROME and CHROMEDRIVER name others.
set -euo pipefail
source "$(dirname "$0")/env.sh"

first_command() {
  local name
  for name in "$@"; do
    if [ -n "$name" ] && command -v "$name"; then return; fi
  done
  return 1
}

chrome() {
  first_command "${CHROME:-}" chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
    "/Applications/Chromium.app/Contents/MacOS/Chromium"
}

driver() {
  first_command "${CHROMEDRIVER:-}" chromedriver /usr/lib/chromium/chromedriver \
    "${CHROMEWEBDRIVER:-/usr/lib/chromium-browser}/chromedriver"
}

# The number before the first dot of what `$1 --version` says.
major() {
  "$1" --version 2>/dev/null | sed -n 's/^[^0-9]*\([0-9]*\)\..*/\1/p' | head -n 1
}

install() {
  if { ! chrome || ! driver; } >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Debian's chromium and chromium-driver (about 1 min)"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      chromium chromium-driver >/dev/null
  fi
  local chrome driver
  chrome=$(chrome) || missing "Chromium or Chrome"
  driver=$(driver) || missing "chromedriver"
  [ "$(major "$chrome")" = "$(major "$driver")" ] ||
    fail "$chrome is version $(major "$chrome") and $driver is version $(major "$driver"): they must be" \
      "the same. Name a pair with CHROME=… and CHROMEDRIVER=…"
}

missing() {
  fail "$1 is missing. On Debian: apt-get install chromium chromium-driver (as root)." \
    "Elsewhere install Chrome and the chromedriver of its version, or name them with CHROME=… and CHROMEDRIVER=…"
}

case ${1:-} in
  chrome) chrome || missing "Chromium or Chrome" ;;
  driver) driver || missing "chromedriver" ;;
  install) install ;;
  *) fail "browser.sh chrome | driver | install" ;;
esac
