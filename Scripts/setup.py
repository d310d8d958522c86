#!/usr/bin/env python3
"""Sets up what Weir needs on this machine; does nothing, and quickly, when everything is there.

    python3 Scripts/setup.py              Debian packages, DuckDB's library, vl-convert and its bundle
    python3 Scripts/setup.py --browser    also chromium and Playwright, for the browser test

Packages of Python's registry go into ~/.cache/weir/<DuckDB's version>/ and are linked from .weir/; nothing else is touched.
Exit codes: 0 everything is there; 1 a step failed; 2 a package is missing that this user may not install.
"""

import argparse
import sys

import duckdb_library
import python_packages
import system_packages
import vega_bundle
from places import Failure, Places


def main() -> int:
    parser = argparse.ArgumentParser(description="Sets up what Weir needs on this machine.")
    parser.add_argument("--browser", action="store_true", help="also what the browser test needs")
    parser.add_argument("--quiet", action="store_true", help="say nothing when everything is there")
    options = parser.parse_args()
    groups = {"browser"} if options.browser else set()
    try:
        places = Places.of_this_checkout()
        changes = system_packages.install(places, groups)
        with places.lock():
            changes += duckdb_library.install(places)
            changes += python_packages.install(places, groups)
            changes += vega_bundle.install(places)
    except Failure as failure:
        print(f"error: {failure}", file=sys.stderr)
        if failure.hint:
            print(f"  hint: {failure.hint}", file=sys.stderr)
        return failure.exit_code
    if not changes and not options.quiet:
        print("set-up: everything is in place")
    return 0


if __name__ == "__main__":
    sys.exit(main())
