#!/usr/bin/env bash
# bench.sh [OPTION…]: measures the platform side by side with the bare engine; options as `weir-bench run --help` lists them.
set -euo pipefail
cd "$(dirname "$0")/.."
swift build -c release --product weir-bench --quiet
exec .build/release/weir-bench run "$@"
