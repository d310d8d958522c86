#!/usr/bin/env bash
# test.sh [MODULE]: runs every test, or those of one module; a module without tests is an error.
set -euo pipefail
cd "$(dirname "$0")/.."
# Otherwise all tests begin at once, and hold more files open than a session is allowed by default (1,024).
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=16
module=${1:-}

if [ -z "$module" ]; then
    swift build --build-tests --quiet
    exec swift test --skip-build
fi

if [ ! -d "Tests/${module}Tests" ]; then
    echo "error: there is no module '$module' with tests" >&2
    echo "  hint: one of $(cd Tests && ls -d ./*Tests | sed 's,^\./,,; s,Tests$,,' | tr '\n' ' ')" >&2
    exit 2
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
swift test --filter "^${module}Tests\." 2>&1 | tee "$log"
# `swift test --filter` also succeeds when nothing matched.
grep -qE 'Test run with [1-9][0-9]* tests?' "$log" || { echo "error: no test of '$module' ran" >&2; exit 1; }
