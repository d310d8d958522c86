#!/usr/bin/env bash
# build.sh: builds the programs, and puts a copy of awos at .weir/bin/awos.
# That copy judges the work of agents, so it is not renewed on a branch that it judges, nor by a task's own call.
set -euo pipefail
cd "$(dirname "$0")/.."
swift build -c release
built=.build/release/awos
judge=.weir/bin/awos
branch=$(git symbolic-ref --quiet --short HEAD 2>/dev/null || true)

case "$branch" in awos/*) judged=1 ;; *) judged=${AWOS_TASK:-} ;; esac
if [ -n "$judged" ]; then
    [ -x "$judge" ] || echo "note: $judge is not there; run \`make build\` on the branch that you start from" >&2
    exit 0
fi
if ! cmp -s "$built" "$judge"; then
    mkdir -p "$(dirname "$judge")"
    cp "$built" "$judge.new"
    mv -f "$judge.new" "$judge"
fi
