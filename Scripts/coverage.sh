#!/usr/bin/env bash
# coverage.sh: runs every test with coverage and lists, a line a module, how many of its lines ran.
set -euo pipefail
cd "$(dirname "$0")/.."
# Otherwise all tests begin at once, and hold more files open than a session is allowed by default (1,024).
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=16
swift test --enable-code-coverage
report=$(swift test --show-codecov-path)
python3 - "$report" <<'PYTHON'
import collections, json, sys

lines = collections.defaultdict(lambda: [0, 0])
for file in json.load(open(sys.argv[1]))["data"][0]["files"]:
    parts = file["filename"].split("/Modules/")
    if len(parts) < 2 or parts[1].startswith("C/"):
        continue
    folder = parts[1].split("/")
    module = folder[1] if folder[0] in ("Engines", "Commands") else folder[0]
    summary = file["summary"]["lines"]
    lines[module][0] += summary["covered"]
    lines[module][1] += summary["count"]
for module, (covered, count) in sorted(lines.items()):
    print(f"{module:20} {covered:6} of {count:6} lines  {100 * covered / max(1, count):5.1f} %")
covered, count = (sum(column) for column in zip(*lines.values()))
print(f"{'all':20} {covered:6} of {count:6} lines  {100 * covered / max(1, count):5.1f} %")
PYTHON
