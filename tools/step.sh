#!/usr/bin/env bash
# step.sh TITLE ESTIMATE COMMAND…: says what runs and how long it may take, then
# how long it took. `step.sh --summary` lists the steps of this run.
set -euo pipefail
source "$(dirname "$0")/env.sh"

steps=target/steps.txt

spent() {
  if (($1 < 60)); then printf '%d s' "$1"; else printf '%d min %02d s' $(($1 / 60)) $(($1 % 60)); fi
}

if [ "$1" = --begin ]; then
  mkdir -p target
  date +%s >"$steps"
  exit
fi

if [ "$1" = --summary ]; then
  printf '\n── Every check passed\n'
  tail -n +2 "$steps"
  printf '   %-52s %s\n' "in all" "$(spent $(($(date +%s) - $(head -n 1 "$steps"))))"
  exit
fi

title=$1 estimate=$2
shift 2
printf '\n── %s (%s)\n' "$title" "$estimate"
begin=$SECONDS
code=0
"$@" </dev/null || code=$?
took=$(spent $((SECONDS - begin)))
if ((code != 0)); then
  printf '\n✗ %s failed after %s, with exit code %d. The command was:\n  %s\n' "$title" "$took" "$code" "$*" >&2
  exit "$code"
fi
printf '✓ %s: %s\n' "$title" "$took"
if [ -f "$steps" ]; then printf '   %-52s %s\n' "$title" "$took" >>"$steps"; fi
